import Foundation
import Glibc
import Synchronization
import TestSupport

/// A local socket that counts connections, because a browser may not report all its requests.
///
/// A reference type because it owns a socket, which ends with it.
final class Listener: Sendable {
    /// The address for a page to ask: `http://127.0.0.1:4000`.
    let address: String

    private let descriptor: Int32
    private let count = Mutex(0)

    /// Starts listening on any free port.
    init() throws {
        let (descriptor, port) = try LoopbackSocket.listening(backlog: 64)
        self.descriptor = descriptor
        address = "http://127.0.0.1:\(port)"
        Thread.detachNewThread { [weak self] in
            while true {
                let visitor = accept(descriptor, nil, nil)
                guard visitor >= 0 else { return }
                self?.count.withLock { $0 += 1 }
                close(visitor)
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// The number of connections since the last look.
    func visits() -> Int {
        count.withLock { count in
            defer { count = 0 }
            return count
        }
    }
}

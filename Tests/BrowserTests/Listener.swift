import Foundation
import Glibc
import Synchronization

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
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) | listen(descriptor, 64)
                    | getsockname(descriptor, address, &length)
            }
        }
        self.descriptor = descriptor
        guard status == 0 else { throw Browser.Failure(description: "no socket: \(errno)") }
        address = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))"
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

import Foundation
import Glibc

/// A connection to this machine that can send arbitrary bytes.
///
/// A reference type because it owns a socket, which is closed with it.
public final class RawConnection {
    private let socket: Int32
    private var isOpen = true

    /// Connects.
    public init(port: Int) throws {
        socket = try LoopbackSocket.connected(to: port)
        LoopbackSocket.limit(socket, seconds: 20)
    }

    deinit { leave() }

    /// Disconnects.
    public func leave() {
        if isOpen { close(socket) }
        isOpen = false
    }

    /// Sends as much of a text as is accepted.
    @discardableResult
    public func send(_ text: String) -> Int {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            bytes = bytes.dropFirst(count)
        }
        return text.utf8.count - bytes.count
    }

    /// The bytes until the other side closes; `nil` if it does not within twenty seconds.
    public func rest() -> String? {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count == 0 || count < 0 && errno == ECONNRESET { return String(decoding: text, as: UTF8.self) }
            guard count > 0 else { return nil }
            text += buffer.prefix(count)
        }
    }

    /// The bytes up to and including a text.
    public func read(until end: String) -> String {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while !String(decoding: text, as: UTF8.self).hasSuffix(end) {
            guard recv(socket, &byte, 1, 0) == 1 else { break }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

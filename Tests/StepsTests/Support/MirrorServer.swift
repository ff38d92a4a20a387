import Foundation
import Glibc
import Synchronization
import TestSupport

/// An HTTP server on 127.0.0.1 that answers as a test wants, one request per connection.
///
/// It stops when it is deallocated, and by itself after ten minutes.
final class MirrorServer: Sendable {
    /// A request as far as it matters here.
    struct Request: Sendable, Hashable {
        /// The path with its slash.
        let path: String
        /// The start of the requested range; `nil` for the whole file.
        let start: Int?
    }

    /// What the server sends.
    struct Response: Sendable {
        var status = 200
        var body = Data()
        /// The length it states; `nil` for the true one.
        var statedLength: Int?
        /// Milliseconds between pieces of 1,000 bytes.
        var delay = 0
    }

    private struct State {
        var requests: [Request] = []
        var isStopped = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
    }

    private let shared = Shared()

    /// The address, with a slash at its end.
    let url: String

    /// The requests so far.
    var requests: [Request] { shared.state.withLock { $0.requests } }

    /// Starts a server.
    init(_ answer: @escaping @Sendable (Request) -> Response) throws {
        let (listener, port) = try LoopbackSocket.listening(backlog: 16)
        url = "http://127.0.0.1:\(port)/"
        let shared = shared
        Thread.detachNewThread {
            let end = Date(timeIntervalSinceNow: 600)
            while Date() < end, !shared.state.withLock(\.isStopped) {
                var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, 20) == 1 else { continue }
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { continue }
                Self.serve(connection, shared, answer)
                close(connection)
            }
            close(listener)
        }
    }

    deinit { shared.state.withLock { $0.isStopped = true } }

    /// A mirror of these files, which supports ranges by default.
    convenience init(files: [String: Data], goesOn: Bool = true) throws {
        try self.init { request in
            guard let file = files[String(request.path.dropFirst())] else { return Response(status: 404) }
            guard goesOn, let start = request.start else { return Response(body: file) }
            return start < file.count
                ? Response(status: 206, body: Data(file.dropFirst(start))) : Response(status: 416)
        }
    }

    /// An address at which nobody answers.
    static let nobody = "http://127.0.0.1:1/"

    private static func serve(_ connection: Int32, _ shared: Shared, _ answer: (Request) -> Response) {
        LoopbackSocket.limit(connection, seconds: 5)
        var head = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !head.contains("\r\n\r\n"), head.utf8.count < 65_536 {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            head += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
        let words = head.split(separator: " ")
        guard words.count > 1 else { return }
        let start = head.firstMatch(of: /(?i)range: bytes=([0-9]+)-/).flatMap { Int($0.output.1) }
        let request = Request(path: String(words[1]), start: start)
        shared.state.withLock { $0.requests.append(request) }
        let response = answer(request)
        let length = response.statedLength ?? response.body.count
        let lines = [
            "HTTP/1.1 \(response.status) X", "Content-Length: \(length)", "Connection: close", "", "",
        ]
        guard send(Data(lines.joined(separator: "\r\n").utf8), to: connection) else { return }
        for offset in stride(from: 0, to: response.body.count, by: 1000) {
            guard !shared.state.withLock(\.isStopped) else { return }
            guard send(response.body.dropFirst(offset).prefix(1000), to: connection) else { return }
            if response.delay > 0 { usleep(UInt32(response.delay) * 1000) }
        }
    }

    private static func send(_ data: Data, to connection: Int32) -> Bool {
        var rest = [UInt8](data)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

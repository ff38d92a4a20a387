import Foundation
import TestSupport
import Testing

/// The limits of `serve` and `preview`, whatever their clients send or omit.
@Suite(.serialized)
struct ConnectionTests {
    private let server: RunningTool
    private let port: Int

    init() throws {
        let tool = try BuiltTool()
        try tool.folder.write("# Words\n", to: "n.md")
        server = try tool.start("preview", "n.md", "--port", "0")
        port = try #require(
            Int(server.firstLine.split(separator: ":").last?.dropLast() ?? ""), "\(server.messages)")
        for _ in 0..<6000 where !server.messages.contains("n.html, ") { usleep(10_000) }
    }

    private func get(_ path: String = "/", more: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(more)\r\n"
    }

    /// The answer to a client that connects now.
    private func page() throws -> String {
        let connection = try RawConnection(port: port)
        connection.send(get(more: "Connection: close\r\n"))
        return connection.rest() ?? "nothing in twenty seconds"
    }

    /// Requests a version after the newest one, for which the server waits some seconds.
    private func wait() throws -> RawConnection {
        let connection = try RawConnection(port: port)
        connection.send(get("/state?after=99999"))
        return connection
    }

    private static var isPage: Regex<Substring> { /HTTP\/1\.1 200 OK\r\n[\s\S]*<title>Words/ }

    @Test func `several requests are answered on one connection`() throws {
        let connection = try RawConnection(port: port)
        for _ in 0..<3 {
            connection.send(get("/state"))
            let answer = connection.read(until: "}")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains("X-Content-Type-Options: nosniff\r\n"))
        }
        #expect(server.interrupt() == 0)
    }

    @Test(arguments: ["/", "/nothing"])
    func `HEAD is answered with the headers of GET and no body, and the next request after it`(path: String)
        throws
    {
        let whole = try RawConnection(port: port)
        whole.send(get(path, more: "Connection: close\r\n"))
        let page = whole.rest() ?? ""
        let end = try #require(page.firstRange(of: "\r\n\r\n"))
        let head = page[..<end.upperBound]
        let body = page[end.upperBound...]
        #expect(body.utf8.count > 20)
        #expect(head.contains("\r\nContent-Length: \(body.utf8.count)\r\n"))
        let alone = try RawConnection(port: port)
        alone.send(
            get(path, more: "Connection: close\r\n").replacing("GET ", with: "HEAD ", maxReplacements: 1))
        #expect(alone.rest() == String(head))
        guard path == "/" else { return }
        // What follows a body that was sent would not be an answer.
        let several = try RawConnection(port: port)
        several.send(get(path).replacing("GET ", with: "HEAD ", maxReplacements: 1))
        #expect(several.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        several.send(get("/state"))
        let state = several.read(until: "}")
        #expect(state.hasPrefix("HTTP/1.1 200 OK\r\n") && state.hasSuffix("}"))
    }

    @Test func `a thousand connections that ask nothing keep nobody from being answered`() throws {
        var idle: [RawConnection] = []
        for number in 0..<1100 {
            // The test itself is subject to the server's limit of open files.
            if idle.count > 300 { idle.removeFirst() }
            idle.append(try RawConnection(port: port))
            if number % 2 == 0 { idle.last?.send("GET / HT") }
            if number % 200 == 0 { #expect(try page().contains(Self.isPage), "\(number)") }
        }
        #expect(try page().contains(Self.isPage))
        #expect(server.interrupt() == 0)
    }

    @Test
    func `an incomplete request is closed in time, and sending a byte now and then does not prolong it`()
        throws
    {
        let clock = ContinuousClock()
        let starts = ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: local"]
        let connections = try starts.map { start in
            let connection = try RawConnection(port: port)
            connection.send(start)
            return connection
        }
        let dripping = try RawConnection(port: port)
        let begin = clock.now
        var sent = 0
        while clock.now - begin < .seconds(18), dripping.send("G") == 1 {
            sent += 1
            usleep(100_000)
        }
        #expect(sent < 150, "\(sent)")
        for connection in connections { #expect(connection.rest() == "") }
        #expect(try page().contains(Self.isPage))
        #expect(server.interrupt() == 0)
    }

    @Test func `a head without end is refused, whatever it is made of`() throws {
        let long = String(repeating: "x", count: 200_000)
        let cases: [(text: String, status: String)] = [
            (get(more: "A: \(long)\r\n"), "431"), (get(more: "\(long): a\r\n"), "431"),
            (get("/" + long), "431"), (long, "400"),
            (get(more: String(repeating: "A: b\r\n", count: 30_000)), "431"),
            ("POST / HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Length: 9999999999\r\n\r\n", "405"),
            ("GET / HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Length: 9999999999\r\n\r\n", "413"),
            (
                "GET / HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "400"
            ),
            ("GET / HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Length: -1\r\n\r\n", "400"),
            ("\r\n\0garbage\r\n\r\n", "400"), ("GET / HTTP/1.1\r\n\r\n", "421"),
        ]
        for (text, status) in cases {
            let connection = try RawConnection(port: port)
            connection.send(text)
            let answer = connection.rest() ?? "never closed"
            #expect(
                answer == "" || answer.hasPrefix("HTTP/1.1 \(status)"),
                "\(answer.prefix(60)) for \(text.prefix(60))")
        }
        #expect(try page().contains(Self.isPage))
        #expect(server.interrupt() == 0)
    }

    @Test func `if all connections are being answered another one gets an error, until a client leaves`()
        throws
    {
        var waiting = try (0..<100).map { _ in try wait() }
        var refused = try page()
        // A connection whose request is not read yet can still be replaced, so more connections may be needed.
        for _ in 0..<100 where refused.contains(Self.isPage) {
            waiting.append(try wait())
            refused = try page()
        }
        #expect(refused.hasPrefix("HTTP/1.1 503 ") || refused == "", "\(refused)")
        // Clients that disconnect are noticed while they wait for their answers, which they would get after eight
        // seconds. All leave, since on a busy machine some of them may have been replaced or refused.
        for connection in waiting { connection.leave() }
        let clock = ContinuousClock()
        let begin = clock.now
        var answer = try page()
        while !answer.contains(Self.isPage), clock.now - begin < .seconds(6) {
            usleep(100_000)
            answer = try page()
        }
        #expect(answer.contains(Self.isPage))
        #expect(server.interrupt() == 0)
    }

    @Test func `Ctrl-C ends the server within a second while requests are answered`() throws {
        let waiting = try (0..<20).map { _ in try wait() }
        usleep(300_000)
        let clock = ContinuousClock()
        let begin = clock.now
        #expect(server.interrupt() == 0)
        // Includes the system's time for ending a process.
        #expect(clock.now - begin < .milliseconds(1500))
        withExtendedLifetime(waiting) {}
    }
}

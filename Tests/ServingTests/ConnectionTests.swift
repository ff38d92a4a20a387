import Foundation
import Serving
import Synchronization
import Testing

/// What a server takes from its clients, whatever they send or do not send.
struct ConnectionTests {
    /// A server at work, until it is forgotten.
    private final class Server: Sendable {
        private let isStopped = Atomic(false)
        private let address = Mutex<String?>(nil)
        private let ended = DispatchSemaphore(value: 0)
        /// The requests whose work began, and those that were given up.
        let begun = Atomic(0)
        let givenUp = Atomic(0)

        init(_ change: @Sendable (inout LoopbackServer.Limits) -> Void) throws {
            var limits = LoopbackServer.Limits(body: 1000)
            change(&limits)
            let server = LoopbackServer(router, port: 0, limits: limits)
            Task {
                try? await server.run(until: { self.isStopped.load(ordering: .relaxed) }) { text in
                    self.address.withLock { $0 = text }
                }
                self.ended.signal()
            }
        }

        private var router: Router {
            Router(routes: [
                .init("GET", "/") { _ in .page("<p>hello") },
                .init("POST", "/count") { .json("\($0.body.count)") },
                .init("GET", "/slow") { [self] _ in
                    begun.add(1, ordering: .relaxed)
                    do {
                        try await Task.sleep(for: .seconds(30))
                    } catch {
                        givenUp.add(1, ordering: .relaxed)
                    }
                    return .page("late")
                },
                .init("GET", "/large") { _ in .page(String(repeating: "x", count: 50_000_000)) },
            ])
        }

        var port: Int {
            for _ in 0..<2000 {
                if let address = address.withLock({ $0 }) {
                    return Int(address.split(separator: ":").last?.dropLast() ?? "") ?? 0
                }
                usleep(5000)
            }
            return 0
        }

        /// Asks it to stop.
        ///
        /// - Returns: the seconds that it took; more than 20 for ever.
        func stop() -> Double {
            let clock = ContinuousClock()
            let start = clock.now
            isStopped.store(true, ordering: .relaxed)
            _ = ended.wait(timeout: .now() + 20)
            return (clock.now - start) / .seconds(1)
        }

        func get(_ path: String = "/", more: String = "") -> String {
            "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(more)\r\n"
        }

        /// What a fresh client gets for the page.
        func page() throws -> String {
            let connection = try RawConnection(port: port)
            connection.send(get(more: "Connection: close\r\n"))
            return connection.rest() ?? "nothing"
        }
    }

    @Test func `several requests are answered on one connection`() throws {
        let server = try Server { _ in }
        let connection = try RawConnection(port: server.port)
        for _ in 0..<3 {
            connection.send(server.get())
            let answer = connection.read(until: "<p>hello")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains("X-Content-Type-Options: nosniff\r\n"))
        }
        let body = String(repeating: "b", count: 1000)
        connection.send(
            "POST /count HTTP/1.1\r\nHost: localhost:\(server.port)\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n\(body)\r\n0\r\n\r\n"
        )
        #expect(connection.read(until: "1000").hasSuffix("\r\n\r\n1000"))
        #expect(server.stop() < 2)
    }

    @Test func `a thousand connections that ask nothing keep nobody from being answered`() throws {
        let server = try Server { $0.connections = 40 }
        var idle: [RawConnection] = []
        for number in 0..<1100 {
            // So many files are not open in the test itself either.
            if idle.count > 60 { idle.removeFirst() }
            idle.append(try RawConnection(port: server.port))
            if number % 2 == 0 { idle.last?.send("GET / HT") }
            if number % 100 == 0 { #expect(try server.page().hasSuffix("<p>hello"), "\(number)") }
        }
        #expect(try server.page().hasSuffix("<p>hello"))
        #expect(server.stop() < 2)
    }

    @Test(arguments: [
        "", "GET / HTTP/1.1\r\n", "POST /count HTTP/1.1\r\nHost: localhost:0\r\nContent-Length: 9\r\n\r\nab",
    ])
    func `what is not sent to its end in time is closed`(_ start: String) throws {
        let server = try Server {
            $0.headSeconds = 0.3
            $0.bodySeconds = 0.3
            $0.endSeconds = 0.3
        }
        let connection = try RawConnection(port: server.port)
        connection.send(start.replacing("localhost:0", with: "localhost:\(server.port)"))
        #expect(connection.rest() != nil)
        // A byte now and then does not make the time begin anew.
        let dripping = try RawConnection(port: server.port)
        var sent = 0
        for byte in server.get(more: String(repeating: "A: b\r\n", count: 100)) {
            guard dripping.send(String(byte)) == 1 else { break }
            sent += 1
            usleep(20_000)
        }
        #expect(sent < 100)
        #expect(try server.page().hasSuffix("<p>hello"))
    }

    @Test func `a head without end is refused, whatever it is made of`() throws {
        let server = try Server { _ in }
        let long = String(repeating: "x", count: 200_000)
        for (text, status) in [
            (server.get(more: "A: \(long)\r\n"), "431"), (server.get(more: "\(long): a\r\n"), "431"),
            (server.get("/" + long), "431"), (long, ""),
            (server.get(more: String(repeating: "A: b\r\n", count: 30_000)), "431"),
            (
                "POST / HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Length: 99999999999\r\n\r\n",
                "405"
            ),
            (
                "POST /count HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Length: 99999999999\r\n\r\n",
                "413"
            ),
            ("POST /count HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Length: -1\r\n\r\n", "400"),
            ("\r\n\0\u{FF}garbage\r\n\r\n", "400"),
        ] {
            let connection = try RawConnection(port: server.port)
            connection.send(text)
            let answer = connection.rest() ?? "never closed"
            #expect(
                answer == "" || answer.hasPrefix("HTTP/1.1 \(status)"),
                "\(answer.prefix(60)) for \(text.prefix(60))")
        }
        #expect(try server.page().hasSuffix("<p>hello"))
        #expect(server.stop() < 2)
    }

    @Test func `a client that leaves ends the work on its answer within a second`() throws {
        let server = try Server { _ in }
        let connection = try RawConnection(port: server.port)
        connection.send(server.get("/slow"))
        for _ in 0..<1000 where server.begun.load(ordering: .relaxed) == 0 { usleep(5000) }
        connection.close()
        for _ in 0..<200 where server.givenUp.load(ordering: .relaxed) == 0 { usleep(5000) }
        #expect(server.givenUp.load(ordering: .relaxed) == 1)
        #expect(server.stop() < 2)
    }

    @Test func `Ctrl-C ends the server within a second while requests are answered`() throws {
        let server = try Server { _ in }
        let waiting = try (0..<5).map { _ in try RawConnection(port: server.port) }
        for connection in waiting { connection.send(server.get("/slow")) }
        for _ in 0..<1000 where server.begun.load(ordering: .relaxed) < 5 { usleep(5000) }
        // The flag is looked at ten times a second.
        #expect(server.stop() < 1.1)
        #expect(server.givenUp.load(ordering: .relaxed) == 5)
    }

    @Test func `a client that does not take its answer is closed, and all of it comes to one that does`()
        throws
    {
        let server = try Server { $0.answerSeconds = 0.5 }
        let stuck = try RawConnection(port: server.port)
        stuck.send(server.get("/large"))
        usleep(1_500_000)
        #expect(stuck.send(server.get()) >= 0)
        #expect((stuck.rest() ?? "").utf8.count < 50_000_000)
        let patient = try Server { _ in }
        let connection = try RawConnection(port: patient.port)
        connection.send(patient.get("/large", more: "Connection: close\r\n"))
        #expect((connection.rest() ?? "").utf8.count > 50_000_000)
    }

    @Test func `where all connections are being answered another one is told so`() throws {
        let server = try Server { $0.connections = 4 }
        let waiting = try (0..<4).map { _ in try RawConnection(port: server.port) }
        for connection in waiting { connection.send(server.get("/slow")) }
        for _ in 0..<1000 where server.begun.load(ordering: .relaxed) < 4 { usleep(5000) }
        #expect(try server.page().hasPrefix("HTTP/1.1 503 "))
        waiting[0].close()
        for _ in 0..<200 where server.givenUp.load(ordering: .relaxed) == 0 { usleep(5000) }
        #expect(try server.page().hasSuffix("<p>hello"))
    }
}

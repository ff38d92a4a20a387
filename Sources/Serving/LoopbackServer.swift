import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A server for a browser on this machine; nothing outside of it can reach it.
///
/// The only place that knows FlyingFox.
package struct LoopbackServer: Sendable {
    private let router: Router
    private let port: UInt16
    private let bodyLimit: Int

    /// Makes a server.
    ///
    /// - Parameters:
    ///   - port: where it listens; 0 for any that is free.
    ///   - bodyLimit: the most bytes that a request brings.
    package init(_ router: Router, port: UInt16, bodyLimit: Int) {
        self.router = router
        self.port = port
        self.bodyLimit = bodyLimit
    }

    /// Serves until it is told to stop.
    ///
    /// - Parameters:
    ///   - isStopped: whether to stop, asked ten times a second.
    ///   - began: told the address once requests are answered.
    /// - Throws: ``ServingProblem`` where it cannot listen.
    package func run(
        until isStopped: @escaping @Sendable () -> Bool, began: @escaping @Sendable (String) -> Void
    ) async throws {
        let server = HTTPServer(
            config: .init(
                address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled))
        await server.appendRoute("*") { [router, bodyLimit] request in
            try await Exchange(router: router, port: await server.port ?? 0, bodyLimit: bodyLimit)
                .response(to: request)
        }
        let problem = Problem()
        let running = Task {
            do {
                try await server.run()
            } catch {
                problem.set(error)
            }
        }
        defer { running.cancel() }
        while await server.port == nil {
            if let error = problem.error { throw ServingProblem(error, port: port) }
            try await Task.sleep(for: .milliseconds(2))
        }
        began("http://127.0.0.1:\(await server.port ?? port)/")
        while !isStopped() {
            if let error = problem.error { throw ServingProblem(error, port: port) }
            try await Task.sleep(for: .milliseconds(100))
        }
        await server.stop(timeout: 1)
    }

    /// What ended a server that nobody stopped.
    private final class Problem: Sendable {
        private let state = Mutex<(any Error)?>(nil)

        var error: (any Error)? { state.withLock { $0 } }

        func set(_ error: any Error) { state.withLock { $0 = error } }
    }
}

/// Why a server cannot listen.
package struct ServingProblem: Error, Sendable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    fileprivate init(_ error: any Error, port: UInt16) {
        switch error {
        case SocketError.failed(_, EADDRINUSE, _):
            description = "port \(port) is taken; name another with --port, or 0 for any that is free"
        case SocketError.failed(_, EACCES, _):
            description = "port \(port) is kept for the system; name one from 1024 on with --port"
        default: description = "port \(port) cannot be listened on: \(error.localizedDescription)"
        }
    }
}

/// A request of FlyingFox's with its answer.
private struct Exchange {
    let router: Router
    let port: UInt16
    let bodyLimit: Int

    func response(to request: HTTPRequest) async throws -> HTTPResponse {
        let origin = Router.Origin(
            host: request.headers[.host], origin: request.headers[HTTPHeader("Origin")])
        let method = request.method.rawValue
        if let refusal = router.refusal(of: method, path: request.path, from: origin, port: port) {
            return await response(refusal, to: origin, isLast: true)
        }
        guard let body = try await body(of: request) else {
            let words = "a request brings at most \(bodyLimit) bytes"
            return await response(.problem(.tooLarge, words), to: origin, isLast: true)
        }
        let query = Dictionary(request.query.map { ($0.name, $0.value) }) { _, later in later }
        let answer = await router.response(
            to: Request(
                address: "http://\(origin.host ?? "")/", method: method, path: request.path, query: query,
                body: body))
        return await response(answer, to: origin, isLast: false)
    }

    /// What comes with a request; `nil` where it is too much.
    private func body(of request: HTTPRequest) async throws -> Data? {
        guard request.bodySequence.count ?? 0 <= bodyLimit else { return nil }
        var body = Data()
        for try await part in request.bodySequence {
            guard body.count + part.count <= bodyLimit else { return nil }
            body.append(part)
        }
        return body
    }

    /// - Parameter isLast: whether the rest of the request is not read, so that the connection is of no more use.
    private func response(
        _ response: Response, to origin: Router.Origin, isLast: Bool
    ) async -> HTTPResponse {
        var headers: HTTPHeaders = [
            .contentType: response.type, HTTPHeader("Cache-Control"): "no-store",
            HTTPHeader("X-Content-Type-Options"): "nosniff", HTTPHeader("Referrer-Policy"): "no-referrer",
        ]
        if !response.allowed.isEmpty {
            headers[HTTPHeader("Allow")] = response.allowed.joined(separator: ", ")
        }
        if let page = router.allowedOrigin, origin.origin == page {
            headers[HTTPHeader("Access-Control-Allow-Origin")] = page
            headers[HTTPHeader("Access-Control-Allow-Headers")] = "Content-Type"
        }
        if isLast { headers[.connection] = "close" }
        return HTTPResponse(
            statusCode: HTTPStatusCode(response.status.rawValue, phrase: response.status.phrase),
            headers: headers, body: response.body)
    }
}

extension HTTPServer {
    /// The port that is listened on; `nil` before and after.
    fileprivate var port: UInt16? {
        guard case .ip4(_, let port)? = listeningAddress else { return nil }
        return port
    }
}

extension Response.Status {
    /// The words of RFC 9110.
    fileprivate var phrase: String {
        switch self {
        case .ok: "OK"
        case .noContent: "No Content"
        case .badRequest: "Bad Request"
        case .forbidden: "Forbidden"
        case .notFound: "Not Found"
        case .methodNotAllowed: "Method Not Allowed"
        case .tooLarge: "Content Too Large"
        case .misdirected: "Misdirected Request"
        case .failed: "Internal Server Error"
        }
    }
}

import Foundation

/// Routes the requests of this machine's browser to their handlers, and refuses all others.
package struct Router: Sendable {
    /// A handler of a method and a path.
    package struct Route: Sendable {
        let method: String
        let path: String
        let handler: @Sendable (Request) async -> Response

        /// Makes a route.
        package init(
            _ method: String, _ path: String, handler: @escaping @Sendable (Request) async -> Response
        ) {
            self.method = method
            self.path = path
            self.handler = handler
        }
    }

    /// The headers of a request that identify its origin.
    package struct Origin: Sendable {
        /// The host name that the browser used, with the port.
        let host: String?
        /// The origin of the requesting page; `nil` for none.
        let origin: String?

        /// Makes a pair of the headers `Host` and `Origin`.
        package init(host: String?, origin: String?) {
            self.host = host
            self.origin = origin
        }
    }

    private let routes: [Route]

    /// Another origin whose pages may send requests, such as `http://localhost:3000`; `nil` for none.
    let allowedOrigin: String?

    /// Makes a router.
    package init(routes: [Route], allowedOrigin: String? = nil) {
        self.routes = routes
        self.allowedOrigin = allowedOrigin
    }

    /// The refusal of a request, before its body is read; `nil` if it is acceptable.
    ///
    /// Foreign host names that resolve to this machine are refused (DNS rebinding), and so are pages of other origins.
    ///
    /// - Parameter port: the port that the server listens on.
    package func refusal(of method: String, path: String, from origin: Origin, port: UInt16) -> Response? {
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" }
        guard let host = origin.host?.lowercased(), hosts.contains(host) else {
            return .problem(.misdirected, "this server answers at 127.0.0.1:\(port) alone")
        }
        if let page = origin.origin, page.lowercased() != "http://\(host)", page != allowedOrigin {
            return .problem(.forbidden, "pages of '\(page)' may not ask here; --allow-origin lets one")
        }
        let methods = routes.filter { $0.path == path }.map(\.method)
        if methods.isEmpty {
            let paths = routes.map { "\($0.method) \($0.path)" }.joined(separator: ", ")
            return .problem(.notFound, "there is no '\(path)'; there are \(paths)")
        }
        let isAsked = method == "OPTIONS" && allowedOrigin != nil && origin.origin == allowedOrigin
        guard methods.contains(Self.answering(method)) || isAsked else {
            return .methodNotAllowed(methods, path: path)
        }
        return nil
    }

    /// Answers a request that was not refused; HEAD as GET, with the body that is not sent.
    package func response(to request: Request) async -> Response {
        guard
            let route = routes.first(where: {
                $0.path == request.path && $0.method == Self.answering(request.method)
            })
        else {
            // A browser's CORS preflight request.
            return Response(.noContent, type: "text/plain", body: Data())
        }
        return await route.handler(request)
    }

    private static func answering(_ method: String) -> String { method == "HEAD" ? "GET" : method }
}

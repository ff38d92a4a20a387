import Foundation
import Serving
import Testing

/// Requests that are accepted or refused before their body is read.
struct RouterTests {
    private static let router = Router(
        routes: [
            .init("GET", "/") { _ in .page("<p>") },
            .init("POST", "/predict") { request in
                .json("\(request.body.count) \(request.query["find"] ?? "")")
            },
        ])

    private static func status(
        _ method: String, _ path: String, host: String? = "127.0.0.1:8080", origin: String? = nil,
        router: Router = router
    ) -> Response.Status? {
        router.refusal(of: method, path: path, from: .init(host: host, origin: origin), port: 8080)?.status
    }

    @Test func `known paths are answered to this machine under its own names`() {
        for host in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            #expect(Self.status("GET", "/", host: host) == nil)
            #expect(Self.status("HEAD", "/", host: host) == nil)
            #expect(Self.status("POST", "/predict", host: host) == nil)
        }
    }

    @Test(arguments: [
        "example.org", "example.org:8080", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8080.evil.org", "", nil,
    ])
    func `a foreign host name that resolves to this machine is refused`(_ host: String?) {
        #expect(Self.status("GET", "/", host: host) == .misdirected)
        #expect(Self.status("POST", "/predict", host: host) == .misdirected)
    }

    @Test func `a page of another origin needs permission`() {
        #expect(Self.status("POST", "/predict", origin: "http://127.0.0.1:8080") == nil)
        #expect(Self.status("POST", "/predict", origin: "http://evil.org") == .forbidden)
        #expect(Self.status("POST", "/predict", origin: "null") == .forbidden)
        #expect(Self.status("POST", "/predict", origin: "http://127.0.0.1:8081") == .forbidden)
        let open = Router(
            routes: [.init("POST", "/predict") { _ in .json("1") }], allowedOrigin: "http://localhost:3000")
        #expect(Self.status("POST", "/predict", origin: "http://localhost:3000", router: open) == nil)
        #expect(Self.status("OPTIONS", "/predict", origin: "http://localhost:3000", router: open) == nil)
        #expect(Self.status("POST", "/predict", origin: "http://localhost:3001", router: open) == .forbidden)
        #expect(Self.status("OPTIONS", "/predict") == .methodNotAllowed)
    }

    @Test func `other paths and methods are refused in words`() throws {
        #expect(Self.status("GET", "/predict") == .methodNotAllowed)
        #expect(Self.status("DELETE", "/") == .methodNotAllowed)
        for path in ["/etc/passwd", "/../etc", "/predict/", "", "/PREDICT"] {
            #expect(Self.status("GET", path) == .notFound, "\(path)")
        }
        let refusal = try #require(
            Self.router.refusal(
                of: "GET", path: "/\"x\"", from: .init(host: "localhost:8080", origin: nil), port: 8080))
        let object = try JSONDecoder().decode([String: String].self, from: refusal.body)
        #expect(object == ["error": "there is no '/\"x\"'; there are GET /, POST /predict"])
        #expect(refusal.type == "application/json")
    }

    @Test func `a request is answered by its own route, and HEAD as GET`() async {
        let answer = await Self.router.response(
            to: Request(method: "POST", path: "/predict", query: ["find": "digits"], body: Data([1, 2, 3])))
        #expect(answer == .json("3 digits"))
        let head = await Self.router.response(to: Request(method: "HEAD", path: "/"))
        #expect(head == .page("<p>"))
    }
}

package import Foundation

/// The answer to a request.
package struct Response: Sendable, Hashable {
    /// An HTTP status code.
    package enum Status: Int, Sendable {
        case ok = 200
        case noContent = 204
        case badRequest = 400
        case forbidden = 403
        case notFound = 404
        case methodNotAllowed = 405
        case tooLarge = 413
        case misdirected = 421
        case headTooLarge = 431
        case failed = 500
        case unavailable = 503
    }

    /// The status.
    package let status: Status

    /// The media type of the body: `text/html; charset=utf-8`.
    package let type: String

    /// The body.
    package let body: Data

    /// The methods that the path supports, if the request's is not one of them.
    let allowed: [String]

    /// Makes an answer.
    package init(_ status: Status = .ok, type: String, body: Data) {
        self.init(status, type: type, body: body, allowed: [])
    }

    private init(_ status: Status, type: String, body: Data, allowed: [String]) {
        self.status = status
        self.type = type
        self.body = body
        self.allowed = allowed
    }

    /// A page.
    package static func page(_ html: String) -> Response {
        Response(type: "text/html; charset=utf-8", body: Data(html.utf8))
    }

    /// A value in JSON.
    package static func json(_ text: String) -> Response {
        Response(type: "application/json", body: Data(text.utf8))
    }

    /// An error message, as `{"error": "…"}`.
    package static func problem(_ status: Status, _ words: String) -> Response {
        Response(status, type: "application/json", body: error(words))
    }

    static func methodNotAllowed(_ allowed: [String], path: String) -> Response {
        Response(
            .methodNotAllowed, type: "application/json",
            body: error("'\(path)' takes \(allowed.joined(separator: " and "))"), allowed: allowed)
    }

    private static func error(_ words: String) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // A dictionary of strings can always be encoded.
        return (try? encoder.encode(["error": words])).map { $0 + Data("\n".utf8) } ?? Data("{}\n".utf8)
    }
}

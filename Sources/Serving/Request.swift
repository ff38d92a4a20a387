package import Foundation

/// A browser's request.
package struct Request: Sendable {
    /// The server's address, with a `/` at its end: `http://127.0.0.1:8080/`.
    package let address: String

    /// The method: `GET`.
    package let method: String

    /// The path: `/predict`.
    package let path: String

    /// The query parameters by name; the last one of a repeated name.
    package let query: [String: String]

    /// The body.
    package let body: Data

    /// Makes a request.
    package init(
        address: String = "", method: String, path: String, query: [String: String] = [:],
        body: Data = Data()
    ) {
        self.address = address
        self.method = method
        self.path = path
        self.query = query
        self.body = body
    }
}

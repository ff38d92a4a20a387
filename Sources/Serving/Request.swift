package import Foundation

/// What a browser asks for.
package struct Request: Sendable {
    /// Where it was asked, with a `/` at its end: `http://127.0.0.1:8080/`.
    package let address: String

    /// The method: `GET`.
    package let method: String

    /// The path: `/predict`.
    package let path: String

    /// What stands behind the `?`, by name; of two of one name the later one.
    package let query: [String: String]

    /// What comes with it.
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

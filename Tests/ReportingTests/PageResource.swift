import Foundation
import Reporting
import TestSupport

/// A style or a script of the page in the sources.
struct PageResource {
    /// The file's name: `charts.css`.
    let name: String
    let url: URL
    let text: String

    /// The folder of all resources.
    static let folder = BuiltTool.packageFolder.appending(path: "Sources/Reporting")

    /// Whether it is a style, not a script.
    var isStyle: Bool { name.hasSuffix(".css") }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The text in a page.
    var minified: String {
        isStyle ? StyleMinifier.minified(Array(text.utf8)) : ScriptMinifier.minified(Array(text.utf8))
    }

    /// All of them, by name.
    static func all() throws -> [Self] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".css") || $0.hasSuffix(".js") }
            .map { path in
                let url = folder.appending(path: path)
                return Self(
                    name: url.lastPathComponent, url: url, text: try String(contentsOf: url, encoding: .utf8))
            }
            .sorted { $0.name < $1.name }
    }
}

package import FoundationEssentials
import Workflow

/// The notebook inside a report, as a link that saves it offline.
package struct EmbeddedSource: Sendable {
    /// Why a notebook cannot be extracted from a file.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// The error message.
        package let description: String
    }

    /// The notebook's bytes.
    package let bytes: Data

    /// Extracts the notebook from a report.
    ///
    /// - Throws: ``Problem`` if it is not a report, or the notebook is not the one that the report was made from.
    package init(report: Data) throws(Problem) {
        guard let start = report.firstRange(of: Data(Self.opening.utf8)) else {
            throw Problem(description: "it is not a report with a notebook inside")
        }
        guard let address = report[start.upperBound...].firstRange(of: Data(Self.address.utf8)),
            let end = report[address.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
            let bytes = Data(base64Encoded: report[address.upperBound..<end])
        else { throw Problem(description: "the notebook in it is damaged") }
        let hash = Data("SHA-256 \(ContentHash(of: bytes).hexadecimal)\"".utf8)
        // The hash is beside the link, where readers see it.
        let line = report[..<start.lowerBound].suffix(400)
        guard line.firstRange(of: hash) != nil else {
            throw Problem(description: "the notebook in it does not match its hash")
        }
        self.bytes = bytes
    }

    private static let opening = "<a class=\"download\" download=\""

    private static let address = "\" href=\"data:text/markdown;base64,"

    /// The link that saves a notebook.
    static func link(name: String, bytes: Data) -> Element {
        Element(
            .a, .class("download"), Attribute("download", name),
            Attribute("href", "data:text/markdown;base64," + bytes.base64EncodedString())
        ) { "save the notebook" }
    }
}

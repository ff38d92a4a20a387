package import FoundationEssentials
import Workflow

/// The notebook inside a report, as a link that saves it without a network.
package struct EmbeddedSource: Sendable {
    /// Why a file gives no notebook.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// What is wrong, in words.
        package let description: String
    }

    /// The notebook's bytes.
    package let bytes: Data

    /// Takes the notebook out of a report.
    ///
    /// - Throws: ``Problem`` for what is no report, and where the notebook is not the one that the report was made from.
    package init(report: Data) throws(Problem) {
        guard let start = report.firstRange(of: Data(Self.opening.utf8)) else {
            throw Problem(description: "it is no report with a notebook inside")
        }
        guard let address = report[start.upperBound...].firstRange(of: Data(Self.address.utf8)),
            let end = report[address.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
            let bytes = Data(base64Encoded: report[address.upperBound..<end])
        else { throw Problem(description: "the notebook in it is damaged") }
        let hash = Data("SHA-256 \(ContentHash(of: bytes).hexadecimal)\"".utf8)
        // The hash stands beside the link, where readers see it.
        let line = report[..<start.lowerBound].suffix(400)
        guard line.firstRange(of: hash) != nil else {
            throw Problem(description: "the notebook in it is not the one that its hash is of")
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

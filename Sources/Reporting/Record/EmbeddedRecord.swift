import FoundationEssentials
import Workflow

/// The part of a run's record that its report contains: what is needed to compute it again and to compare.
struct EmbeddedRecord {
    /// The attribute of the provenance section.
    static let attribute: StaticString = "data-record"

    /// The record as the attribute's value.
    static func text(of run: Run) -> String {
        Data(RunRecord(carriedByReportOf: run).value.compactText.utf8).base64EncodedString()
    }

    /// The record in a report; `nil` if there is none that can be read.
    static func find(in report: Data) -> Data? {
        let opening = Data(" \(attribute)=\"".utf8)
        guard let start = report.firstRange(of: opening),
            let end = report[start.upperBound...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return Data(base64Encoded: report[start.upperBound..<end])
    }
}

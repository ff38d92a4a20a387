package import FoundationEssentials
import Workflow

/// A run as a report or record describes it: the notebook, its arguments, and the results.
///
/// It is untrusted, so it is only a claim.
package struct ReportedRun: Sendable {
    /// Why a file does not describe a run.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// The error message.
        package let description: String
    }

    /// The record, or the part of it in the page.
    package let record: RunRecord

    /// The complete JSON of the record, including unknown members.
    let whole: JSONValue

    /// The notebook's bytes.
    package let source: Data

    /// The number of threads, 1 or more; `nil` if missing.
    package let threads: Int?

    /// The page; `nil` for a record.
    package let page: Data?

    /// Whether a file looks like a report or a record rather than a notebook.
    package static func isReportOrRecord(_ file: Data) -> Bool {
        beginsObject(file) || isPage(file) || (try? RunRecord(file)) != nil
    }

    /// Whether a file begins like a record, after a byte order mark and blanks.
    private static func beginsObject(_ file: Data) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = file.starts(with: mark) ? file.dropFirst(mark.count) : file
        return text.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }

    /// Whether a file looks like a page.
    package static func isPage(_ file: Data) -> Bool {
        ["<!doctype html", "<!DOCTYPE html"].contains {
            file.prefix(300).firstRange(of: Data($0.utf8)) != nil
        }
    }

    /// Reads a record.
    ///
    /// - Throws: ``Problem`` if it is not a record, or does not contain the notebook.
    package init(record file: Data) throws(Problem) {
        do throws(RunRecord.Problem) {
            (record, whole) = try RunRecord.read(file)
        } catch {
            throw Problem(description: error.description)
        }
        threads = try Self.threads(of: record)
        guard let source = record.source else {
            throw Problem(description: "the record does not contain the notebook, so nothing can be run")
        }
        self.source = Data(source.utf8)
        page = nil
    }

    /// Reads a report or a record.
    ///
    /// - Throws: ``Problem`` if it is neither, or does not contain the notebook.
    package init(_ file: Data) throws(Problem) {
        if !Self.beginsObject(file), Self.isPage(file) {
            try self.init(page: file)
        } else {
            try self.init(record: file)
        }
    }

    private init(page file: Data) throws(Problem) {
        do throws(EmbeddedSource.Problem) {
            source = try EmbeddedSource(report: file).bytes
        } catch {
            throw Problem(description: error.description)
        }
        guard let found = EmbeddedRecord.find(in: file) else {
            throw Problem(
                description:
                    "the report does not say what it was run with, as those of version 0.1.0; give its record, the JSON file beside it"
            )
        }
        do throws(RunRecord.Problem) {
            (record, whole) = try RunRecord.read(found)
        } catch {
            throw Problem(description: "what the report says of its run cannot be read: \(error)")
        }
        threads = try Self.threads(of: record)
        page = file
    }

    /// The notebook's file name.
    package var notebook: String { record.notebook }

    /// The seed of all random numbers.
    package var seed: UInt64 { record.seed }

    /// The parameters' values as on the command line, by name.
    package var params: [String: String] {
        record.params.byName.compactMapValues { value in
            switch value {
            case .nothing: nil
            case .boolean(let flag): flag ? "true" : "false"
            case .integer(let number): String(number)
            case .number(let number): number.description
            case .text(let text): text
            }
        }
    }

    /// The number of threads in a record.
    private static func threads(of record: RunRecord) throws(Problem) -> Int? {
        guard let text = record.environment.byName["threads"] else { return nil }
        guard let number = Int(text), number > 0, String(number) == text else {
            throw Problem(
                description:
                    "the record is damaged: 'environment.threads' is '\(text.prefix(40))', and no number of threads"
            )
        }
        return number
    }

    /// Whether it is a page with a link to the last good report at a path.
    package func hasLink(toLastGoodReport path: String) -> Bool {
        page?.firstRange(of: Data(TitleBlock.lastGoodLink(to: path).html.utf8)) != nil
    }
}

import FoundationEssentials
package import Workflow

/// What a run leaves in the folder `runs`: what it was given and what came out, as one JSON object.
///
/// It is written and read as this one type, in the form that `Docs/runs.md` describes. Its paths lead into the output
/// folder, so that it has none of the machine. An entry that was read is untrusted.
package struct RunEntry: Sendable, Hashable {
    /// The version of the object's form; raised when a member changes its meaning.
    package static let schema = 1

    /// The name of the file that it was read from; `nil` for one that was made.
    package let file: String?

    /// The start of the run, in the form of ISO 8601 with milliseconds: `2026-12-01T11:52:39.123Z`.
    package let started: String

    /// The run's duration in seconds.
    package let seconds: Double

    /// The notebook's file name.
    package let notebook: String

    /// How the run ended: `ok`, `failed` or `interrupted`.
    package let status: String

    /// The seed of all random numbers.
    package let seed: UInt64

    /// The parameters, in the notebook's order.
    package let params: [Named]

    /// Every scalar member of every bound name, in the notebook's order: `result.accuracy`.
    package let values: [Named]

    /// The record's path in the output folder; a later run of the notebook replaces the file.
    package let record: String

    /// The hash of the record's bytes in hexadecimal digits, by which one knows whether the file is still this run's.
    package let recordHash: String

    /// A value with its name.
    package struct Named: Sendable, Hashable {
        /// The name.
        package let name: String
        /// A scalar, or nothing.
        package let value: Value
    }
}

extension RunEntry {
    /// The entry of a run.
    ///
    /// - Parameters:
    ///   - record: the run's record.
    ///   - timing: the run's start and duration.
    ///   - outputs: where the record is.
    package init(of record: RunRecord, timing: Run.Timing, in outputs: PublishedOutputs) {
        func named(_ members: RecordMembers<RunRecord.Value>) -> [Named] {
            members.members.map { Named(name: $0.name, value: Value($0.element)) }
        }
        file = nil
        started = timing.started.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        seconds = timing.seconds
        notebook = record.notebook
        status = record.status
        seed = record.seed
        params = named(record.params)
        values = named(record.values)
        self.record = outputs.record
        recordHash = outputs.recordHash.hexadecimal
    }
}

extension Value {
    /// The value of a record's.
    fileprivate init(_ value: RunRecord.Value) {
        switch value {
        case .nothing: self = .nothing
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = .float(number)
        case .text(let text): self = .string(text)
        }
    }
}

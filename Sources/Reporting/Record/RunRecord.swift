/// A run as one JSON object, for other programs: `NAME.json`, and the part of it that a report contains.
///
/// It is written and read as this one type, in the form that `Docs/record.md` describes. A record that was read is
/// untrusted: it may have anything that a run would not write.
public struct RunRecord: Sendable, Hashable {
    /// The version of the object's form.
    public static let schema = 1

    /// The notebook's file name.
    let notebook: String

    /// The notebook's state in version control, in words.
    let revision: String?

    /// The status of the run.
    let status: String

    /// The parameters' values by name.
    let params: RecordMembers<Value>

    /// The seed of all random numbers.
    let seed: UInt64

    /// The run's duration in seconds; `nil` if missing.
    let seconds: Double?

    /// The records of the steps, in order.
    let steps: [Step]

    /// Every scalar member of every bound name: `result.accuracy`.
    let values: RecordMembers<Value>

    /// The curves of each bound model by epoch: `loss`.
    let history: RecordMembers<RecordMembers<Curve>>

    /// The mistakes of each bound evaluation.
    let mistakes: RecordMembers<RecordedMistakes>

    /// The notebook's claims, in order.
    let expectations: [Expectation]

    /// The files that steps saved.
    let files: [File]

    /// The files that steps read.
    let data: [Input]

    /// The notices, which are unused in a record that was read.
    let notices: [String]

    /// The machine and the software by name.
    let environment: RecordMembers<String>

    /// The notebook's text; `nil` in the part that a report contains, and in older records.
    let source: String?
}

extension RunRecord {
    /// One step of the run.
    struct Step: Decodable, Sendable, Hashable {
        let line: Int
        let step: String
        let name: String?
        let outcome: String
        let seconds: Double?
        let key: String?
    }

    /// A claim of the notebook.
    struct Expectation: Decodable, Sendable, Hashable {
        let claim: String
        let met: Bool
        let line: Int
    }

    /// A file that was read.
    struct Input: Decodable, Sendable, Hashable {
        let name: String
        let bytes: Int
        let sha256: String
    }

    /// A file that a step saved.
    package struct File: Decodable, Sendable, Hashable {
        /// The path inside the notebook's folder of saved files.
        package let path: String
        /// The size in bytes, unchecked.
        package let bytes: Int
        /// The hash in hexadecimal digits, unchecked.
        package let sha256: String
    }
}

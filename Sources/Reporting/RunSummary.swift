import Diagnostics
import Notebooks
public import Workflow

/// A run as one JSON object, for other programs.
public struct RunSummary: Sendable, Hashable {
    /// The version of the object's form.
    public static let schema = 1

    /// The object over many lines, ended by a line end.
    public let json: String

    /// Writes the record of a run.
    public init(of run: Run) {
        json = Self.object(of: run).text + "\n"
    }

    private static func object(of run: Run) -> JSONValue {
        let values = BoundValues(bindings: run.bindings)
        return [
            "schema": .integer(schema),
            "notebook": .string(run.plan.notebook.displayName),
            "revision": run.revision.map { .string($0.words) } ?? .null,
            "status": .string(run.status.rawValue),
            "params": .object(run.plan.params.map { .init(name: $0.name, value: JSONValue($0.value)) }),
            "seed": .unsigned(run.plan.seed),
            "seconds": .number(run.timing.seconds),
            "steps": .array(run.steps.map(step)),
            "values": .object(values.scalars),
            "history": .object(values.histories),
            "mistakes": .object(values.mistakes),
            "expectations": .array(run.steps.compactMap(\.expectation).map(expectation)),
            "files": .array(
                run.steps.flatMap(\.files).map { file("path", $0.path, $0.bytes, $0.hash) }),
            "data": .array(
                run.inputs.map { file("name", $0.name, $0.bytes, $0.hash) }),
            "notices": .array(run.notices.map { .string($0.message) }),
            "environment": .object(run.environment.map { .init(name: $0.name, value: .string($0.value)) }),
            "source": .string(run.plan.notebook.source.text),
        ]
    }

    /// What of the record a report carries: what is needed to compute a run again and to compare what comes out.
    static func comparable(_ run: Run) -> JSONValue {
        [
            "schema": .integer(schema),
            "notebook": .string(run.plan.notebook.displayName),
            "status": .string(run.status.rawValue),
            "params": .object(run.plan.params.map { .init(name: $0.name, value: JSONValue($0.value)) }),
            "seed": .unsigned(run.plan.seed),
            "steps": .array([]),
            "values": .object(BoundValues(bindings: run.bindings).scalars),
            "history": .object([]),
            "expectations": .array(run.steps.compactMap(\.expectation).map(expectation)),
            "files": .array(
                run.steps.flatMap(\.files).map { file("path", $0.path, $0.bytes, $0.hash) }),
            "data": .array(run.inputs.map { file("name", $0.name, $0.bytes, $0.hash) }),
            "environment": .object(run.environment.map { .init(name: $0.name, value: .string($0.value)) }),
        ]
    }

    private static func step(_ record: StepRecord) -> JSONValue {
        [
            "line": .integer(record.step.line),
            "step": .string(record.step.step),
            "name": record.step.name.map(JSONValue.string) ?? .null,
            "outcome": .string(outcome(record.outcome)),
            "seconds": .number(record.seconds),
            "key": record.key.map { .string($0.hexadecimal) } ?? .null,
        ]
    }

    private static func outcome(_ outcome: StepRecord.Outcome) -> String {
        switch outcome {
        case .computed: "computed"
        case .cached: "cached"
        case .failed: "failed"
        case .blocked, .interrupted: "blocked"
        }
    }

    private static func expectation(_ expectation: CheckedExpectation) -> JSONValue {
        [
            "claim": .string(expectation.claim),
            "met": .boolean(expectation.isMet),
            "line": .integer(expectation.line),
        ]
    }

    private static func file(_ key: String, _ name: String, _ bytes: Int, _ hash: ContentHash) -> JSONValue {
        .object([
            .init(name: key, value: .string(name)),
            .init(name: "bytes", value: .integer(bytes)),
            .init(name: "sha256", value: .string(hash.hexadecimal)),
        ])
    }
}

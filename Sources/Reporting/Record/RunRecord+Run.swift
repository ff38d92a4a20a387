import Diagnostics
import Notebooks
public import Workflow

extension RunRecord {
    /// Makes the record of a run.
    public init(of run: Run) { self.init(of: run, isWhole: true) }

    /// Makes the part of the record that a report contains: what is needed to compute a run again and to compare.
    init(carriedByReportOf run: Run) { self.init(of: run, isWhole: false) }

    private init(of run: Run, isWhole: Bool) {
        let bound = BoundValues(bindings: run.bindings)
        notebook = run.plan.notebook.displayName
        revision = isWhole ? run.revision?.words : nil
        status = run.status.rawValue
        params = RecordMembers(run.plan.params.map { ($0.name, Value($0.value)) })
        seed = run.plan.seed
        seconds = isWhole ? run.timing.seconds : nil
        steps = isWhole ? run.steps.map(Step.init) : []
        values = RecordMembers(bound.scalars)
        history = isWhole ? RecordMembers(bound.histories) : .init()
        mistakes =
            isWhole ? RecordMembers(run.mistakes.map { ($0.name, RecordedMistakes(of: $0.images)) }) : .init()
        expectations = run.steps.compactMap(\.expectation).map {
            Expectation(claim: $0.claim, met: $0.isMet, line: $0.line)
        }
        files = run.steps.flatMap(\.files).map {
            File(path: $0.path, bytes: $0.bytes, sha256: $0.hash.hexadecimal)
        }
        data = run.inputs.map { Input(name: $0.name, bytes: $0.bytes, sha256: $0.hash.hexadecimal) }
        notices = isWhole ? run.notices.map(\.message) : []
        environment = RecordMembers(run.environment.map { ($0.name, $0.value) })
        source = isWhole ? run.plan.notebook.source.text : nil
    }
}

extension RunRecord.Step {
    /// Makes the record of a step.
    fileprivate init(_ record: StepRecord) {
        self.init(
            line: record.step.line, step: record.step.step, name: record.step.name,
            outcome: record.outcome.word, seconds: record.seconds, key: record.key?.hexadecimal)
    }
}

extension StepRecord.Outcome {
    /// The outcome's name in a record.
    fileprivate var word: String {
        switch self {
        case .computed: "computed"
        case .cached: "cached"
        case .failed: "failed"
        case .blocked, .interrupted: "blocked"
        }
    }
}

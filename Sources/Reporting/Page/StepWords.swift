import Workflow

/// Steps and their outcomes in words.
struct StepWords {
    private let run: Run

    init(_ run: Run) { self.run = run }

    /// A step with its line: `train (line 24)`.
    func name(of index: Int) -> String {
        let step = run.steps[index].step
        return "\(step.step) (line \(step.line))"
    }

    /// Why a step has no result; `nil` if it has one.
    func reasonForMissing(_ index: Int) -> String? {
        guard run.steps.indices.contains(index) else { return nil }
        let record = run.steps[index]
        switch record.outcome {
        case .computed, .cached: return nil
        case .failed: return "\(name(of: index)) failed"
        case .interrupted:
            return "the run was interrupted \(record.wasCutShort ? "at" : "before") \(name(of: index))"
        case .blocked(let cause): return "\(name(of: index)) was not run, because \(reason(cause))"
        }
    }

    /// Why a step was not run, given the step that blocks it.
    func reason(_ cause: Int) -> String {
        guard run.steps.indices.contains(cause) else { return "a step before it failed" }
        let record = run.steps[cause]
        switch record.outcome {
        case .failed: return "\(name(of: cause)) failed"
        case .interrupted where record.wasCutShort: return "the run was interrupted at \(name(of: cause))"
        default: return "\(name(of: cause)) was not run"
        }
    }
}

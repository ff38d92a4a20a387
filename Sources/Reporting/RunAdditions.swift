import Workflow

extension Run {
    /// Every file that was read, once, in the order of reading.
    var inputs: [InputFile] {
        var seen: Set<InputFile> = []
        return steps.flatMap(\.inputs).filter { seen.insert($0).inserted }
    }
}

extension [InputFile] {
    /// How many files they are, those of folders counted one by one.
    var fileCount: Int { reduce(0) { $0 + $1.fileCount } }
}

extension StepRecord {
    /// Whether the step has its result.
    var isDone: Bool { outcome == .computed || outcome == .cached }

    /// Whether the step was done or failed in the attempt.
    var wasRun: Bool {
        switch outcome {
        case .computed, .cached, .failed: true
        case .blocked, .interrupted: false
        }
    }

    /// Whether the step was under way when the run was interrupted; those after it took no time.
    var wasCutShort: Bool { outcome == .interrupted && seconds > 0 }
}

import Workflow

extension Run {
    /// Every file that was read, once, in the order of reading.
    var inputs: [InputFile] {
        var seen: Set<InputFile> = []
        return steps.flatMap(\.inputs).filter { seen.insert($0).inserted }
    }
}

extension [InputFile] {
    /// The number of files, including each file in folders.
    var fileCount: Int { reduce(0) { $0 + $1.fileCount } }
}

extension StepRecord {
    /// Whether the step has its result.
    var isDone: Bool { outcome == .computed || outcome == .cached }

    /// Whether the step was run, successfully or not.
    var wasRun: Bool {
        switch outcome {
        case .computed, .cached, .failed: true
        case .blocked, .interrupted: false
        }
    }

    /// Whether the step was running when the run was interrupted; later ones took no time.
    var wasCutShort: Bool { outcome == .interrupted && seconds > 0 }
}

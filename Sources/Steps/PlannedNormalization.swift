import Workflow

/// What is known of how images are scaled before any are there.
enum PlannedNormalization: Equatable {
    /// They are as they were loaded.
    case unscaled
    /// By numbers of the notebook.
    case given(mean: Double, standardDeviation: Double)
    /// By numbers that a run will measure.
    case measured

    /// Whether images scaled so are surely not what a network trained on others takes.
    func differs(from other: PlannedNormalization) -> Bool {
        switch (self, other) {
        // What is measured may come out as what was given.
        case (.given, .measured), (.measured, .given): false
        default: self != other
        }
    }

    /// What the images are, in words.
    var words: String {
        switch self {
        case .unscaled: "not normalized"
        case .given(let mean, let deviation):
            "normalized with mean \(NumberText.short(mean)) and std \(NumberText.short(deviation))"
        case .measured: "normalized by what was measured on them"
        }
    }
}

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

extension PlannedNormalization {
    /// As facts carry it.
    var value: Value {
        switch self {
        case .unscaled: .array([])
        case .given(let mean, let deviation): .array([.float(mean), .float(deviation)])
        case .measured: .string("measured")
        }
    }

    /// Reads what facts carry; `nil` where nothing is known.
    init?(_ value: Value?) {
        switch value {
        case .array(let numbers) where numbers.isEmpty: self = .unscaled
        case .array(let numbers):
            guard numbers.count == 2, let mean = numbers[0].number, let deviation = numbers[1].number else {
                return nil
            }
            self = .given(mean: mean, standardDeviation: deviation)
        case .string: self = .measured
        default: return nil
        }
    }
}

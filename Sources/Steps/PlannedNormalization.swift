import NeuralNet
import Workflow

/// What is known of how images are scaled before any are there.
enum PlannedNormalization: Equatable {
    /// They are as they were loaded.
    case unscaled
    /// By numbers of the notebook.
    case given(Normalization)
    /// By numbers that a run will measure.
    case measured

    /// How images that are there are scaled; `nil` for as they were loaded.
    init(of normalization: Normalization?) { self = normalization.map { .given($0) } ?? .unscaled }

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
        case .given(let normalization):
            "normalized with mean \(normalization.text(of: \.mean, NumberText.short)) and std \(normalization.text(of: \.standardDeviation, NumberText.short))"
        case .measured: "normalized by what was measured on them"
        }
    }
}

extension Normalization {
    /// The arguments of `normalize` that give it: `mean: 0.1307, std: 0.3081`.
    var arguments: String {
        "mean: \(text(of: \.mean) { "\($0)" }), std: \(text(of: \.standardDeviation) { "\($0)" })"
    }

    /// A number, or that of each channel: `0.1307`, `[0.49, 0.48, 0.45]`.
    fileprivate func text(of number: KeyPath<Channel, Double>, _ text: (Double) -> String) -> String {
        let texts = channels.map { text($0[keyPath: number]) }
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
}

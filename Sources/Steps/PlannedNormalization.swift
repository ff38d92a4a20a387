import NeuralNet
import Workflow

/// The normalization of images, as far as it is known before a run.
enum PlannedNormalization: Equatable {
    /// Not normalized.
    case unscaled
    /// Given in the notebook.
    case given(Normalization)
    /// To be measured in the run.
    case measured

    /// The normalization of existing images; `nil` for none.
    init(of normalization: Normalization?) { self = normalization.map { .given($0) } ?? .unscaled }

    /// Whether a network trained with another normalization certainly cannot take such images.
    func differs(from other: PlannedNormalization) -> Bool {
        switch (self, other) {
        // A measured normalization may equal a given one.
        case (.given, .measured), (.measured, .given): false
        default: self != other
        }
    }

    /// The normalization, in words.
    var words: String {
        switch self {
        case .unscaled: "not normalized"
        case .given(let normalization):
            "normalized with mean \(normalization.text(of: \.mean, NumberText.short)) and std \(normalization.text(of: \.standardDeviation, NumberText.short))"
        case .measured: "normalized by mean and std measured on them"
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

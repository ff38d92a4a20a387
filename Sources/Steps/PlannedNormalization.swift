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

    /// What normalizes other images in the same way, in words.
    ///
    /// - Parameter data: the name of a data set that is normalized so; `nil` if it has none.
    func advice(for data: String?) -> String {
        let named =
            "'normalize(…, mean: \(data ?? "data").mean, std: \(data ?? "data").standardDeviation)'"
            + (data == nil ? ", with the name of the training data" : "")
        let words =
            switch self {
            case .unscaled: "leave 'normalize' out for these images too"
            case .given(let normalization) where data == nil:
                "'normalize(…, \(normalization.arguments))', or \(named)"
            case .given, .measured: named
            }
        return "normalize both the same way: \(words)"
    }

    /// The warning that images and those that a network was trained on are normalized by what is measured on each; `nil`
    /// if that is not known.
    static func warning(
        on images: ImageFacts?, for trained: ImageFacts?, about argument: any AnyKnownArgument
    ) -> PlanningProblem? {
        guard let images, let trained, images.normalization == .measured,
            trained.normalization == .measured, !images.sources.isEmpty, !trained.sources.isEmpty,
            images.sources.isDisjoint(with: trained.sources)
        else { return nil }
        return PlanningProblem(
            id: "normalization",
            "these images are normalized by their own mean and std, and those that the network was trained on by theirs",
            about: argument, notes: [PlannedNormalization.measured.advice(for: trained.trainingData)])
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

import FoundationEssentials
import NeuralNet
import Workflow

/// An argument of images that a network is asked about: labelled ones, or those that an evaluation found.
enum ExplainedImages: ArgumentValue {
    case labelled(LabelledImages)
    case hardest(Hardest)
    case mistakes(Mistakes)

    static var valueType: ValueType {
        .either([Examples.valueType, Dataset.valueType, Hardest.valueType, Mistakes.valueType])
    }

    init?(argument: Value) {
        if let hardest = Hardest(argument: argument) {
            self = .hardest(hardest)
        } else if let mistakes = Mistakes(argument: argument) {
            self = .mistakes(mistakes)
        } else if let images = LabelledImages(argument: argument) {
            self = .labelled(images)
        } else {
            return nil
        }
    }

    /// Some of the images.
    struct Selection {
        /// The images, normalized like those that the network was trained on; none of an evaluation without mistakes.
        let set: ImageSet
        /// The meaning of the samples.
        let content: ImageContent
        /// The index of each in its data set, 0-based.
        let indices: [Int]
        /// How many there are in all.
        let total: Int
    }

    /// The first images, as the network takes them.
    ///
    /// - Throws: ``StepFailure`` if the network cannot take them; `CacheDamage` if they are lost in the cache.
    func first(_ count: Int, for model: Model.Record) throws -> Selection {
        let facts: ImageFacts
        let (content, total): (ImageContent, Int)
        let (pixels, labels, indices): (Data, [Int], [Int])
        switch self {
        case .labelled(let images):
            let examples = images.examples(of: \.test)
            let own = try examples.first(count)
            facts = ImageFacts(of: examples.record)
            (content, total) = (examples.record.content, examples.labels.count)
            (pixels, labels) = (try own.images.data(), try own.labels.data().map(Int.init))
            indices = Array(labels.indices)
        case .hardest(let hardest):
            let scored = try hardest.scores.read()
            indices = Array(scored.byLoss.prefix(count))
            facts = ImageFacts(hardest.record.shape, hardest.record.classes, of: model)
            (content, total) = (hardest.record.content, scored.count)
            let (all, size) = (try hardest.images.data(), hardest.record.shape.count)
            pixels = indices.reduce(into: Data()) { pixels, index in
                let start = all.startIndex + index * size
                pixels.append(all[start..<start + size])
            }
            labels = indices.map { scored.labels[$0] }
        case .mistakes(let mistakes):
            let (record, items) = (mistakes.record, mistakes.record.items.prefix(count))
            facts = ImageFacts(record.shape, record.classes, of: model)
            (content, total) = (record.content, record.items.count)
            pixels = try mistakes.pixels.data().prefix(items.count * record.shape.count)
            (labels, indices) = (items.map(\.label), items.map(\.index))
        }
        if let problem = Evaluate.problem(with: facts, for: ImageFacts(of: model)) { throw problem.failure }
        return Selection(
            set: try ImageSet(
                shape: facts.shape, pixels: Data(pixels), labels: Data(labels.map { UInt8($0) }),
                normalization: model.normalization ?? .unit),
            content: content, indices: indices, total: total)
    }
}

extension ImageFacts {
    /// The facts of images that an evaluation found, which are normalized as for its network.
    fileprivate init(_ shape: Shape, _ classes: [String], of model: Model.Record) {
        self.init(
            shape: shape, classes: classes, content: nil,
            normalization: PlannedNormalization(of: model.normalization))
    }
}

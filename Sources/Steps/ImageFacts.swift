import NeuralNet
import Workflow

/// The facts of images before a run: the shape of one, the classes, the normalization.
struct ImageFacts: Fact {
    let shape: Shape
    /// The names of the classes, by label.
    let classNames: [String]
    /// The normalization; `nil` if unknown.
    var normalization: PlannedNormalization?
    /// The meaning of the samples; `nil` if unknown.
    var content: ImageContent?
    /// Whether the training images are augmented.
    var isAugmented = false
    /// Whether training images are mixed with others of their batch, as far as that is known.
    var isMixed = false
    /// The number of training images; `nil` if unknown.
    var trainingCount: Int?
    /// Whether the data set has validation images of its own.
    var hasValidation = false
    /// Where the images come from, or those that a network was trained on; empty if that is unknown.
    var sources: Set<ImageSource> = []
    /// The part of a data set that they are; `nil` for a whole one.
    var part: ImageSource.Part?

    /// Makes facts, of images as loaded unless a normalization is given.
    init(
        shape: Shape, classes: [String], content: ImageContent?,
        normalization: PlannedNormalization? = .unscaled, trainingCount: Int? = nil
    ) {
        self.shape = shape
        classNames = classes
        self.content = content
        self.normalization = normalization
        self.trainingCount = trainingCount
    }

    /// The type of a data set's mean and standard deviation: of grey images a number, of others an array.
    func memberType(_ member: ArtifactType.Member, of artifact: ArtifactType) -> ValueType? {
        guard artifact == Dataset.type, member.type == ChannelNumbers.valueType else { return nil }
        return shape.dimensions.first == 1 ? .float : .array(.float)
    }

    /// The facts of a data set's part.
    func memberFact(_ member: ArtifactType.Member, of artifact: ArtifactType) -> ImageFacts {
        guard artifact == Dataset.type, let part = ImageSource.Part(rawValue: member.name) else {
            return self
        }
        var facts = self
        facts.part = part
        return facts
    }

    /// Why a data set does not have its validation images.
    func memberAbsence(_ member: ArtifactType.Member, of artifact: ArtifactType) -> String? {
        guard artifact == Dataset.type, member.name == Dataset.validationName, !hasValidation else {
            return nil
        }
        return
            "the data set has no validation images of its own; 'validation:' of 'train' holds out some of the training images"
    }

    /// The number of classes.
    var classes: Int { classNames.count }
}

package import Figures
package import Workflow

/// An artifact with given members and nothing else.
package protocol SampleArtifact: Artifact {
    var values: [String: Value] { get }
    init(values: [String: Value])
}

extension SampleArtifact {
    package func members() throws -> [String: Value] { values }

    package func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type,
            record: Self.type.members.map { values[$0.name]?.text ?? "" })
    }

    package init(unpacking packed: PackedArtifact) throws { self.init(values: [:]) }
}

/// The course of a training.
package struct SampleHistory: SampleArtifact {
    package static let type = ArtifactType(
        "History", "The course of a training.",
        members: [
            .init("epochs", .integer, "how many epochs"),
            .init("trainLoss", .array(.float), "by epoch"),
            .init("trainAccuracy", .array(.float), "by epoch"),
            .init("validationLoss", .array(.float), "by epoch"),
            .init("validationAccuracy", .array(.float), "by epoch"),
        ])
    package let values: [String: Value]
    package init(values: [String: Value]) { self.values = values }
}

/// A trained network.
package struct SampleModel: SampleArtifact {
    package static let type = ArtifactType(
        "Model", "A trained network.",
        members: [
            .init("parameters", .integer, "how many parameters"),
            .init("history", .artifact("History"), "the course of the training"),
        ])
    package let values: [String: Value]
    package init(values: [String: Value]) { self.values = values }
}

/// What a network gets right.
package struct SampleEvaluation: SampleArtifact {
    package static let type = ArtifactType(
        "Evaluation", "What a network gets right.",
        members: [
            .init("accuracy", .float, "0…1"),
            .init("loss", .float, "the mean"),
            .init("errors", .integer, "how many images it gets wrong"),
        ])
    package let values: [String: Value]
    private let wrong: ImageGrid?
    package init(values: [String: Value]) { self.init(values: values, mistakes: nil) }
    package init(values: [String: Value], mistakes: ImageGrid?) {
        self.values = values
        wrong = mistakes
    }
    package func mistakes(atMost count: Int) -> ImageGrid? { wrong }
}

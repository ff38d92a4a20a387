import NeuralNet
public import Workflow

/// The measurements of a training.
public struct History: Artifact {
    let history: TrainingHistory

    /// The type's name and members.
    public static let type = ArtifactType(
        "History", "loss and accuracy by epoch",
        members: [
            .init("epochs", .integer, "the number of epochs"),
            loss, accuracy, validationLoss, validationAccuracy, learningRate,
            .init(
                "keptEpoch", .integer,
                "the epoch whose network was kept, the first being 1: the last, or the best with 'keep: .best'"
            ),
            .init("stoppedEarly", .boolean, "whether the training stopped before its last epoch"),
        ])

    private static let loss = ArtifactType.Member(
        "loss", .array(.float), "the mean training loss of each epoch")

    private static let accuracy = ArtifactType.Member(
        "accuracy", .array(.float), "the training accuracy of each epoch, 0…1", isShare: true)

    private static let learningRate = ArtifactType.Member(
        "learningRate", .array(.float), "the learning rate of each epoch's last step")

    /// The measurements by epoch.
    private static let byEpoch = [loss, accuracy, validationLoss, validationAccuracy, learningRate]

    /// That a network read from a file has none of them.
    static let ofLoadedNetwork = EmptyMembers(byEpoch, advice: adviceOnLoaded)

    private static let adviceOnLoaded =
        "a network that is read from a file has no history: only 'train' makes one"

    /// Whether the facts about a history say that it has no epochs.
    static func isEmpty(_ facts: Facts) -> Bool { facts[EmptyMembers.self]?.contains(loss.name) ?? false }

    /// That there is nothing to draw of a history without epochs.
    ///
    /// - Parameter name: what the training is called among several; `nil` for a single one.
    static func nothingToDraw(of name: String? = nil) -> ArgumentProblem {
        let whose = name.map { " of the training '\($0)'" } ?? ""
        return ArgumentProblem(
            id: "history", "there are no curves\(whose) to draw", notes: [adviceOnLoaded])
    }

    /// How many measurements a training has that does not end early.
    static func counts(epochs: Int) -> MemberCounts {
        MemberCounts(
            byEpoch, count: epochs,
            reason: "it has one for each epoch, and the training has "
                + (epochs == 1 ? "one" : NumberText.grouped(epochs)))
    }

    static let validationLoss = ArtifactType.Member(
        "validationLoss", .array(.float), "the validation loss after each epoch; empty without validation")

    static let validationAccuracy = ArtifactType.Member(
        "validationAccuracy", .array(.float),
        "the validation accuracy after each epoch, 0…1; empty without validation",
        isShare: true)

    init(history: TrainingHistory) { self.history = history }

    /// Restores the history from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        history = try packed.decodeRecord(as: TrainingHistory.self)
        guard history.isConsistent else { throw CacheDamage("a history keeps an epoch that it has not") }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact { try PackedArtifact(type: Self.type, record: history) }

    /// The members' values.
    public func members() throws -> [String: Value] {
        let epochs = history.epochs
        func array(_ values: [Double]) -> Value { .array(values.map(Value.float)) }
        return [
            "epochs": .integer(epochs.count), "loss": array(epochs.map(\.loss)),
            "accuracy": array(epochs.map(\.accuracy)),
            Self.validationLoss.name: array(epochs.compactMap(\.validationLoss)),
            Self.validationAccuracy.name: array(epochs.compactMap(\.validationAccuracy)),
            "learningRate": array(epochs.map(\.learningRate)),
            "keptEpoch": .integer(history.keptEpoch ?? epochs.count),
            "stoppedEarly": .boolean(history.plannedEpochs != nil),
        ]
    }
}

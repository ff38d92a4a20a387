public import Figures
public import Workflow

/// How well a network classifies images.
public struct Evaluation: Artifact {
    /// The numbers.
    struct Record: Codable {
        let loss: Double
        let correct: Int
        let counts: [[Int]]
        let mistakes: Mistakes.Record
    }

    let record: Record
    let mistakePixels: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Evaluation", "how well a network classifies images",
        members: [
            .init("accuracy", .float, "the share of images classified correctly, 0…1"),
            .init("loss", .float, "the mean cross-entropy in nats"),
            .init("count", .integer, "the number of images"),
            .init("correct", .integer, "the number of images classified correctly", followsArithmetic: true),
            .init("errors", .integer, "the number of misclassified images", followsArithmetic: true),
            .init("confusion", .artifact("Confusion"), "true against predicted classes"),
            .init(
                "mistakes", .artifact("Mistakes"),
                "the misclassified images, the most confident mistakes first"),
        ])

    init(record: Record, mistakePixels: Blob) {
        self.record = record
        self.mistakePixels = mistakePixels
    }

    /// Restores the evaluation from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        mistakePixels = try Mistakes(record: record.mistakes, checking: packed.blob("mistakes")).pixels
        try Confusion.check(record.counts, classes: record.mistakes.classes.count)
        guard record.correct == record.counts.indices.reduce(0, { $0 + record.counts[$1][$1] }) else {
            throw CacheDamage("the number of correct images does not match the counts")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["mistakes": mistakePixels])
    }

    /// The misclassified images, the most confident mistakes first.
    public func mistakes(atMost count: Int) throws -> ImageGrid? {
        try ImageGrid(of: Mistakes(record: record.mistakes, pixels: mistakePixels), count: count)
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        let mistakes = Mistakes(record: record.mistakes, pixels: mistakePixels)
        let confusion = Confusion(counts: record.counts, mistakes: mistakes)
        return [
            "accuracy": .float(accuracy), "loss": .float(loss), "count": .integer(count),
            "correct": .integer(correct), "errors": .integer(count - correct),
            "confusion": .artifact(try StoredArtifact(confusion)),
            "mistakes": .artifact(try StoredArtifact(mistakes)),
        ]
    }
}

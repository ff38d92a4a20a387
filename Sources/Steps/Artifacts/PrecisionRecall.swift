public import Workflow

/// The precision of each class against the rest, by recall.
public struct PrecisionRecall: Artifact {
    private struct Record: Codable {
        let classes: [String]
        let averagePrecisions: [Double]
    }

    /// The average precision of each class; NaN where there is none.
    let averagePrecisions: [Double]

    let scores: ClassScores

    /// The type's name and members.
    public static let type = ArtifactType(
        "PrecisionRecall", "precision by recall of each class against the rest",
        members: [
            .init(
                "averagePrecision", .float,
                "the mean of the classes' average precisions, 0…1, each class with the same weight",
                isShare: true),
            .init(
                "averagePrecisions", .array(.float),
                "for each class, its average precision, 0…1: the sum of its precisions, each times the recall gained; NaN where it has no images",
                isShare: true
            ),
        ])

    init(averagePrecisions: [Double], scores: ClassScores) {
        self.averagePrecisions = averagePrecisions
        self.scores = scores
    }

    /// Restores it from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        averagePrecisions = record.averagePrecisions
        scores = try ClassScores(classes: record.classes, in: packed)
        guard averagePrecisions.count == scores.classes.count else {
            throw CacheDamage("the average precisions do not fit the classes")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type,
            record: Record(classes: scores.classes, averagePrecisions: averagePrecisions),
            blobs: scores.blobs)
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        [
            "averagePrecision": .float(averagePrecisions.meanOfKnown),
            "averagePrecisions": .array(averagePrecisions.map(Value.float)),
        ]
    }
}

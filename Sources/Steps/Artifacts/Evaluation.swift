public import Figures
import FoundationEssentials
import NeuralNet
public import Workflow

/// How well a network classifies images.
public struct Evaluation: Artifact {
    /// The numbers.
    struct Record: Codable {
        let loss: Double
        let correct: Int
        let counts: [[Int]]
        let mistakes: Mistakes.Record
        let measures: EvaluationMeasures
    }

    let record: Record
    let mistakePixels: Blob
    /// All images, `[N, C, H, W]`: the blob of the data set.
    let images: Blob
    let scores: ClassScores

    /// The type's name and members.
    public static let type = ArtifactType(
        "Evaluation", "how well a network classifies images", members: numbers + parts)

    init(record: Record, mistakePixels: Blob, images: Blob, scores: ClassScores) {
        self.record = record
        self.mistakePixels = mistakePixels
        self.images = images
        self.scores = scores
    }

    /// Restores the evaluation from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        mistakePixels = try Mistakes(record: record.mistakes, checking: packed.blob("mistakes")).pixels
        images = try packed.blob("images")
        let classes = record.mistakes.classes
        scores = try ClassScores(classes: classes, in: packed)
        try Confusion.check(record.counts, classes: classes.count)
        guard record.correct == record.counts.indices.reduce(0, { $0 + record.counts[$1][$1] }) else {
            throw CacheDamage("the number of correct images does not match the counts")
        }
        guard record.measures.fit(images: count, classes: classes.count), scores.labels.count == count,
            images.count == record.mistakes.shape.count(times: count)
        else { throw CacheDamage("the measures or the images do not fit the counts") }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type, record: record,
            blobs: scores.blobs.merging(["mistakes": mistakePixels, "images": images]) { first, _ in first })
    }

    /// The misclassified images, the most confident mistakes first.
    public func mistakes(atMost count: Int) throws -> ImageGrid? {
        try ImageGrid(of: Mistakes(record: record.mistakes, pixels: mistakePixels), count: count)
    }
}

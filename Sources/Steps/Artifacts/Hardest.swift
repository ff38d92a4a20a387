import NeuralNet
public import Workflow

/// The images that a network was evaluated on, the largest loss first.
public struct Hardest: Artifact {
    /// The images' metadata.
    struct Record: Codable {
        let shape: Shape
        let classes: [String]
        /// The meaning of the samples.
        var content = ImageContent.ink

        private enum CodingKeys: String, CodingKey {
            case shape, classes
            case content = "isPicture"
        }
    }

    let record: Record

    /// All images, `[N, C, H, W]`, in their order in the data set: the blob of the data set itself.
    let images: Blob

    let scores: ClassScores

    /// The type's name and members.
    public static let type = ArtifactType(
        "Hardest", "the images that a network was evaluated on, the largest loss first",
        members: [.init("count", .integer, "the number of images")])

    init(record: Record, images: Blob, scores: ClassScores) {
        self.record = record
        self.images = images
        self.scores = scores
    }

    /// Restores them from their stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        try self.init(
            record: record, checking: packed.blob("images"),
            scores: ClassScores(classes: record.classes, in: packed))
    }

    /// Makes them from metadata, pixels and probabilities.
    ///
    /// - Throws: `CacheDamage` if those do not match.
    init(record: Record, checking images: Blob, scores: ClassScores) throws(CacheDamage) {
        guard record.shape.isPossibleImage, images.count == record.shape.count(times: scores.labels.count)
        else { throw CacheDamage("the pixels do not fit the images") }
        self.init(record: record, images: images, scores: scores)
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type, record: record,
            blobs: scores.blobs.merging(["images": images]) { first, _ in first })
    }

    /// The members' values.
    public func members() throws -> [String: Value] { ["count": .integer(scores.labels.count)] }
}

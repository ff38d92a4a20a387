import FoundationEssentials
import NeuralNet
public import Workflow

/// Labelled images: one part of a data set.
public struct Examples: Artifact {
    /// The images' metadata.
    struct Record: Codable {
        let dataset: String
        let part: String
        let shape: Shape
        let classes: [String]
        var normalization: Normalization?
        var augmentation: Augmentation?
        /// The meaning of the samples.
        var content = ImageContent.ink
        /// Whether characters are centred and sized as in MNIST, so that pictures are prepared like that; `nil` for
        /// yes.
        var isFramed: Bool?
        /// The longer side of the characters' bounding boxes in pixels, if framed; `nil` for MNIST's 20 of 28.
        var digitSize: Int?

        private enum CodingKeys: String, CodingKey {
            case dataset, part, shape, classes, normalization, augmentation
            case content = "isPicture"
            case isFramed, digitSize
        }
    }

    let record: Record
    let images: Blob
    let labels: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Examples", "labelled images: the training or the test part of a data set",
        members: [
            .init("count", .integer, "the number of images"),
            .init("classes", .integer, "the number of classes"),
            .init("height", .integer, "the images' height in pixels"),
            .init("width", .integer, "the images' width in pixels"),
        ])

    init(record: Record, images: Blob, labels: Blob) {
        self.record = record
        self.images = images
        self.labels = labels
    }

    /// Restores the images from their stored form.
    public init(unpacking packed: PackedArtifact) throws {
        try self.init(
            record: packed.decodeRecord(as: Record.self), checking: packed.blob("images"),
            packed.blob("labels"))
    }

    /// Makes the images from metadata and blobs.
    ///
    /// - Throws: `CacheDamage` if those do not match.
    init(record: Record, checking images: Blob, _ labels: Blob) throws(CacheDamage) {
        // More images than there can be, and far below an overflow of the sum of parts.
        guard record.shape.isPossibleImage, (0...1 << 40).contains(labels.count),
            images.count == record.shape.count(times: labels.count)
        else { throw CacheDamage("images and labels do not fit") }
        guard record.normalization?.fits(record.shape) ?? true else {
            throw CacheDamage("images and their normalization do not fit")
        }
        self.init(record: record, images: images, labels: labels)
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["images": images, "labels": labels])
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        [
            "count": .integer(labels.count), "classes": .integer(record.classes.count),
            "height": .integer(record.shape.dimensions[1]), "width": .integer(record.shape.dimensions[2]),
        ]
    }

    /// The first images, or all if no number is given.
    func first(_ count: Int?) throws -> Examples {
        guard let count, count < labels.count else { return self }
        return Examples(
            record: record, images: Blob(try images.data().prefix(count * record.shape.count)),
            labels: Blob(try labels.data().prefix(count)))
    }

    /// The same images with changed metadata.
    func changed(_ change: (inout Record) -> Void) -> Examples {
        var record = record
        change(&record)
        return Examples(record: record, images: images, labels: labels)
    }

    /// The samples of the first images, augmented as in the first epoch of a training, and mixed as if they were a batch.
    func shownPixels(count: Int) throws -> Data {
        let size = record.shape.count
        let pixels = try images.data().prefix(count * size)
        guard let augmentation = record.augmentation else { return pixels }
        let changed = (0..<pixels.count / size).map { index in
            let start = pixels.startIndex + index * size
            return augmentation.augmented(
                pixels[start..<start + size], shape: record.shape, index: index, epoch: 0,
                normalization: record.normalization ?? .unit)
        }
        var shown = Data(capacity: pixels.count)
        for (image, mixture) in zip(changed, shownMixtures(count: changed.count)) {
            shown.append(contentsOf: mixture.mixed(image, with: changed[mixture.partner]))
        }
        return shown
    }

    /// What each of the first images is mixed with where they are shown.
    func shownMixtures(count: Int) -> [ImageMixture] {
        let batch = Array(0..<count)
        return (record.augmentation ?? Augmentation(seed: 0)).mixtures(of: batch, epoch: 0)
    }

    /// The images as the engine takes them.
    ///
    /// - Throws: `CacheDamage` if they are lost in the cache, or a label is of no class.
    func imageSet() throws -> ImageSet {
        let labels = try labels.data()
        guard labels.allSatisfy({ record.classes.indices.contains(Int($0)) }) else {
            throw CacheDamage("a label is of no class")
        }
        return try ImageSet(
            shape: record.shape, pixels: images.data(), labels: labels,
            normalization: record.normalization ?? .unit,
            augmentation: record.augmentation)
    }
}

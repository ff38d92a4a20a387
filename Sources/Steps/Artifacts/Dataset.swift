import NeuralNet
public import Workflow

/// Training and test images of the same size and classes, and validation images if there are some of its own.
public struct Dataset: Artifact {
    private struct Record: Codable {
        let train: Examples.Record
        let test: Examples.Record
        /// Absent if there are none, as stored before there could be some.
        let validation: Examples.Record?
    }

    /// The training images.
    public let train: Examples

    /// The test images.
    public let test: Examples

    /// The validation images; `nil` if there are none of its own.
    public let validation: Examples?

    /// The name of the member that is absent without validation images.
    static let validationName = "validation"

    /// The type's name and members.
    public static let type = ArtifactType(
        "Dataset", "labelled training and test images, and validation images if there are some of its own",
        members: [
            .init("train", .artifact("Examples"), "the training images"),
            .init("test", .artifact("Examples"), "the test images"),
            .init(
                validationName, .artifact("Examples"),
                "the validation images, on which 'train' measures after each epoch; only of a folder that has them beside test images"
            ),
            .init("count", .integer, "the number of images of all parts together"),
            .init("classes", .integer, "the number of classes"),
            .init(
                "mean", ChannelNumbers.valueType,
                "the mean subtracted from pixels in 0…1, of colour images an array of those of red, green and blue; 0 before 'normalize'"
            ),
            .init(
                "standardDeviation", ChannelNumbers.valueType,
                "the standard deviation by which they are then divided, of colour images an array; 1 before 'normalize'"
            ),
        ])

    init(train: Examples, validation: Examples? = nil, test: Examples) {
        self.train = train
        self.validation = validation
        self.test = test
    }

    /// Restores the data set from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        train = try Examples(
            record: record.train, checking: packed.blob("train.images"), packed.blob("train.labels"))
        test = try Examples(
            record: record.test, checking: packed.blob("test.images"), packed.blob("test.labels"))
        validation = try record.validation.map {
            try Examples(
                record: $0, checking: packed.blob("validation.images"), packed.blob("validation.labels"))
        }
        for other in [record.test, record.validation].compactMap(\.self) {
            guard record.train.shape == other.shape, record.train.classes == other.classes else {
                throw CacheDamage("the training images and others do not fit")
            }
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        var blobs = [
            "train.images": train.images, "train.labels": train.labels, "test.images": test.images,
            "test.labels": test.labels,
        ]
        blobs["validation.images"] = validation?.images
        blobs["validation.labels"] = validation?.labels
        return try PackedArtifact(
            type: Self.type,
            record: Record(train: train.record, test: test.record, validation: validation?.record),
            blobs: blobs)
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        var members: [String: Value] = [
            "train": .artifact(try StoredArtifact(train)), "test": .artifact(try StoredArtifact(test)),
            "count": .integer(
                train.labels.count + test.labels.count + (validation?.labels.count ?? 0)),
            "classes": .integer(train.record.classes.count), "mean": value(of: \.mean),
            "standardDeviation": value(of: \.standardDeviation),
        ]
        members[Self.validationName] = try validation.map { .artifact(try StoredArtifact($0)) }
        return members
    }

    /// A number of the normalization: of grey images a number, of others an array with that of each channel.
    private func value(of number: KeyPath<Normalization.Channel, Double>) -> Value {
        let channels = train.record.shape.dimensions[0]
        guard channels > 1 else { return .float(normalization[0][keyPath: number]) }
        return .array((0..<channels).map { .float(normalization[$0][keyPath: number]) })
    }

    /// The normalization of the pixels.
    var normalization: Normalization { train.record.normalization ?? .unit }

    /// The same images with a normalization.
    func normalized(by normalization: Normalization) -> Dataset {
        Dataset(
            train: train.changed { $0.normalization = normalization },
            validation: validation?.changed { $0.normalization = normalization },
            test: test.changed { $0.normalization = normalization })
    }

    /// The same images, with an augmentation of the training images.
    func augmented(by augmentation: Augmentation) -> Dataset {
        Dataset(
            train: train.changed { $0.augmentation = augmentation }, validation: validation, test: test)
    }
}

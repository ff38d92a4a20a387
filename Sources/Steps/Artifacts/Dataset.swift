import NeuralNet
public import Workflow

/// Training and test images of the same size and classes.
public struct Dataset: Artifact {
    private struct Record: Codable {
        let train: Examples.Record
        let test: Examples.Record
    }

    /// The training images.
    public let train: Examples

    /// The test images.
    public let test: Examples

    /// The type's name and members.
    public static let type = ArtifactType(
        "Dataset", "labelled training and test images",
        members: [
            .init("train", .artifact("Examples"), "the training images"),
            .init("test", .artifact("Examples"), "the test images"),
            .init("count", .integer, "the number of images, training and test together"),
            .init("classes", .integer, "the number of classes"),
            .init("mean", .float, "the mean subtracted from pixels in 0…1; 0 before 'normalize'"),
            .init(
                "standardDeviation", .float,
                "the standard deviation by which they are then divided; 1 before 'normalize'"),
        ])

    init(train: Examples, test: Examples) {
        self.train = train
        self.test = test
    }

    /// Restores the data set from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        train = try Examples(
            record: record.train, checking: packed.blob("train.images"), packed.blob("train.labels"))
        test = try Examples(
            record: record.test, checking: packed.blob("test.images"), packed.blob("test.labels"))
        guard record.train.shape == record.test.shape, record.train.classes == record.test.classes else {
            throw CacheDamage("training and test images do not fit")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type, record: Record(train: train.record, test: test.record),
            blobs: [
                "train.images": train.images, "train.labels": train.labels, "test.images": test.images,
                "test.labels": test.labels,
            ])
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        [
            "train": .artifact(try StoredArtifact(train)), "test": .artifact(try StoredArtifact(test)),
            "count": .integer(train.labels.count + test.labels.count),
            "classes": .integer(train.record.classes.count), "mean": .float(number(\.mean)),
            "standardDeviation": .float(number(\.standardDeviation)),
        ]
    }

    /// A number of the normalization; for several channels their mean, because an expression is typed as a single
    /// number before anything runs.
    private func number(_ number: KeyPath<Normalization.Channel, Double>) -> Double {
        let numbers = normalization.channels.map { $0[keyPath: number] }
        return numbers.count == 1 ? numbers[0] : numbers.reduce(0, +) / Double(numbers.count)
    }

    /// The normalization of the pixels.
    var normalization: Normalization { train.record.normalization ?? .unit }

    /// The same images with a normalization.
    func normalized(by normalization: Normalization) -> Dataset {
        Dataset(
            train: train.changed { $0.normalization = normalization },
            test: test.changed { $0.normalization = normalization })
    }

    /// The same images, with an augmentation of the training images.
    func augmented(by augmentation: Augmentation) -> Dataset {
        Dataset(train: train.changed { $0.augmentation = augmentation }, test: test)
    }
}

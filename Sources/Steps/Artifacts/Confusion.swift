import Figures
import NeuralNet
public import Workflow

/// A confusion matrix, with the misclassified images.
public struct Confusion: Artifact {
    private struct Record: Codable {
        let counts: [[Int]]
        let mistakes: Mistakes.Record
    }

    private let counts: [[Int]]

    private let mistakes: Mistakes

    /// The type's name and members.
    public static let type = ArtifactType(
        "Confusion", "how often each class was predicted as which",
        members: [
            .init("classes", .integer, "the number of classes"),
            .init("count", .integer, "the number of images"),
        ] + byClass)

    /// The numbers by class.
    private static let byClass: [ArtifactType.Member] = [
        .init(
            "recall", .array(.float),
            "for each class, the share of its images that were predicted as it, 0…1; NaN where there are none",
            isShare: true
        ),
        .init(
            "precision", .array(.float),
            "for each class, the share of the images predicted as it that belong to it, 0…1; NaN where there are none",
            isShare: true
        ),
        .init(
            "f1", .array(.float),
            "for each class, the harmonic mean of precision and recall, 0…1; NaN where it never occurs",
            isShare: true),
    ]

    /// How many numbers by class there are, for images of some classes.
    static func counts(for images: ImageFacts) -> MemberCounts {
        MemberCounts(
            byClass, count: images.classes,
            reason:
                "it has one for each class, and there \(images.classes == 1 ? "is" : "are") \(images.classCount)"
        )
    }

    /// Makes it from counts, `[true class, predicted class]`, and the misclassified images.
    init(counts: [[Int]], mistakes: Mistakes) {
        self.counts = counts
        self.mistakes = mistakes
    }

    /// Restores it from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        try Self.check(record.counts, classes: record.mistakes.classes.count)
        counts = record.counts
        mistakes = try Mistakes(record: record.mistakes, checking: packed.blob("mistakes"))
    }

    /// Checks that counts are possible for this number of classes.
    ///
    /// - Throws: `CacheDamage` if they are not.
    static func check(_ counts: [[Int]], classes: Int) throws(CacheDamage) {
        // More images than there can be, and far below an overflow of the sum.
        let most = 1 << 40
        guard counts.count == classes, counts.allSatisfy({ $0.count == classes }),
            counts.joined().allSatisfy({ (0...most).contains($0) }),
            counts.joined().reduce(0, { min($0 + $1, most + 1) }) <= most
        else { throw CacheDamage("the counts do not fit the classes") }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type, record: Record(counts: counts, mistakes: mistakes.record),
            blobs: ["mistakes": mistakes.pixels])
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        let matrix = ConfusionMatrix(classes: mistakes.record.classes, counts: counts)
        func shares(_ share: (Int) -> Double?) -> Value {
            .array(counts.indices.map { .float(share($0) ?? .nan) })
        }
        return [
            "classes": .integer(counts.count), "count": .integer(matrix.total),
            "recall": shares(matrix.recall), "precision": shares(matrix.precision), "f1": shares(matrix.f1),
        ]
    }

    /// The counts as a figure, with at most this number of images.
    ///
    /// - Throws: `CacheDamage` if their pixels are lost, `StepFailure` if they cannot be drawn.
    func matrix(imageCount: Int) throws -> ConfusionMatrix {
        let shown = try mistakes.ofEachKind(atMost: imageCount)
        let channels = shown.record.shape.dimensions.first
        // The counts are shown even if the images cannot be drawn.
        let isDrawable = shown.record.items.count > 0 && (channels == 1 || channels == 3)
        return ConfusionMatrix(
            classes: shown.record.classes, counts: counts,
            images: isDrawable ? try ImageGrid(of: shown, count: shown.record.items.count) : nil)
    }
}

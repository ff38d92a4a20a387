import Figures
import NeuralNet
public import Workflow

/// True against predicted classes, with the images that were told wrong.
public struct Confusion: Artifact {
    private struct Record: Codable {
        let counts: [[Int]]
        let mistakes: Mistakes.Record
    }

    private let counts: [[Int]]

    private let mistakes: Mistakes

    /// The type's name and members.
    public static let type = ArtifactType(
        "Confusion", "how often each class was taken for which",
        members: [
            .init("classes", .integer, "the number of classes"),
            .init("count", .integer, "the number of images"),
            .init(
                "recall", .array(.float),
                "of the images of each class the share that was taken for it, 0…1; NaN where there are none"),
            .init(
                "precision", .array(.float),
                "of the images taken for each class the share that is of it, 0…1; NaN where there are none"),
            .init(
                "f1", .array(.float),
                "of each class the harmonic mean of precision and recall, 0…1; NaN where it never occurs"),
        ])

    /// Makes it from counts by true class, then predicted class, and the images that were told wrong.
    init(counts: [[Int]], mistakes: Mistakes) {
        self.counts = counts
        self.mistakes = mistakes
    }

    /// Makes it again from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        try Self.check(record.counts, classes: record.mistakes.classes.count)
        counts = record.counts
        mistakes = try Mistakes(record: record.mistakes, checking: packed.blob("mistakes"))
    }

    /// Looks whether counts are those of images in so many classes.
    ///
    /// - Throws: `CacheDamage` where they cannot be.
    static func check(_ counts: [[Int]], classes: Int) throws(CacheDamage) {
        // More images than there can be; far below what a sum of counts may be.
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

    /// The counts as a figure, with at most so many images.
    ///
    /// - Throws: `CacheDamage` where their pixels are no longer there, `StepFailure` where they cannot be drawn.
    func matrix(imageCount: Int) throws -> ConfusionMatrix {
        let shown = try mistakes.ofEachKind(atMost: imageCount)
        let channels = shown.record.shape.dimensions.first
        // Images that cannot be drawn do not take the counts with them.
        let isDrawable = shown.record.items.count > 0 && (channels == 1 || channels == 3)
        return ConfusionMatrix(
            classes: shown.record.classes, counts: counts,
            images: isDrawable ? try ImageGrid(of: shown, count: shown.record.items.count) : nil)
    }
}

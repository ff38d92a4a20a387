import Figures
public import Workflow

/// True against predicted classes.
public struct Confusion: Artifact {
    private struct Record: Codable {
        let classes: [String]
        let counts: [[Int]]
    }

    private let record: Record

    /// The type's name and members.
    public static let type = ArtifactType(
        "Confusion", "how often each class was taken for which",
        members: [
            .init("classes", .integer, "the number of classes"),
            .init("count", .integer, "the number of images"),
        ])

    /// Makes it from counts by true class, then predicted class.
    init(classes: [String], counts: [[Int]]) {
        record = Record(classes: classes, counts: counts)
    }

    /// Makes it again from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        guard record.counts.count == record.classes.count,
            record.counts.allSatisfy({ $0.count == record.classes.count })
        else { throw CacheDamage("the counts do not fit the classes") }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact { try PackedArtifact(type: Self.type, record: record) }

    /// The members' values.
    public func members() throws -> [String: Value] {
        ["classes": .integer(record.classes.count), "count": .integer(matrix.total)]
    }

    /// The counts as a figure.
    var matrix: ConfusionMatrix { ConfusionMatrix(classes: record.classes, counts: record.counts) }
}

public import Workflow

/// The receiver operating characteristic of each class against the rest.
public struct ROC: Artifact {
    private struct Record: Codable {
        let classes: [String]
        let areas: [Double]
    }

    /// The area under the curve of each class; NaN where there is none.
    let areas: [Double]

    let scores: ClassScores

    /// The type's name and members.
    public static let type = ArtifactType(
        "ROC", "true against false positive rates of each class against the rest",
        members: [
            .init(
                "area", .float,
                "the mean of the areas under the curves, 0…1, each class with the same weight", isShare: true),
            .init(
                "areas", .array(.float),
                "for each class, the area under its curve (AUC), 0…1; NaN where all images are of the class, or none",
                isShare: true
            ),
        ])

    init(areas: [Double], scores: ClassScores) {
        self.areas = areas
        self.scores = scores
    }

    /// Restores it from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        areas = record.areas
        scores = try ClassScores(classes: record.classes, in: packed)
        guard areas.count == scores.classes.count else {
            throw CacheDamage("the areas do not fit the classes")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(
            type: Self.type, record: Record(classes: scores.classes, areas: areas), blobs: scores.blobs)
    }

    /// The members' values.
    public func members() throws -> [String: Value] {
        ["area": .float(areas.meanOfKnown), "areas": .array(areas.map(Value.float))]
    }
}

extension [Double] {
    /// The mean of those that are not NaN; NaN if there are none.
    var meanOfKnown: Double {
        let known = filter { !$0.isNaN }
        return known.reduce(0, +) / Double(known.count)
    }
}

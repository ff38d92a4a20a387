public import Workflow

/// How well the confidence of predictions matches their accuracy.
public struct Calibration: Artifact {
    /// The images by confidence.
    let bins: CalibrationBins

    /// The type's name and members.
    public static let type = ArtifactType(
        "Calibration", "accuracy against confidence, in 15 bins of equal width",
        members: [
            .init(
                "expectedError", .float,
                "the expected calibration error, 0…1: the mean difference of accuracy and confidence",
                isShare: true),
            .init(
                "maximumError", .float, "the greatest difference of accuracy and confidence in a bin, 0…1",
                isShare: true),
            .init("counts", .array(.integer), "the number of images in each bin, by ascending confidence"),
            .init(
                "confidence", .array(.float),
                "the mean confidence in each bin, 0…1; NaN where there are no images", isShare: true),
            .init(
                "accuracy", .array(.float),
                "the share of images classified correctly in each bin, 0…1; NaN where there are none",
                isShare: true),
        ])

    init(bins: CalibrationBins) { self.bins = bins }

    /// Restores it from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        bins = try packed.decodeRecord(as: CalibrationBins.self)
        // More images than there can be, of a known number of bins: far below an overflow of the sum.
        guard bins.bins.count == CalibrationBins.count,
            bins.bins.allSatisfy({ (0...1 << 40).contains($0.count) }), bins.fit(bins.total)
        else { throw CacheDamage("the bins of a calibration are not possible") }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact { try PackedArtifact(type: Self.type, record: bins) }

    /// The members' values.
    public func members() throws -> [String: Value] {
        [
            "expectedError": .float(bins.expectedError ?? .nan),
            "maximumError": .float(bins.maximumError ?? .nan),
            "counts": .array(bins.bins.map { .integer($0.count) }),
            "confidence": .array(bins.bins.map { .float($0.confidence ?? .nan) }),
            "accuracy": .array(bins.bins.map { .float($0.accuracy ?? .nan) }),
        ]
    }
}

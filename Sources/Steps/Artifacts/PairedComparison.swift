public import Workflow

/// Two networks compared on the same images.
public struct PairedComparison: Artifact {
    /// The counts of images, by who classifies them correctly.
    struct Record: Codable {
        let both: Int
        let onlyFirst: Int
        let onlySecond: Int
        let neither: Int

        var first: Int { both + onlyFirst }
        var second: Int { both + onlySecond }
        var count: Int { both + onlyFirst + onlySecond + neither }
    }

    let record: Record

    /// The type's name and members.
    public static let type = ArtifactType(
        "PairedComparison", "two networks compared on the same images",
        members: [
            .init("count", .integer, "the number of images"),
            .init(
                "firstAccuracy", .float, "the share that the first network classifies correctly, 0…1",
                isShare: true),
            .init(
                "firstAccuracyLow", .float,
                "the lower end of its 95 % interval (Wilson's score interval), 0…1", isShare: true),
            .init("firstAccuracyHigh", .float, "the upper end of this interval, 0…1", isShare: true),
            .init(
                "secondAccuracy", .float, "the share that the second network classifies correctly, 0…1",
                isShare: true),
            .init(
                "secondAccuracyLow", .float,
                "the lower end of its 95 % interval (Wilson's score interval), 0…1", isShare: true),
            .init("secondAccuracyHigh", .float, "the upper end of this interval, 0…1", isShare: true),
            .init("difference", .float, "the first accuracy minus the second one, −1…1"),
            .init(
                "both", .integer, "the number of images that both classify correctly",
                followsArithmetic: true),
            .init("onlyFirst", .integer, "the number that only the first one does", followsArithmetic: true),
            .init(
                "onlySecond", .integer, "the number that only the second one does", followsArithmetic: true),
            .init("neither", .integer, "the number that neither does", followsArithmetic: true),
            .init(
                "pValue", .float,
                "the probability of a difference at least as large if both were equally good, 0…1, by McNemar's test",
                isShare: true
            ),
            .init(
                "test", .string,
                "how it is computed: exactly, or from 25 images on that only one network classifies correctly, by χ²"
            ),
        ])

    /// McNemar's test of the counts.
    let test: McNemarTest

    init(record: Record) {
        self.record = record
        test = McNemarTest(onlyFirst: record.onlyFirst, onlySecond: record.onlySecond)
    }

    /// Restores it from its stored form.
    public init(unpacking packed: PackedArtifact) throws {
        let record = try packed.decodeRecord(as: Record.self)
        // More images than there can be, and far below an overflow of the sum.
        let possible = 0...1 << 40
        guard
            [record.both, record.onlyFirst, record.onlySecond, record.neither].allSatisfy(possible.contains)
        else { throw CacheDamage("the counts of a comparison are not possible") }
        self.init(record: record)
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact { try PackedArtifact(type: Self.type, record: record) }

    /// The members' values.
    public func members() throws -> [String: Value] {
        let count = record.count
        func share(_ part: Int) -> Double { count == 0 ? 0 : Double(part) / Double(count) }
        let first = WilsonInterval(successes: record.first, of: count)
        let second = WilsonInterval(successes: record.second, of: count)
        return [
            "count": .integer(count), "firstAccuracy": .float(share(record.first)),
            "firstAccuracyLow": .float(first.lower), "firstAccuracyHigh": .float(first.upper),
            "secondAccuracy": .float(share(record.second)), "secondAccuracyLow": .float(second.lower),
            "secondAccuracyHigh": .float(second.upper),
            "difference": .float(share(record.first) - share(record.second)),
            "both": .integer(record.both), "onlyFirst": .integer(record.onlyFirst),
            "onlySecond": .integer(record.onlySecond), "neither": .integer(record.neither),
            "pValue": .float(test.pValue), "test": .string(test.method.words),
        ]
    }
}

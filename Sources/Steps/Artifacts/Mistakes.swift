import FoundationEssentials
import NeuralNet
public import Workflow

/// The images that a network misclassified, the most confident mistakes first.
public struct Mistakes: Artifact {
    /// The images' metadata.
    struct Record: Codable {
        /// One image.
        struct Item: Codable {
            /// The index in its data set, 0-based.
            let index: Int
            /// The true class.
            let label: Int
            /// The most probable classes with their probabilities, in descending order.
            let guesses: [Guess]
        }

        /// A class and its probability, 0…1.
        struct Guess: Codable {
            let label: Int
            let probability: Double
        }

        let shape: Shape
        let classes: [String]
        let items: [Item]
        /// The meaning of the samples.
        var content = ImageContent.ink

        private enum CodingKeys: String, CodingKey {
            case shape, classes, items
            case content = "isPicture"
        }
    }

    let record: Record
    let pixels: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Mistakes", "the images that a network misclassified, the most confident mistakes first",
        members: [.init("count", .integer, "the number of misclassified images", followsArithmetic: true)])

    init(record: Record, pixels: Blob) {
        self.record = record
        self.pixels = pixels
    }

    /// Restores them from their stored form.
    public init(unpacking packed: PackedArtifact) throws {
        try self.init(record: packed.decodeRecord(as: Record.self), checking: packed.blob("pixels"))
    }

    /// Makes them from metadata and pixels.
    ///
    /// - Throws: `CacheDamage` if those do not match.
    init(record: Record, checking pixels: Blob) throws {
        let classes = record.classes.indices
        // Data sets keep a label in a byte.
        guard classes.count <= 256, record.shape.isPossibleImage,
            pixels.count == record.shape.count(times: record.items.count),
            record.items.allSatisfy({ item in
                item.index >= 0 && classes.contains(item.label)
                    && item.guesses.allSatisfy { classes.contains($0.label) }
            })
        else { throw CacheDamage("the pixels or the classes do not fit the images") }
        self.init(record: record, pixels: pixels)
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["pixels": pixels])
    }

    /// The members' values.
    public func members() throws -> [String: Value] { ["count": .integer(record.items.count)] }

    /// At most this number of them: the most confident of each kind of mistake, then the second of each, and so on; in
    /// their order.
    ///
    /// - Throws: `CacheDamage` if the pixels are lost.
    func ofEachKind(atMost count: Int) throws -> Mistakes {
        guard record.items.count > count else { return self }
        var ranks: [[Int]: Int] = [:]
        let ranked = record.items.enumerated().map { place, item in
            let kind = [item.label, item.guesses.first?.label ?? item.label]
            ranks[kind, default: 0] += 1
            return (rank: ranks[kind, default: 0], place: place)
        }
        let places = ranked.sorted { $0 < $1 }.prefix(count).map(\.place).sorted()
        let size = record.shape.count
        let all = try pixels.data()
        var kept = Data(capacity: places.count * size)
        for place in places {
            let start = all.startIndex + place * size
            kept.append(all[start..<start + size])
        }
        return Mistakes(
            record: Record(
                shape: record.shape, classes: record.classes, items: places.map { record.items[$0] },
                content: record.content),
            pixels: Blob(kept))
    }
}

import NeuralNet
public import Workflow

/// The images that a network told wrong, the surest mistakes first.
public struct Mistakes: Artifact {
    /// What is known of the images beside their pixels.
    struct Record: Codable {
        /// One image.
        struct Item: Codable {
            /// The place in its data set, 0-based.
            let index: Int
            /// The true class.
            let label: Int
            /// The most probable classes, the first one first, with their probabilities.
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
        /// Whether 255 is light, as in a photograph; else it is ink on paper. `nil` for ink.
        var isPicture: Bool?
    }

    let record: Record
    let pixels: Blob

    /// The type's name and members.
    public static let type = ArtifactType(
        "Mistakes", "the images that a network told wrong, the surest mistakes first",
        members: [.init("count", .integer, "the number of images told wrong")])

    init(record: Record, pixels: Blob) {
        self.record = record
        self.pixels = pixels
    }

    /// Makes them again from their stored form.
    public init(unpacking packed: PackedArtifact) throws {
        record = try packed.decodeRecord(as: Record.self)
        pixels = try packed.blob("pixels")
        guard pixels.count == record.items.count * record.shape.count else {
            throw CacheDamage("the pixels do not fit the images")
        }
    }

    /// The stored form.
    public func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: record, blobs: ["pixels": pixels])
    }

    /// The members' values.
    public func members() throws -> [String: Value] { ["count": .integer(record.items.count)] }
}

import FoundationEssentials
import Workflow

/// A number, all of it in its record.
struct Number: Artifact {
    static let type = ArtifactType(
        "Number", "a number",
        members: [
            .init("value", .float, "the number"),
            .init("whole", .integer, "the number without what follows the point"),
            .init("isPositive", .boolean, "whether it is more than 0"),
        ])

    let value: Double

    init(_ value: Double) { self.value = value }

    init(unpacking packed: PackedArtifact) throws { value = try packed.decodeRecord(as: Double.self) }

    func pack() throws -> PackedArtifact { try PackedArtifact(type: Self.type, record: value) }

    func members() throws -> [String: Value] {
        [
            "value": .float(value), "whole": .integer(Int(exactly: value.rounded(.towardZero)) ?? 0),
            "isPositive": .boolean(value > 0),
        ]
    }
}

/// A text whose letters are a blob; its first half and itself share that blob with any copy.
struct Text: Artifact {
    static let type = ArtifactType(
        "Text", "a text",
        members: [
            .init("count", .integer, "the number of bytes"),
            .init("copy", .artifact("Text"), "the same text"),
            .init("kind", .string, "what kind of text it is"),
        ])

    private struct Record: Codable {
        let kind: String
    }

    let kind: String
    let letters: Blob

    init(_ text: String, kind: String = "plain") {
        self.init(kind: kind, letters: Blob(Data(text.utf8)))
    }

    init(kind: String, letters: Blob) {
        self.kind = kind
        self.letters = letters
    }

    init(unpacking packed: PackedArtifact) throws {
        kind = try packed.decodeRecord(as: Record.self).kind
        letters = try packed.blob("letters")
    }

    func pack() throws -> PackedArtifact {
        try PackedArtifact(type: Self.type, record: Record(kind: kind), blobs: ["letters": letters])
    }

    func members() throws -> [String: Value] {
        [
            "count": .integer(letters.count), "kind": .string(kind),
            // One level only: the copy is made on demand, and has no copy of its own here.
            "copy": .artifact(try StoredArtifact(Copy(of: self))),
        ]
    }

    /// The text as it was stored.
    var string: String { get throws { String(decoding: try letters.data(), as: UTF8.self) } }
}

/// A part of a text that is an artifact itself, of the same stored type.
struct Copy: Artifact {
    static let type = Text.type

    let text: Text

    init(of text: Text) { self.text = text }

    init(unpacking packed: PackedArtifact) throws { text = try Text(unpacking: packed) }

    func pack() throws -> PackedArtifact { try text.pack() }

    func members() throws -> [String: Value] {
        ["count": .integer(text.letters.count), "kind": .string(text.kind)]
    }
}

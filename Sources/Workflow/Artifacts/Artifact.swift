public import Figures
public import FoundationEssentials

/// Something that a step makes and others take: a data set, a model, an evaluation.
///
/// An artifact is stored as a small record and named blobs of bytes. Blobs are shared by content, so an artifact
/// that adds little to another costs little, and are read only when somebody asks for their bytes.
public protocol Artifact: ArgumentValue {
    /// The type's name and members.
    static var type: ArtifactType { get }

    /// The value of every declared member: scalars, and artifacts that are part of this one.
    ///
    /// - Throws: what hashing a part may throw.
    func members() throws -> [String: Value]

    /// The images that it says were told wrong, for the run's record; `nil` where it is not about images.
    ///
    /// - Parameter count: the most of them.
    /// - Throws: what reading a part may throw.
    func mistakes(atMost count: Int) throws -> ImageGrid?

    /// The artifact in its stored form.
    func pack() throws -> PackedArtifact

    /// Makes the artifact from its stored form, without reading a blob's bytes.
    ///
    /// - Throws: where the record cannot be read.
    init(unpacking packed: PackedArtifact) throws
}

extension Artifact {
    /// It is not about images.
    public func mistakes(atMost count: Int) throws -> ImageGrid? { nil }
}

/// An artifact's stored form.
public struct PackedArtifact: Sendable {
    /// The name of the artifact's type.
    public let type: String

    /// The facts, in a canonical encoding: equal artifacts have equal records.
    public let record: Data

    /// The bulk of the artifact, by name.
    public let blobs: [String: Blob]

    /// Makes a stored form from a record that is encoded as JSON with sorted keys.
    public init(type: ArtifactType, record: some Encodable, blobs: [String: Blob] = [:]) throws {
        self.init(type: type.name, record: try JSONEncoder.canonical.encode(record), blobs: blobs)
    }

    package init(type: String, record: Data, blobs: [String: Blob]) {
        self.type = type
        self.record = record
        self.blobs = blobs
    }

    /// The record decoded.
    public func decodeRecord<Record: Decodable>(as type: Record.Type) throws -> Record {
        try JSONDecoder.canonical.decode(type, from: record)
    }

    /// The blob of this name.
    ///
    /// - Throws: ``CacheDamage`` where there is none.
    public func blob(_ name: String) throws(CacheDamage) -> Blob {
        guard let blob = blobs[name] else { throw CacheDamage("'\(type)' has no part '\(name)'") }
        return blob
    }

    /// The hash of everything in it.
    var contentHash: ContentHash {
        var fingerprint = Fingerprint()
        fingerprint.add("artifact", type)
        fingerprint.add("record", record)
        for (name, blob) in blobs.sorted(by: { $0.key < $1.key }) {
            fingerprint.add("blob", name)
            fingerprint.add("content", blob.hash)
        }
        return fingerprint.hash
    }
}

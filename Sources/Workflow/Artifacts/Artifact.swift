public import Figures
public import FoundationEssentials

/// A value that a step produces and others take: a data set, a model, an evaluation.
///
/// An artifact is stored as a small record and named blobs of bytes. Blobs are shared by content, so an artifact that
/// adds little to another one takes little space. They are read only when their bytes are needed.
public protocol Artifact: ArgumentValue {
    /// The type's name and members.
    static var type: ArtifactType { get }

    /// The value of every declared member that this artifact has: scalars, arrays of them, and artifacts that are parts
    /// of this one.
    ///
    /// - Throws: any error of hashing a part.
    func members() throws -> [String: Value]

    /// The misclassified images, for the run's record; `nil` if the artifact is not an evaluation of images.
    ///
    /// - Parameter count: the largest number of images returned.
    /// - Throws: any error of reading a part.
    func mistakes(atMost count: Int) throws -> ImageGrid?

    /// The artifact in its stored form.
    func pack() throws -> PackedArtifact

    /// Makes the artifact from its stored form, without reading a blob's bytes.
    ///
    /// - Throws: an error if the record cannot be read.
    init(unpacking packed: PackedArtifact) throws
}

extension Artifact {
    /// Not an evaluation of images.
    public func mistakes(atMost count: Int) throws -> ImageGrid? { nil }
}

/// An artifact's stored form.
public struct PackedArtifact: Sendable {
    /// The name of the artifact's type.
    public let type: String

    /// The artifact's properties in a canonical encoding: equal artifacts have equal records.
    public let record: Data

    /// The blobs by name.
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

    /// Decodes the record.
    public func decodeRecord<Record: Decodable>(as type: Record.Type) throws -> Record {
        try JSONDecoder.canonical.decode(type, from: record)
    }

    /// The blob of this name.
    ///
    /// - Throws: ``CacheDamage`` if there is none.
    public func blob(_ name: String) throws(CacheDamage) -> Blob {
        guard let blob = blobs[name] else { throw CacheDamage("'\(type)' has no part '\(name)'") }
        return blob
    }

    /// The hash of the record and all blobs.
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

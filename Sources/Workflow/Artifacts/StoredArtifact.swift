/// An artifact together with its stored form and its content hash.
public struct StoredArtifact: Sendable, Hashable {
    /// The artifact.
    public let artifact: any Artifact

    /// The stored form.
    public let packed: PackedArtifact

    /// The hash of the stored form; artifacts with equal hashes are equal.
    public let hash: ContentHash

    /// The members' values by name.
    public let members: [String: Value]

    /// Packs and hashes an artifact.
    public init(_ artifact: some Artifact) throws {
        let packed = try artifact.pack()
        self.artifact = artifact
        self.packed = packed
        self.hash = packed.contentHash
        self.members = try artifact.members()
    }

    /// Restores an artifact from its stored form.
    init(_ packed: PackedArtifact, as type: any Artifact.Type) throws {
        let artifact = try type.init(unpacking: packed)
        self.artifact = artifact
        self.packed = packed
        self.hash = packed.contentHash
        self.members = try artifact.members()
    }

    /// Whether both have the same content.
    public static func == (first: StoredArtifact, second: StoredArtifact) -> Bool {
        first.hash == second.hash
    }

    /// Hashes the content hash.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

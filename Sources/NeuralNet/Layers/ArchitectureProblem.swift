/// A layer that does not fit the one before.
public struct ArchitectureProblem: Error, Sendable, Hashable {
    /// The layer's place, 0-based.
    public let layer: Int

    /// What is wrong, in words.
    public let message: String
}

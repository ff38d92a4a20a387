/// A layer whose input shape does not match.
public struct ArchitectureProblem: Error, Sendable, Hashable {
    /// The layer's place, 0-based.
    public let layer: Int

    /// The error message.
    public let message: String
}

/// A layer whose input shape does not match.
public struct ArchitectureProblem: Error, Sendable, Hashable {
    /// The layer's place, 0-based.
    public let layer: Int

    /// The way from that layer to the one at fault within its lists; empty if it is at fault itself.
    public let inner: [InnerLayer]

    /// The error message.
    public let message: String
}

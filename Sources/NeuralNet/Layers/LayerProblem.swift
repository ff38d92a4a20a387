/// Why a layer cannot take its input.
public struct LayerProblem: Error, Sendable, Hashable {
    /// The error message.
    public let message: String

    /// Makes a problem with its message.
    public init(_ message: String) { self.message = message }
}

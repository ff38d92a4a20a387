/// Why a layer cannot take its input.
public struct LayerProblem: Error, Sendable, Hashable {
    /// What is wrong, in words.
    public let message: String

    /// Says what is wrong.
    public init(_ message: String) { self.message = message }
}

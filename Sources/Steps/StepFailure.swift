/// Why a step cannot go on, in words for its reader.
public struct StepFailure: Error, Sendable, CustomStringConvertible {
    /// What is the matter, and what to do about it.
    public let description: String

    /// Makes a failure.
    public init(_ description: String) { self.description = description }
}

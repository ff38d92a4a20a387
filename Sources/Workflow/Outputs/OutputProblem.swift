/// Why outputs cannot be written.
public struct OutputProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words, and what to do.
    public let description: String

    init(_ description: String) { self.description = description }
}

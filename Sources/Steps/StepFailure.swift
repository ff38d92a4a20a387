/// Why a step failed, in words for the reader of the report.
public struct StepFailure: Error, Sendable, CustomStringConvertible {
    /// What went wrong, and what to do about it.
    public let description: String

    /// Makes a failure.
    public init(_ description: String) { self.description = description }
}

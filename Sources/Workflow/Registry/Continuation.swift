public import FoundationEssentials

/// How a step's work can be taken up where an earlier run left it.
public struct Continuation: Sendable, Hashable {
    /// The parameter that says how far the work goes, a whole number: `epochs`.
    public let parameter: String

    /// What it counts, in the singular: `epoch`.
    public let unit: String

    /// Why work that is to go further is other work from its beginning, in words; `nil` where it is the same work.
    public let obstacle: String?

    /// Makes a description.
    public init(parameter: String, unit: String, obstacle: String? = nil) {
        self.parameter = parameter
        self.unit = unit
        self.obstacle = obstacle
    }
}

/// How far a step's work has come, with all that is needed to go on.
public struct Checkpoint: Sendable, Hashable {
    /// How much is done, in units of the continuation's parameter.
    public let progress: Int

    /// What the step needs to go on, in a form of its own.
    public let data: Data

    /// Makes a checkpoint.
    public init(progress: Int, data: Data) {
        self.progress = progress
        self.data = data
    }
}

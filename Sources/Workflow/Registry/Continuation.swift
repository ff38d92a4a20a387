public import FoundationEssentials

/// How an earlier run's unfinished work can be continued.
public struct Continuation: Sendable, Hashable {
    /// The name of the parameter that determines the amount of work: `epochs`.
    let parameter: String

    /// The amount of work of this call.
    let goal: Int

    /// The unit, in the singular: `epoch`.
    public let unit: String

    /// The reason, in words, why a different amount of work differs from its beginning; `nil` if it does not.
    public let obstacle: String?

    /// Makes a description of a call's work.
    ///
    /// - Parameter goal: the parameter that determines the amount of work: `\.epochs`.
    public init<Parameters>(
        of call: Call<Parameters>, to goal: KeyPath<Parameters, Parameter<Int>>, unit: String,
        obstacle: String? = nil
    ) {
        let parameter = call.parameters[keyPath: goal]
        self.parameter = parameter.erased.name
        self.goal = call.argument(of: parameter)
        self.unit = unit
        self.obstacle = obstacle
    }
}

/// The state of unfinished work, with everything needed to continue it.
public struct Checkpoint: Sendable, Hashable {
    /// The completed work, in units of the continuation's parameter.
    public let progress: Int

    /// The step's state, in a format of its own.
    public let data: Data

    /// Makes a checkpoint.
    public init(progress: Int, data: Data) {
        self.progress = progress
        self.data = data
    }
}

public import FoundationEssentials

/// How a step's work can be taken up where an earlier run left it.
public struct Continuation: Sendable, Hashable {
    /// The name of the parameter that says how far the work goes: `epochs`.
    let parameter: String

    /// How far the work of this call goes.
    let goal: Int

    /// What it counts, in the singular: `epoch`.
    public let unit: String

    /// Why work that is to go further is other work from its beginning, in words; `nil` where it is the same work.
    public let obstacle: String?

    /// Makes a description of a call's work.
    ///
    /// - Parameter goal: the parameter that says how far it goes: `\.epochs`.
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

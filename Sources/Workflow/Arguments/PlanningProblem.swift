/// What is wrong with a call although its types fit.
public struct PlanningProblem: Error, Sendable, Hashable {
    /// The last part of the message's name: `shape`.
    public let id: String

    /// What is wrong.
    public let message: String

    /// The name of the parameter whose argument it is about; `nil` where it is about the whole call.
    let parameter: String?

    /// The element of the argument, where that is an array and the problem lies in one of them.
    public let element: Int?

    /// What stands beside the caret.
    public let label: String?

    /// What would be accepted.
    public let notes: [String]

    /// The texts that would be accepted in place of the argument's; the nearest one is offered.
    public let accepted: [String]

    /// Makes a problem.
    ///
    /// - Parameter argument: what it is about; `nil` for the whole call.
    public init(
        id: String, _ message: String, about argument: (any AnyKnownArgument)?, element: Int? = nil,
        label: String? = nil, notes: [String] = [], accepted: [String] = []
    ) {
        self.accepted = accepted
        self.id = id
        self.message = message
        parameter = argument?.parameter.name
        self.element = element
        self.label = label
        self.notes = notes
    }
}

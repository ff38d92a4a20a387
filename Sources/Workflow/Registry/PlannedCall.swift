/// A call as known before anything runs.
public struct PlannedCall: Sendable {
    /// The values of the arguments that are known already, by parameter name, the defaults filled in.
    public let values: [String: Value]

    /// What is known of the arguments that are artifacts, by parameter name.
    public let facts: [String: Facts]

    /// The types of the arguments, by parameter name.
    public let types: [String: ValueType]

    /// The parameters that the call itself gives an argument for.
    public let given: Set<String>

    /// The files that may be read, for what must be known of one before anything runs.
    public let files: ReadableFiles

    /// Makes a call.
    public init(
        values: [String: Value], facts: [String: Facts], types: [String: ValueType] = [:],
        given: Set<String> = [], files: ReadableFiles
    ) {
        self.values = values
        self.facts = facts
        self.types = types
        self.given = given
        self.files = files
    }
}

/// What is known of an artifact before it is made, by name: `shape`, `classes`.
///
/// A member of an artifact is known to have the facts of the whole.
public struct Facts: Sendable, Hashable {
    /// The facts.
    public var values: [String: Value]

    /// The name of the fact that a member is an empty array; its value says in words when it would not be.
    public static func emptyArray(_ member: String) -> String { "empty.\(member)" }

    /// Makes facts.
    public init(_ values: [String: Value] = [:]) { self.values = values }
}

/// What is wrong with a call although its types fit.
public struct PlanningProblem: Error, Sendable, Hashable {
    /// The last part of the message's name: `shape`.
    public let id: String

    /// What is wrong.
    public let message: String

    /// The parameter whose argument it is about.
    public let parameter: String

    /// The element of the argument, where that is an array and the problem lies in one of them.
    public let element: Int?

    /// What stands beside the caret.
    public let label: String?

    /// What would be accepted.
    public let notes: [String]

    /// The texts that would be accepted in place of the argument's; the nearest one is offered.
    public let accepted: [String]

    /// Makes a problem.
    public init(
        id: String, _ message: String, parameter: String, element: Int? = nil, label: String? = nil,
        notes: [String] = [], accepted: [String] = []
    ) {
        self.accepted = accepted
        self.id = id
        self.message = message
        self.parameter = parameter
        self.element = element
        self.label = label
        self.notes = notes
    }
}

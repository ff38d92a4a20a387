/// What is known about an argument before anything runs.
public struct KnownArgument<Argument: ArgumentValue>: AnyKnownArgument {
    /// The parameter.
    public let parameter: AnyParameter

    /// The argument, or the parameter's default; `nil` if it is only known during the run, or has a mistake that was
    /// reported.
    public let value: Argument?

    /// Whether the argument is known to be `nil`.
    public let isNil: Bool

    /// Whether the argument is known, and is not `nil`.
    public var hasValue: Bool { value != nil && !isNil }

    /// Whether the call gives it explicitly.
    public let isGiven: Bool

    /// Its type; `nil` if it has a mistake.
    public let type: ValueType?

    /// The facts about an artifact.
    public let facts: Facts

    /// The name that the call has for the argument; `nil` if it has another expression.
    public let name: String?

    /// The number of elements of an array, even if these are only known during the run; `nil` if it is unknown, or the
    /// argument is no array.
    public let elementCount: Int?

    init(of parameter: AnyParameter, _ known: PlannedCallValues.Argument) {
        self.parameter = parameter
        value = known.value.flatMap { Argument(argument: $0) }
        isNil = known.value == .nothing
        isGiven = known.isGiven
        type = known.type
        facts = known.facts
        name = known.name
        elementCount = known.elementCount
    }
}

/// What is known about an argument of any type.
public protocol AnyKnownArgument: Sendable {
    /// The parameter.
    var parameter: AnyParameter { get }

    /// Whether the argument is known to be `nil`.
    var isNil: Bool { get }

    /// Whether the argument is known, and is not `nil`.
    var hasValue: Bool { get }

    /// Whether the call gives it explicitly.
    var isGiven: Bool { get }
}

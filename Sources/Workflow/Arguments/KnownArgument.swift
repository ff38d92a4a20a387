/// What is known of an argument before anything runs.
public struct KnownArgument<Argument: ArgumentValue>: AnyKnownArgument {
    /// The parameter that it is for.
    public let parameter: AnyParameter

    /// The argument, or the parameter's default; `nil` where a run computes it, or it has a mistake that was reported.
    public let value: Argument?

    /// Whether the argument is known to be `nil`.
    public let isNil: Bool

    /// Whether the argument is known, and is not `nil`.
    public var hasValue: Bool { value != nil && !isNil }

    /// Whether the call itself gives it.
    public let isGiven: Bool

    /// Its type; `nil` where it has a mistake.
    public let type: ValueType?

    /// What is known of an artifact.
    public let facts: Facts

    init(of parameter: AnyParameter, _ known: PlannedCallValues.Argument) {
        self.parameter = parameter
        value = known.value.flatMap { Argument(argument: $0) }
        isNil = known.value == .nothing
        isGiven = known.isGiven
        type = known.type
        facts = known.facts
    }
}

/// What is known of an argument of any type.
public protocol AnyKnownArgument: Sendable {
    /// The parameter that it is for.
    var parameter: AnyParameter { get }

    /// Whether the argument is known to be `nil`.
    var isNil: Bool { get }

    /// Whether the argument is known, and is not `nil`.
    var hasValue: Bool { get }

    /// Whether the call itself gives it.
    var isGiven: Bool { get }
}

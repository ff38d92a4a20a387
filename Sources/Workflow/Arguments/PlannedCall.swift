/// A call before anything runs: what is known about each argument is available under its parameter's name.
@dynamicMemberLookup
public struct PlannedCall<Parameters: ParameterList>: Sendable {
    /// The environment of the check, for checks that need a file's contents before anything runs.
    public let context: PlanningContext

    /// The readable files.
    public var files: ReadableFiles { context.files }

    /// The names of the labelled arguments beyond the declared parameters, in the order of the call.
    public let furtherNames: [String]

    @usableFromInline let parameters: Parameters
    private let arguments: [String: PlannedCallValues.Argument]

    init(_ parameters: Parameters, _ values: PlannedCallValues) {
        self.parameters = parameters
        arguments = values.arguments
        furtherNames = values.furtherNames
        context = values.context
    }

    /// What is known about the argument of a parameter.
    // Inlined for the reason given at `Call`.
    @inlinable
    public subscript<Argument: ArgumentValue>(
        dynamicMember path: KeyPath<Parameters, Parameter<Argument>>
    ) -> KnownArgument<Argument> { argument(of: parameters[keyPath: path]) }

    @usableFromInline func argument<Argument: ArgumentValue>(
        of parameter: Parameter<Argument>
    ) -> KnownArgument<Argument> {
        let parameter = parameter.erased
        return KnownArgument(of: parameter, arguments[parameter.name] ?? .init())
    }
}

/// What is known about a call's arguments, by the parameters' names.
struct PlannedCallValues: Sendable {
    /// What is known about an argument; empty if it has a mistake.
    struct Argument: Sendable {
        var value: Value?
        var type: ValueType?
        var facts = Facts()
        var isGiven = false
        var name: String?
        var elementCount: Int?
    }

    let arguments: [String: Argument]
    let furtherNames: [String]
    let context: PlanningContext
}

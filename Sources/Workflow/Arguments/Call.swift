/// A call with evaluated arguments: each is read under its parameter's name, as its declared type.
@dynamicMemberLookup
public struct Call<Parameters: ParameterList>: Sendable {
    @usableFromInline let parameters: Parameters
    private let values: CallValues

    init(_ parameters: Parameters, _ values: CallValues) {
        self.parameters = parameters
        self.values = values
    }

    /// Labelled arguments beyond the declared parameters, in the order of the call.
    public var further: [(name: String, value: Value)] { values.further }

    /// The argument of a parameter.
    // Inlined, so that the compiler accesses the property directly instead of creating a key path, which is slow at
    // run time.
    @inlinable
    public subscript<Argument: ArgumentValue>(
        dynamicMember path: KeyPath<Parameters, Parameter<Argument>>
    ) -> Argument { argument(of: parameters[keyPath: path]) }

    @usableFromInline func argument<Argument: ArgumentValue>(of parameter: Parameter<Argument>) -> Argument {
        let parameter = parameter.erased
        let value = values[parameter]
        guard let argument = Argument(argument: value) else {
            preconditionFailure("'\(parameter.name)' takes \(parameter.type), but is \(value)")
        }
        return argument
    }
}

/// The values of a call's arguments: every parameter has one of its declared type, as the plan guarantees.
struct CallValues: Sendable {
    /// Labelled arguments beyond the declared parameters, in the order of the call.
    let further: [(name: String, value: Value)]

    private let values: [String: Value]

    /// Collects values by the parameters' names, with defaults filled in.
    init(_ values: [String: Value], further: [(name: String, value: Value)] = []) {
        self.values = values
        self.further = further
    }

    /// The value of a parameter's argument.
    subscript(_ parameter: AnyParameter) -> Value {
        guard let value = values[parameter.name] else {
            preconditionFailure("a call gives nothing for '\(parameter.name)'")
        }
        return value
    }
}

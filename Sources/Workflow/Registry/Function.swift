/// A pure function of values that are known: the same arguments give the same value at once, so it is never cached.
public struct Function: Sendable {
    /// Name, parameters and result.
    public let signature: Signature

    /// What a call gives, by the types of the arguments that it has; the signature's result is any of them.
    let result: @Sendable ([String: ValueType]) -> ValueType

    /// The value for arguments by parameter name, already of the declared types.
    ///
    /// Throws ``EvaluationProblem`` where there is none, as for the mean of an empty array.
    let evaluate: @Sendable ([String: Value]) throws(EvaluationProblem) -> Value

    /// Makes a function.
    ///
    /// - Parameters:
    ///   - resultType: what a call gives, where that depends on the types of the arguments that it has.
    ///   - evaluate: computes the value of a call. Throws ``EvaluationProblem`` where there is none.
    public init<Parameters>(
        _ declaration: Declaration<Parameters>,
        resultType: (@Sendable (ArgumentTypes<Parameters>) -> ValueType)? = nil,
        evaluate: @escaping @Sendable (Call<Parameters>) throws(EvaluationProblem) -> Value
    ) {
        let parameters = declaration.parameters
        let result = declaration.signature.result
        signature = declaration.signature
        self.result = { types in resultType?(ArgumentTypes(parameters, types)) ?? result }
        self.evaluate = { values throws(EvaluationProblem) in
            try evaluate(Call(parameters, CallValues(values)))
        }
    }
}

/// The types of a call's arguments, each under its parameter's name; `nil` where the call does not give it.
@dynamicMemberLookup
public struct ArgumentTypes<Parameters: ParameterList>: Sendable {
    private let parameters: Parameters
    private let types: [String: ValueType]

    init(_ parameters: Parameters, _ types: [String: ValueType]) {
        self.parameters = parameters
        self.types = types
    }

    /// The type of every argument that the call gives, in no order.
    public var all: some Collection<ValueType> { types.values }

    /// The type of a parameter's argument.
    public subscript<Argument>(dynamicMember path: KeyPath<Parameters, Parameter<Argument>>) -> ValueType? {
        types[parameters[keyPath: path].erased.name]
    }
}

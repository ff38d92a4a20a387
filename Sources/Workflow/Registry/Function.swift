/// A pure function of known values: it is evaluated at once, so its results are never cached.
public struct Function: Sendable {
    /// Name, parameters and result.
    public let signature: Signature

    /// The result type for the types of given arguments; the signature's result covers all of them.
    let result: @Sendable ([String: ValueType]) -> ValueType

    /// The result type of a call with a mistake that was reported: unknown if it depends on the arguments' types.
    let failedResult: ValueType

    /// The value for arguments by parameter name, already of the declared types.
    ///
    /// Throws ``EvaluationProblem`` if there is none, for example for the mean of an empty array.
    let evaluate: @Sendable ([String: Value]) throws(EvaluationProblem) -> Value

    /// Makes a function.
    ///
    /// - Parameters:
    ///   - resultType: the result type, if it depends on the types of the arguments.
    ///   - evaluate: computes the result of a call. Throws ``EvaluationProblem`` if there is none.
    public init<Parameters>(
        _ declaration: Declaration<Parameters>,
        resultType: (@Sendable (ArgumentTypes<Parameters>) -> ValueType)? = nil,
        evaluate: @escaping @Sendable (Call<Parameters>) throws(EvaluationProblem) -> Value
    ) {
        let parameters = declaration.parameters
        let result = declaration.signature.result
        signature = declaration.signature
        failedResult = resultType == nil ? result : .unknown
        self.result = { types in resultType?(ArgumentTypes(parameters, types)) ?? result }
        self.evaluate = { values throws(EvaluationProblem) in
            try evaluate(Call(parameters, CallValues(values)))
        }
    }
}

/// The types of a call's arguments, each under its parameter's name; `nil` if the call omits it.
@dynamicMemberLookup
public struct ArgumentTypes<Parameters: ParameterList>: Sendable {
    private let parameters: Parameters
    private let types: [String: ValueType]

    init(_ parameters: Parameters, _ types: [String: ValueType]) {
        self.parameters = parameters
        self.types = types
    }

    /// The types of all given arguments, in no particular order.
    public var all: some Collection<ValueType> { types.values }

    /// The type of a parameter's argument.
    public subscript<Argument>(dynamicMember path: KeyPath<Parameters, Parameter<Argument>>) -> ValueType? {
        types[parameters[keyPath: path].erased.name]
    }
}

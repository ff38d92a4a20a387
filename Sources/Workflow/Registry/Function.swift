/// A pure function of values that are known: the same arguments give the same value at once, so it is never cached.
public struct Function: Sendable {
    /// Name, parameters and result.
    public let signature: Signature

    /// What a call gives, by the types of the arguments that it has; the signature's result is any of them.
    public let result: @Sendable ([String: ValueType]) -> ValueType

    /// The value for arguments by parameter name, already of the declared types.
    ///
    /// Throws ``EvaluationProblem`` where there is none, as for the mean of an empty array.
    public let evaluate: @Sendable ([String: Value]) throws(EvaluationProblem) -> Value

    /// Makes a function.
    ///
    /// - Parameter result: what a call gives, where that depends on the types of its arguments.
    public init(
        _ signature: Signature, result: (@Sendable ([String: ValueType]) -> ValueType)? = nil,
        evaluate: @escaping @Sendable ([String: Value]) throws(EvaluationProblem) -> Value
    ) {
        self.signature = signature
        self.result = result ?? { _ in signature.result }
        self.evaluate = evaluate
    }
}

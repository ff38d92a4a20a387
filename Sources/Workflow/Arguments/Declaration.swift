/// The signature of a step, a constructor or a function, together with the accessors of its arguments.
public struct Declaration<Parameters: ParameterList>: Sendable {
    /// Name, parameters and result, as the registry sees them.
    public let signature: Signature

    let parameters: Parameters

    /// Declares something that a notebook can call.
    ///
    /// - Parameters:
    ///   - name: the name in a call.
    ///   - documentation: what it does, in a sentence.
    ///   - furtherArguments: the type of labelled arguments beyond the declared ones; `nil` if there may be none.
    ///   - result: the type that a call returns.
    ///   - example: a call as notebooks write it.
    public init(
        _ name: String, _ documentation: String, furtherArguments: ValueType? = nil, result: ValueType,
        example: String? = nil
    ) {
        var declarations = ParameterDeclarations()
        parameters = Parameters(declaring: &declarations)
        signature = Signature(
            name: name, documentation: documentation, example: example, parameters: declarations.all,
            furtherArguments: furtherArguments, result: result)
    }
}

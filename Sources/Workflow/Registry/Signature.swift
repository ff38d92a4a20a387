/// What can be called in a cell: name, parameters and result, with a line of documentation for each.
public struct Signature: Sendable, Hashable {
    /// The name in a call.
    public let name: String

    /// What it does, in a sentence.
    public let documentation: String

    /// The parameters in the order of a call.
    public let parameters: [Parameter]

    /// The type of labelled arguments beyond the declared ones; `nil` where there may be none.
    public let furtherArguments: ValueType?

    /// What a call gives.
    public let result: ValueType

    /// Makes a signature.
    public init(
        _ name: String, _ documentation: String, parameters: [Parameter] = [],
        furtherArguments: ValueType? = nil, result: ValueType
    ) {
        self.name = name
        self.documentation = documentation
        self.parameters = parameters
        self.furtherArguments = furtherArguments
        self.result = result
    }

    /// The parameter of this name.
    public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
}

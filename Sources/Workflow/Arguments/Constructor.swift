/// A Swift type whose values a notebook describes by calling constructors: a layer, an optimizer.
public protocol DescribedArgument: ArgumentValue {
    /// Its name in messages: `layer`.
    static var noun: String { get }

    /// All constructors that describe one.
    static var constructors: [Constructor<Self>] { get }
}

extension DescribedArgument {
    /// A description of this kind.
    public static var valueType: ValueType { .configuration(noun) }

    /// Creates the value of a description.
    public init?(argument: Value) {
        guard case .configuration(let configuration) = argument,
            let constructor = Self.constructors.first(where: { $0.signature.name == configuration.name })
        else { return nil }
        self = constructor.make(CallValues(constructor.signature.arguments(of: configuration)))
    }
}

/// A name that a notebook calls to describe a value, such as `conv2d`.
public struct Constructor<Described: DescribedArgument>: Sendable {
    /// Name, parameters and result.
    public let signature: Signature

    let make: @Sendable (CallValues) -> Described

    /// Makes a constructor.
    ///
    /// - Parameters:
    ///   - name: the name in a call; without arguments the constructor is the plain name.
    ///   - documentation: what it describes, in a sentence.
    ///   - parameters: its parameters.
    ///   - example: a call as notebooks write it.
    ///   - make: creates the value that a call describes.
    public init<Parameters: ParameterList>(
        _ name: String, _ documentation: String, _ parameters: Parameters.Type,
        example: String? = nil,
        make: @escaping @Sendable (Call<Parameters>) -> Described
    ) {
        let declaration = Declaration<Parameters>(
            name, documentation, result: Described.valueType, example: example)
        signature = declaration.signature
        self.make = { make(Call(declaration.parameters, $0)) }
    }

    /// Makes a constructor without parameters, which always describes the same value.
    public init(_ name: String, _ documentation: String, _ described: Described) {
        self.init(name, documentation, NoParameters.self, example: name) { _ in described }
    }
}

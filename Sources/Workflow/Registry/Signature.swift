/// What can be called in a cell: name, parameters and result, with a line of documentation for each.
///
/// Created by a ``Declaration``.
public struct Signature: Sendable, Hashable {
    /// The name in a call.
    public let name: String

    /// What it does, in a sentence.
    public let documentation: String

    /// A call as notebooks write it; `nil` if there is none to show.
    public let example: String?

    /// The parameters in the order of a call.
    public let parameters: [AnyParameter]

    /// The type of labelled arguments beyond the declared ones; `nil` if there may be none.
    public let furtherArguments: ValueType?

    /// The type that a call returns.
    public let result: ValueType

    /// The parameter of this name.
    public func parameter(_ name: String) -> AnyParameter? { parameters.first { $0.name == name } }

    /// The value of a constructor's plain name; `nil` if the constructor needs arguments.
    var defaultConfiguration: Configuration? {
        let defaults = parameters.compactMap { parameter in
            parameter.defaultValue.map { (parameter.name, $0) }
        }
        guard defaults.count == parameters.count else { return nil }
        return configuration(of: Dictionary(uniqueKeysWithValues: defaults))
    }

    /// A constructor's value, without the defaults that it omits.
    ///
    /// - Parameter arguments: every parameter's value by parameter name.
    func configuration(of arguments: [String: Value]) -> Configuration {
        let omitted = parameters.filter { $0.isOmittedAtDefault && arguments[$0.name] == $0.defaultValue }
        let names = Set(omitted.map(\.name))
        return Configuration(name: name, arguments: arguments.filter { !names.contains($0.key) })
    }

    /// Every parameter's value by parameter name, of a constructor's value.
    func arguments(of configuration: Configuration) -> [String: Value] {
        var arguments = configuration.arguments
        for parameter in parameters where parameter.isOmittedAtDefault {
            arguments[parameter.name] = arguments[parameter.name] ?? parameter.defaultValue
        }
        return arguments
    }
}

/// A call whose arguments are computed: every parameter has a value of its declared type.
///
/// The accessors state what the signature promises; asking for another type is a mistake of the step's author.
public struct StepCall: Sendable {
    /// Every parameter's value by name, the defaults filled in.
    public let arguments: [String: Value]

    /// Labelled arguments beyond the declared parameters, in the order of the call.
    public let further: [(name: String, value: Value)]

    /// Makes a call.
    public init(arguments: [String: Value], further: [(name: String, value: Value)] = []) {
        self.arguments = arguments
        self.further = further
    }

    /// The argument of this parameter.
    public func value(_ name: String) -> Value {
        guard let value = arguments[name] else { preconditionFailure("no parameter '\(name)'") }
        return value
    }

    /// A whole number.
    public func integer(_ name: String) -> Int {
        guard case .integer(let number) = value(name) else { mismatch(name, "an integer") }
        return number
    }

    /// A number.
    public func float(_ name: String) -> Double {
        guard let number = value(name).number else { mismatch(name, "a number") }
        return number
    }

    /// A number or `nil`.
    public func optionalFloat(_ name: String) -> Double? {
        value(name) == .nothing ? nil : float(name)
    }

    /// A whole number or `nil`.
    public func optionalInteger(_ name: String) -> Int? {
        value(name) == .nothing ? nil : integer(name)
    }

    /// A truth value.
    public func boolean(_ name: String) -> Bool {
        guard case .boolean(let flag) = value(name) else { mismatch(name, "true or false") }
        return flag
    }

    /// A text.
    public func string(_ name: String) -> String {
        guard case .string(let text) = value(name) else { mismatch(name, "a text") }
        return text
    }

    /// A text or `nil`.
    public func optionalString(_ name: String) -> String? {
        value(name) == .nothing ? nil : string(name)
    }

    /// An array.
    public func array(_ name: String) -> [Value] {
        guard case .array(let values) = value(name) else { mismatch(name, "an array") }
        return values
    }

    /// An array or `nil`.
    public func optionalArray(_ name: String) -> [Value]? {
        value(name) == .nothing ? nil : array(name)
    }

    /// An artifact of the type that the parameter is declared with.
    public func artifact<A: Artifact>(_ name: String, as type: A.Type = A.self) -> A {
        guard case .artifact(let stored) = value(name), let artifact = stored.artifact as? A else {
            mismatch(name, "a \(type.type.name)")
        }
        return artifact
    }

    private func mismatch(_ name: String, _ expected: String) -> Never {
        preconditionFailure("parameter '\(name)' is read as \(expected), but is \(value(name))")
    }
}

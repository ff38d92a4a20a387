/// A Swift type that arguments are read as.
public protocol ArgumentValue: Sendable {
    /// What a notebook gives for it.
    static var valueType: ValueType { get }

    /// Reads a value of that type; `nil` for one of another.
    init?(argument: Value)

    /// What a call gives that leaves it out; `nil` where a call must not.
    static var valueWhereOmitted: Value? { get }
}

extension ArgumentValue {
    /// A call must give it.
    public static var valueWhereOmitted: Value? { nil }
}

/// An argument that can be a parameter's default.
public protocol LiteralArgument: ArgumentValue {
    /// The argument as a notebook gives it.
    var literal: Value { get }
}

extension Optional: ArgumentValue where Wrapped: ArgumentValue {
    /// What is wrapped, or `nil`.
    public static var valueType: ValueType { .optional(Wrapped.valueType) }

    /// `nil`.
    public static var valueWhereOmitted: Value? { .some(.nothing) }

    /// Reads `nil`, or what is wrapped.
    public init?(argument: Value) {
        if case .nothing = argument {
            self = .none
        } else if let wrapped = Wrapped(argument: argument) {
            self = .some(wrapped)
        } else {
            return nil
        }
    }
}

extension Array: ArgumentValue where Element: ArgumentValue {
    /// An array of the elements.
    public static var valueType: ValueType { .array(Element.valueType) }

    /// Reads each element.
    public init?(argument: Value) {
        guard case .array(let values) = argument else { return nil }
        let elements = values.compactMap { Element(argument: $0) }
        guard elements.count == values.count else { return nil }
        self = elements
    }
}

extension Array: LiteralArgument where Element: LiteralArgument {
    /// The literals of the elements.
    public var literal: Value { .array(map(\.literal)) }
}

extension Artifact {
    /// An artifact of this type.
    public static var valueType: ValueType { .artifact(type.name) }

    /// Takes the artifact.
    public init?(argument: Value) {
        guard case .artifact(let stored) = argument, let artifact = stored.artifact as? Self else {
            return nil
        }
        self = artifact
    }
}

/// A Swift type that arguments can be read as.
public protocol ArgumentValue: Sendable {
    /// The type of the corresponding values in a notebook.
    static var valueType: ValueType { get }

    /// Reads a value of that type; `nil` for a value of another type.
    init?(argument: Value)

    /// The value used if a call omits the argument; `nil` if it must not.
    static var valueWhereOmitted: Value? { get }
}

extension ArgumentValue {
    /// No default: a call must give it.
    public static var valueWhereOmitted: Value? { nil }
}

/// An argument that can be a parameter's default.
public protocol LiteralArgument: ArgumentValue {
    /// The argument in a notebook's syntax.
    var literal: Value { get }
}

extension Optional: ArgumentValue where Wrapped: ArgumentValue {
    /// The wrapped type, or `nil`.
    public static var valueType: ValueType { .optional(Wrapped.valueType) }

    /// `nil`.
    public static var valueWhereOmitted: Value? { .some(.nothing) }

    /// Reads `nil` or the wrapped type.
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

    /// Reads the artifact.
    public init?(argument: Value) {
        guard case .artifact(let stored) = argument, let artifact = stored.artifact as? Self else {
            return nil
        }
        self = artifact
    }
}

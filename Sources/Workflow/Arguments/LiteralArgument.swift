extension Bool: LiteralArgument {
    /// `true` or `false`.
    public static var valueType: ValueType { .boolean }

    /// The Boolean.
    public var literal: Value { .boolean(self) }

    /// Reads a Boolean.
    public init?(argument: Value) {
        guard case .boolean(let flag) = argument else { return nil }
        self = flag
    }
}

extension Int: LiteralArgument {
    /// A whole number.
    public static var valueType: ValueType { .integer }

    /// The whole number.
    public var literal: Value { .integer(self) }

    /// Reads a whole number.
    public init?(argument: Value) {
        guard case .integer(let number) = argument else { return nil }
        self = number
    }
}

extension Double: LiteralArgument {
    /// A number.
    public static var valueType: ValueType { .float }

    /// The number.
    public var literal: Value { .float(self) }

    /// Reads a number, including whole ones.
    public init?(argument: Value) {
        guard let number = argument.number else { return nil }
        self = number
    }
}

extension String: LiteralArgument {
    /// A text.
    public static var valueType: ValueType { .string }

    /// The text.
    public var literal: Value { .string(self) }

    /// Reads a text.
    public init?(argument: Value) {
        guard case .string(let text) = argument else { return nil }
        self = text
    }
}

/// An enumeration whose cases a notebook names with a leading dot: `.bfloat16`.
public protocol SymbolArgument: LiteralArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension SymbolArgument {
    /// One of the cases.
    public static var valueType: ValueType { .symbol(allCases.map(\.rawValue)) }

    /// The case's name.
    public var literal: Value { .symbol(rawValue) }

    /// Reads a case's name.
    public init?(argument: Value) {
        guard case .symbol(let name) = argument else { return nil }
        self.init(rawValue: name)
    }
}

/// The type of an expression, known before anything runs.
public indirect enum ValueType: Sendable, Hashable {
    case boolean
    case integer
    /// Accepts integers too.
    case float
    case string
    case array(ValueType)
    /// The type or `nil`.
    case optional(ValueType)
    /// One of several leading-dot names.
    case symbol([String])
    /// A description of this kind, such as `layer`.
    case configuration(String)
    /// An artifact of the type with this name, such as `Dataset`.
    case artifact(String)
    /// One of several types.
    case either([ValueType])
    /// The result of a step that is called only for what it shows or saves.
    case nothing
    /// Unknown because of a mistake that was reported; compatible with every type.
    case unknown
}

extension ValueType {
    /// Any number, text or Boolean.
    public static let scalar = ValueType.either([.boolean, .integer, .float, .string])

    /// The element type of an empty array, which has no values: compatible with every type.
    static let never = ValueType.either([])

    /// Any scalar or array of scalars.
    public static let showable = ValueType.either([scalar, .array(scalar)])

    /// Whether a value of the other type can be used where this one is expected.
    public func accepts(_ other: ValueType) -> Bool {
        switch (self, other) {
        case (.unknown, _), (_, .unknown): true
        case (_, .either(let others)): others.allSatisfy(accepts)
        case (.either(let types), _): types.contains { $0.accepts(other) }
        case (.float, .integer): true
        case (.optional, .nothing): true
        case (.optional(let wrapped), .optional(let otherWrapped)): wrapped.accepts(otherWrapped)
        case (.optional(let wrapped), _): wrapped.accepts(other)
        case (.array(let element), .array(let otherElement)): element.accepts(otherElement)
        case (.symbol(let names), .symbol(let others)): others.allSatisfy(names.contains)
        default: self == other
        }
    }
}

extension ValueType: CustomStringConvertible {
    /// The type in words: `a number`, `an array of layers`.
    public var description: String {
        switch self {
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .float: "a number"
        case .string: "a text"
        case .array(.unknown): "an array"
        case .array(.never): "an empty array"
        case .array(let element): "an array, each element \(element)"
        case .optional(let wrapped): "\(wrapped) or nil"
        case .symbol(let names): names.map { ".\($0)" }.joined(separator: " or ")
        case .configuration(let kind): "\(Self.article(for: kind)) \(kind)"
        case .artifact(let name): "\(Self.article(for: name)) \(name)"
        case .either(let types): types.map(\.description).joined(separator: " or ")
        case .nothing: "nothing"
        case .unknown: "unknown"
        }
    }

    private static func article(for word: String) -> String {
        "aeiouAEIOU".contains(word.prefix(1)) ? "an" : "a"
    }
}

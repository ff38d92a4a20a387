/// The value of an expression at run time.
public enum Value: Sendable, Hashable {
    /// `nil`
    case nothing
    case boolean(Bool)
    case integer(Int)
    case float(Double)
    case string(String)
    case array([Value])
    /// `.bfloat16`, without the dot
    case symbol(String)
    /// A description, such as that of a layer: `conv2d(32, kernel: 3)`.
    case configuration(Configuration)
    /// An artifact.
    case artifact(StoredArtifact)
}

/// A description made by calling one of the registry's constructors.
public struct Configuration: Sendable, Hashable {
    /// The constructor's name: `conv2d`.
    public let name: String

    /// Every parameter's value by parameter name, with defaults filled in.
    public let arguments: [String: Value]

    /// Makes a description.
    public init(name: String, arguments: [String: Value]) {
        self.name = name
        self.arguments = arguments
    }
}

extension Value {
    /// The number as a float; `nil` for other values.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: nil
        }
    }

    /// The value with each integer, also in arrays, converted to a float.
    var widened: Value {
        switch self {
        case .integer(let number): .float(Double(number))
        case .array(let elements): .array(elements.map(\.widened))
        default: self
        }
    }

    /// Whether the value is a number, a text or a Boolean.
    public var isScalar: Bool {
        switch self {
        case .boolean, .integer, .float, .string: true
        default: false
        }
    }
}

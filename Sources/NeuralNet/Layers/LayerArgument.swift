/// A number as a notebook gives it to a layer.
public enum LayerArgument: Sendable, Hashable, CustomStringConvertible {
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)

    var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    /// The number, whole or not.
    public var number: Double {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        }
    }

    /// The number as Swift writes it.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        }
    }
}

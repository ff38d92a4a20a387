/// A number that a notebook passes to a layer.
public enum LayerArgument: Sendable, Hashable, CustomStringConvertible {
    /// An integer.
    case integer(Int)
    /// A floating-point number.
    case number(Double)

    var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    /// The number as floating point.
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

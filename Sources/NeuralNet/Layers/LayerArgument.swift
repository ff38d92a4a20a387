/// What a notebook passes to a layer.
public enum LayerArgument: Sendable, Hashable, CustomStringConvertible {
    /// An integer.
    case integer(Int)
    /// A floating-point number.
    case number(Double)
    /// Whether or not.
    case truth(Bool)
    /// Layers within the layer.
    case layers([Layer])

    var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    var truth: Bool? { if case .truth(let value) = self { value } else { nil } }

    /// The layers; `nil` if it is not layers.
    public var layers: [Layer]? { if case .layers(let layers) = self { layers } else { nil } }

    /// The number as floating point, 0 and 1 for false and true; `nil` if it is layers.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .truth(let value): value ? 1 : 0
        case .layers: nil
        }
    }

    /// The argument as a notebook writes it.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .truth(let value): "\(value)"
        case .layers(let layers): "[\(layers.map(\.kind.source).joined(separator: ", "))]"
        }
    }
}

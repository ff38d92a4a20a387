/// What a notebook may say of a layer.
public struct LayerParameterDeclaration: Sendable, Hashable {
    /// The label, or what a number without one is called.
    public let name: String

    /// Whether a call gives it without a label.
    public let isPositional: Bool

    /// The numbers it takes.
    public let limits: Limits

    /// What it is where a call does not give it.
    public let standard: Standard

    /// The unit: `pixels`.
    public let unit: String?

    /// What it does, in words.
    public let documentation: String

    /// The numbers that a parameter takes.
    public enum Limits: Sendable, Hashable, CustomStringConvertible {
        /// Whole numbers.
        case integers(ClosedRange<Int>)
        /// Any numbers.
        case numbers(Range<Double>)

        /// What must hold, in words.
        public var description: String {
            switch self {
            case .integers(let range): "must be \(range.lowerBound) to \(range.upperBound)"
            case .numbers(let range): "must be \(range.lowerBound) or more and less than \(range.upperBound)"
            }
        }
    }

    /// What a parameter is where a call does not give it.
    public enum Standard: Sendable, Hashable {
        /// It must be given.
        case required
        /// This value.
        case value(LayerArgument)
        /// What the layer makes of its other numbers.
        case nothing
    }
}

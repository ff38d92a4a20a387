/// The declaration of a layer's parameter.
public struct LayerParameterDeclaration: Sendable, Hashable {
    /// The label, or the name of a positional parameter.
    public let name: String

    /// Whether it is passed without a label.
    public let isPositional: Bool

    /// Its valid range.
    public let limits: Limits

    /// Its value if a call does not pass it.
    public let standard: Standard

    /// The unit: `pixels`.
    public let unit: String?

    /// What it does, in words.
    public let documentation: String

    /// Whether a notebook's layer is described without it where it is the default.
    ///
    /// So it is for a parameter of a layer that had others before: results of earlier notebooks keep their keys.
    public var isOmittedAtDefault = false

    /// The valid range of a parameter.
    public enum Limits: Sendable, Hashable, CustomStringConvertible {
        /// Integers.
        case integers(ClosedRange<Int>)
        /// Floating-point numbers.
        case numbers(Range<Double>)
        /// True and false.
        case truths
        /// Any layers.
        case layers

        /// The condition, in words.
        public var description: String {
            switch self {
            case .integers(let range): "must be \(range.lowerBound) to \(range.upperBound)"
            case .numbers(let range): "must be \(range.lowerBound) or more and less than \(range.upperBound)"
            case .truths: "must be true or false"
            case .layers: "must be layers"
            }
        }
    }

    /// The value of a parameter that a call does not pass.
    public enum Standard: Sendable, Hashable {
        /// None: it must be passed.
        case required
        /// This value.
        case value(LayerArgument)
        /// Derived by the layer from its other arguments.
        case nothing
    }
}

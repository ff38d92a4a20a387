/// Zeros an element with probability `rate` and multiplies the others by 1 / (1 − rate) while training,
/// `torch.nn.Dropout(rate)`; does nothing otherwise.
public struct Dropout: LayerKind {
    public static let name = "dropout"
    public static let summary = "Zeros random values while training; does nothing otherwise."
    public static let example = "dropout(0.25)"
    public static let isIdentityInInference = true

    /// The probability, 0 or more and less than 1.
    public var rate = 0.0

    public static let parameters: [LayerParameter<Dropout>] = [
        .number("rate", \.rate, 0..<1, isPositional: true, "the probability that a value is zeroed")
    ]

    public init() {}

    public var detail: String { "\(rate)" }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        return input
    }
}

extension Layer {
    /// A ``Dropout``.
    public static func dropout(rate: Double) -> Layer {
        var kind = Dropout()
        kind.rate = rate
        return Layer(kind)
    }
}

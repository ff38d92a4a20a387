/// Zeros a channel of an image with probability `rate` and multiplies the others by 1 / (1 − rate) while training,
/// `torch.nn.Dropout2d(rate)`; does nothing otherwise.
///
/// Source: Tompson and others, “Efficient Object Localization Using Convolutional Networks”, CVPR 2015, 3.2.
public struct Dropout2D: LayerKind {
    public static let name = "dropout2d"
    public static let summary = "Zeros random channels while training; does nothing otherwise."
    public static let example = "dropout2d(0.1)"
    public static let isIdentityInInference = true

    /// The probability, 0 or more and less than 1.
    public var rate = 0.0

    public static let parameters: [LayerParameter<Dropout2D>] = [
        .number("rate", \.rate, 0..<1, isPositional: true, "the probability that a channel is zeroed")
    ]

    public init() {}

    public var detail: String { "\(rate)" }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        try input.require(.images, for: Self.name, counterpart: .dropout(rate: rate))
        return input
    }
}

extension Layer {
    /// A ``Dropout2D``.
    public static func dropout2D(rate: Double) -> Layer {
        var kind = Dropout2D()
        kind.rate = rate
        return Layer(kind)
    }
}

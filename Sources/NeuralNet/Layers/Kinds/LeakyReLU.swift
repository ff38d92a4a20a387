/// max(x, 0) + slope · min(x, 0) of each element, `torch.nn.LeakyReLU(slope)`; its derivative at 0 is the slope.
public struct LeakyReLU: LayerKind {
    public static let name = "leakyReLU"
    public static let summary = "Positive numbers as they are, and negative ones times a slope."
    public static let example = "leakyReLU(slope: 0.1)"

    /// The slope of the negative side, 0 or more and less than 1.
    public var slope = 0.01

    public static let parameters: [LayerParameter<LeakyReLU>] = [
        .number("slope", \.slope, default: 0.01, 0..<1, "what negative numbers are multiplied by")
    ]

    public init() {}

    public var detail: String { "slope \(slope)" }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        return input
    }
}

extension Layer {
    /// A ``LeakyReLU``.
    public static func leakyReLU(slope: Double) -> Layer {
        var kind = LeakyReLU()
        kind.slope = slope
        return Layer(kind)
    }
}

/// x·Wᵀ + b, `torch.nn.Linear(I, units)`.
public struct Dense: LayerKind {
    public static let name = "dense"
    public static let tensorNames = ["weight", "bias"]
    public static let summary =
        "A fully connected layer: each output is a weighted sum of all inputs, plus a bias."
    public static let example = "dense(128)"

    /// The number of outputs.
    public var units = 1

    public static let parameters: [LayerParameter<Dense>] = [
        .integer("units", \.units, 1...1_000_000, isPositional: true, "the number of outputs")
    ]

    public init() {}

    public var detail: String { "\(units) units" }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try input.require(.features, for: Self.name)
        try requireComputable()
        return Shape([units])
    }

    public func tensors(for input: Shape) -> [TensorSpecification] {
        TensorSpecification.weightAndBias(Shape([units, input.count]), fanIn: input.count)
    }

    public func multiplyAdds(for input: Shape, output: Shape) -> Int { output.count * input.count }
}

extension Layer {
    /// A ``Dense``.
    public static func dense(units: Int) -> Layer {
        var kind = Dense()
        kind.units = units
        return Layer(kind)
    }
}

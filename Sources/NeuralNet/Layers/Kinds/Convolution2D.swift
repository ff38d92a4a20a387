/// A convolution with bias, `torch.nn.Conv2d(C, filters, kernel, stride, padding)`.
///
/// `[C, H, W]` becomes `[filters, H', W']` with H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1.
public struct Convolution2D: LayerKind {
    public static let name = "conv2d"
    public static let storedName = "convolution2D"
    public static let tensorPrefix = "conv"
    public static let tensorNames = ["weight", "bias"]
    public static let summary =
        "A convolution with bias: [C, H, W] becomes [filters, H', W'], H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1."

    /// The number of output channels.
    public var filters = 1
    /// The window's side in pixels.
    public var kernel = 1
    /// The distance between neighbouring windows in pixels.
    public var stride = 1
    /// Zeros added on each side, in pixels.
    public var padding = 0

    public static let parameters: [LayerParameter<Convolution2D>] = [
        .integer("filters", \.filters, 1...4096, isPositional: true, "the number of output channels"),
        .integer("kernel", \.kernel, 1...64, unit: "pixels", "the window's side"),
        .integer(
            "stride", \.stride, default: 1, 1...64, unit: "pixels",
            "the distance between neighbouring windows"),
        .integer("padding", \.padding, default: 0, 0...64, unit: "pixels", "zeros added on each side"),
    ]

    public init() {}

    public var detail: String {
        "\(filters) filters of \(kernel)×\(kernel)" + (stride > 1 ? ", stride \(stride)" : "")
            + (padding > 0 ? ", padding \(padding)" : "")
    }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        let window = SlidingWindow(size: kernel, stride: stride, padding: padding)
        return Shape([filters] + (try window.places(over: input, of: Self.name)))
    }

    public func tensors(for input: Shape) -> [TensorSpecification] {
        let window = Shape([input.dimensions[0], kernel, kernel])
        return TensorSpecification.weightAndBias(Shape([filters] + window.dimensions), fanIn: window.count)
    }

    public func multiplyAdds(for input: Shape, output: Shape) -> Int {
        output.count * input.dimensions[0] * kernel * kernel
    }
}

extension Layer {
    /// A ``Convolution2D``.
    public static func convolution2D(filters: Int, kernel: Int, stride: Int, padding: Int) -> Layer {
        var kind = Convolution2D()
        (kind.filters, kind.kernel, kind.stride, kind.padding) = (filters, kernel, stride, padding)
        return Layer(kind)
    }
}

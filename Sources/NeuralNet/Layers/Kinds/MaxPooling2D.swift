/// The largest element of each window, `torch.nn.MaxPool2d(size, stride)`.
///
/// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H − size) / stride⌋ + 1; the gradient goes to the first of equal
/// elements.
public struct MaxPooling2D: LayerKind {
    public static let name = "maxPool2d"
    public static let storedName = "maxPooling2D"
    public static let summary = "The largest value of each window: [C, H, W] becomes [C, H', W']."
    public static let example = "maxPool2d(2)"

    /// The window's side in pixels.
    public var size = 1
    /// The distance between neighbouring windows in pixels.
    public var stride = 1

    public static let parameters: [LayerParameter<MaxPooling2D>] = [
        .integer("size", \.size, 1...64, isPositional: true, unit: "pixels", "the window's side"),
        .integer(
            "stride", \.stride, sameAs: \.size, 1...64, unit: "pixels",
            "the distance between neighbouring windows; nil for the window's side"),
    ]

    public init() {}

    public var detail: String { "\(size)×\(size)" + (stride == size ? "" : ", stride \(stride)") }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        let places = try SlidingWindow(size: size, stride: stride).places(over: input, of: Self.name)
        return Shape([input.dimensions[0]] + places)
    }
}

extension Layer {
    /// A ``MaxPooling2D``.
    public static func maxPooling2D(size: Int, stride: Int) -> Layer {
        var kind = MaxPooling2D()
        (kind.size, kind.stride) = (size, stride)
        return Layer(kind)
    }
}

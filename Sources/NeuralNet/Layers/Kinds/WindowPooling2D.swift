/// A pooling that makes one number of each window of a channel: ``MaxPooling2D`` and ``AveragePooling2D``.
///
/// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H − size) / stride⌋ + 1.
package protocol WindowPooling2D: LayerKind {
    /// The window's side in pixels.
    var size: Int { get set }
    /// The distance between neighbouring windows in pixels.
    var stride: Int { get set }
}

extension WindowPooling2D {
    public static var parameters: [LayerParameter<Self>] {
        [
            .integer("size", \.size, 1...64, isPositional: true, unit: "pixels", "the window's side"),
            .integer(
                "stride", \.stride, sameAs: \.size, 1...64, unit: "pixels",
                "the distance between neighbouring windows; nil for the window's side"),
        ]
    }

    public var detail: String { "\(size)×\(size)" + (stride == size ? "" : ", stride \(stride)") }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        let places = try SlidingWindow(size: size, stride: stride)
            .places(over: input, of: Self.name, orElse: fitting)
        return Shape([input.dimensions[0]] + places)
    }

    /// The pooling of the largest windows in images with a shorter side of some pixels; none if that would be single
    /// pixels, of which nothing is pooled.
    private func fitting(_ side: Int) -> [Layer] {
        guard side > 1 else { return [] }
        var smaller = self
        (smaller.size, smaller.stride) = (side, stride == size ? side : stride)
        return smaller.isWithinLimits ? [Layer(smaller)] : []
    }

    /// A layer of this kind.
    static func layer(size: Int, stride: Int) -> Layer {
        var kind = Self()
        (kind.size, kind.stride) = (size, stride)
        return Layer(kind)
    }
}

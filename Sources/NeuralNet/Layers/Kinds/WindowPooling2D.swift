/// A pooling that makes one number of each window of a channel: ``MaxPooling2D`` and ``AveragePooling2D``.
///
/// `[C, H, W]` becomes `[C, H', W']` with H' = ⌊(H + 2·padding − size) / stride⌋ + 1.
package protocol WindowPooling2D: LayerKind {
    /// The window's side in pixels.
    var size: Int { get set }
    /// The distance between neighbouring windows in pixels.
    var stride: Int { get set }
    /// What is added on each side, in pixels; at most half the window, so that no window is of it alone.
    var padding: Int { get set }
    /// What is added, in words.
    static var addition: String { get }
}

extension WindowPooling2D {
    public static var parameters: [LayerParameter<Self>] {
        [
            .integer("size", \.size, 1...64, isPositional: true, unit: "pixels", "the window's side"),
            .integer(
                "stride", \.stride, sameAs: \.size, 1...64, unit: "pixels",
                "the distance between neighbouring windows; nil for the window's side"),
            .integer(
                "padding", \.padding, default: 0, 0...32, unit: "pixels", isOmittedAtDefault: true,
                "\(addition), added on each side: at most half the window's side"),
        ]
    }

    public var detail: String {
        "\(size)×\(size)" + (stride == size ? "" : ", stride \(stride)")
            + (padding > 0 ? ", padding \(padding)" : "")
    }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        if padding > 0 { try requirePossiblePadding() }
        let places = try SlidingWindow(size: size, stride: stride, padding: padding)
            .places(over: input, of: Self.name, orElse: fitting)
        return Shape([input.dimensions[0]] + places)
    }

    /// Throws if windows could be of the padding alone, or, in a file, far larger than any image.
    private func requirePossiblePadding() throws(LayerProblem) {
        try requireWithinLimits()
        guard padding > size / 2 else { return }
        let others = [with(size: size, padding: size / 2), with(size: 2 * padding, padding: padding)]
        throw LayerProblem(
            "'\(Self.name)' has windows of \(size)×\(size) and padding \(padding), but at most half a window may be padding",
            need: nil, alternatives: others.filter(\.isWithinLimits).map { Layer($0) })
    }

    /// The pooling of the largest windows in images with a shorter side of some pixels; none if that would be single
    /// pixels, of which nothing is pooled.
    private func fitting(_ side: Int) -> [Layer] {
        guard side > 1 else { return [] }
        let smaller = with(size: side + 2 * padding, padding: padding)
        return smaller.isWithinLimits ? [Layer(smaller)] : []
    }

    /// The pooling with other windows, which stay side by side if they are.
    private func with(size: Int, padding: Int) -> Self {
        var other = self
        (other.size, other.stride) = (size, stride == self.size ? size : stride)
        other.padding = padding
        return other
    }

    /// A layer of this kind.
    static func layer(size: Int, stride: Int, padding: Int) -> Layer {
        var kind = Self()
        (kind.size, kind.stride, kind.padding) = (size, stride, padding)
        return Layer(kind)
    }
}

private enum PoolingKey: CodingKey { case size, stride, padding }

extension WindowPooling2D {
    /// Reads a pooling, of which older files have no padding.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: PoolingKey.self)
        self.init()
        size = try container.decode(Int.self, forKey: .size)
        stride = try container.decode(Int.self, forKey: .stride)
        padding = try container.decodeIfPresent(Int.self, forKey: .padding) ?? 0
    }

    /// Writes a pooling, without padding where there is none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: PoolingKey.self)
        try container.encode(size, forKey: .size)
        try container.encode(stride, forKey: .stride)
        if padding != 0 { try container.encode(padding, forKey: .padding) }
    }
}

/// A convolution, `torch.nn.Conv2d(C, filters, kernel, stride, padding, dilation, groups, bias)`.
///
/// `[C, H, W]` becomes `[filters, H', W']` with H' = ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
public struct Convolution2D: LayerKind {
    public static let name = "conv2d"
    public static let storedName = "convolution2D"
    public static let tensorPrefix = "conv"
    public static let tensorNames = ["weight", "bias"]
    public static let summary =
        "A convolution: [C, H, W] becomes [filters, H', W'], H' = ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1."
    public static let example = "conv2d(32, kernel: 3, padding: 1)"

    /// The number of output channels.
    public var filters = 1
    /// The window's side in pixels.
    public var kernel = 1
    /// The distance between neighbouring windows in pixels.
    public var stride = 1
    /// Zeros added on each side, in pixels.
    public var padding = 0
    /// The distance between neighbouring pixels of a window.
    public var dilation = 1
    /// The number of groups of channels, each of which has filters of its own.
    public var groups = 1
    /// Whether a number is added to each output channel.
    public var hasBias = true

    public static let parameters: [LayerParameter<Convolution2D>] = [
        .integer("filters", \.filters, 1...4096, isPositional: true, "the number of output channels"),
        .integer("kernel", \.kernel, 1...64, unit: "pixels", "the window's side"),
        .integer(
            "stride", \.stride, default: 1, 1...64, unit: "pixels",
            "the distance between neighbouring windows"),
        .integer("padding", \.padding, default: 0, 0...64, unit: "pixels", "zeros added on each side"),
        .integer(
            "dilation", \.dilation, default: 1, 1...64, unit: "pixels",
            "the distance between neighbouring pixels of a window"),
        .integer(
            "groups", \.groups, default: 1, 1...4096,
            "the number of groups of channels, each of which has filters of its own; as many as channels for a depthwise convolution"
        ),
        .truth(
            "bias", \.hasBias, default: true,
            "whether a trained number is added to each output channel, which a 'batchNorm2d' behind it would take away"
        ),
    ]

    public init() {}

    /// Whether its windows have no gaps and all channels are one group, as our own kernels need it.
    var isDense: Bool { dilation == 1 && groups == 1 }

    public var detail: String {
        "\(filters) filters of \(kernel)×\(kernel)" + (stride > 1 ? ", stride \(stride)" : "")
            + (padding > 0 ? ", padding \(padding)" : "") + (dilation > 1 ? ", dilation \(dilation)" : "")
            + (groups > 1 ? ", \(groups) groups" : "") + (hasBias ? "" : ", no bias")
    }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try requireComputable()
        let window = SlidingWindow(size: kernel, stride: stride, padding: padding, dilation: dilation)
        let places = try window.places(over: input, of: Self.name, orElse: fitting)
        for (count, name) in [(input.dimensions[0], "input channels"), (filters, "filters")]
        where count % groups != 0 {
            throw LayerProblem(
                "'conv2d' has \(groups) groups, into which its \(count) \(name) do not divide", need: nil,
                alternatives: divided(for: input.dimensions[0]))
        }
        return Shape([filters] + places)
    }

    public func tensors(for input: Shape) -> [TensorSpecification] {
        let window = Shape([input.dimensions[0] / groups, kernel, kernel])
        let tensors = TensorSpecification.weightAndBias(
            Shape([filters] + window.dimensions), fanIn: window.count)
        return hasBias ? tensors : Array(tensors.prefix(1))
    }

    public func weightAndBias(of tensors: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
        guard let weight = tensors.first, tensors.count == (hasBias ? 2 : 1) else { return nil }
        let zeros = Tensor(shape: Shape([filters]), values: [Float](repeating: 0, count: filters))
        return (weight, hasBias ? tensors[1] : zeros)
    }

    public func tensors(weight: Tensor, bias: Tensor) -> [Tensor] { hasBias ? [weight, bias] : [weight] }

    public func multiplyAdds(for input: Shape, output: Shape) -> Int {
        output.count * (input.dimensions[0] / groups) * kernel * kernel
    }
}

extension Convolution2D {
    /// Convolutions like this one that fit into images with a shorter side of some pixels: with the largest window, with
    /// the least padding, and with the padding that keeps the size.
    private func fitting(_ side: Int) -> [Layer] {
        let room = side + 2 * padding
        var smaller = self
        if kernel > 1, case let dilation = (room - 1) / (kernel - 1), dilation > 0 {
            // Less dilation keeps all pixels of the window.
            smaller.dilation = dilation
        } else {
            (smaller.kernel, smaller.dilation) = (room, 1)
        }
        let reach = dilation * (kernel - 1) + 1
        var paddings = [(reach - side + 1) / 2]
        if reach % 2 == 1, reach / 2 != paddings[0] { paddings.append(reach / 2) }
        let padded = paddings.map { padding in
            var padded = self
            padded.padding = padding
            return padded
        }
        return ([smaller] + padded).filter(\.isWithinLimits).map { Layer($0) }
    }

    /// Convolutions like this one with the nearest smaller and larger number of groups that divides the channels and the
    /// filters.
    private func divided(for channels: Int) -> [Layer] {
        // One from a file may have any number of filters.
        guard isWithinLimits else { return [] }
        let counts = (1...max(1, min(channels, filters))).filter { count in
            channels % count == 0 && filters % count == 0
        }
        let nearest = [counts.last { $0 < groups }, counts.first { $0 > groups }].compactMap(\.self)
        return nearest.map { count in
            var other = self
            other.groups = count
            return Layer(other)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case filters, kernel, stride, padding, dilation, groups
        case hasBias = "bias"
    }

    /// Reads a convolution, of which older files have no dilation, groups and bias.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        filters = try container.decode(Int.self, forKey: .filters)
        kernel = try container.decode(Int.self, forKey: .kernel)
        stride = try container.decode(Int.self, forKey: .stride)
        padding = try container.decode(Int.self, forKey: .padding)
        dilation = try container.decodeIfPresent(Int.self, forKey: .dilation) ?? 1
        groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
        hasBias = try container.decodeIfPresent(Bool.self, forKey: .hasBias) ?? true
    }

    /// Writes a convolution, without dilation, groups and bias where they are the default.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(filters, forKey: .filters)
        try container.encode(kernel, forKey: .kernel)
        try container.encode(stride, forKey: .stride)
        try container.encode(padding, forKey: .padding)
        if dilation != 1 { try container.encode(dilation, forKey: .dilation) }
        if groups != 1 { try container.encode(groups, forKey: .groups) }
        if !hasBias { try container.encode(hasBias, forKey: .hasBias) }
    }
}

extension Layer {
    /// A ``Convolution2D`` with a bias, in one group.
    public static func convolution2D(filters: Int, kernel: Int, stride: Int, padding: Int) -> Layer {
        var kind = Convolution2D()
        (kind.filters, kind.kernel, kind.stride, kind.padding) = (filters, kernel, stride, padding)
        return Layer(kind)
    }
}

/// What makes the two ways of a residual give equal shapes: only what was tried, and helps.
struct ResidualAdvice {
    private let residual: Residual
    private let input: Shape
    /// What its layers give of the input.
    private let result: Shape
    /// What is added to that.
    private let way: Shape

    /// Prepares advice for ways that give different shapes.
    init(for residual: Residual, on input: Shape, _ result: Shape, _ way: Shape) {
        (self.residual, self.input, self.result, self.way) = (residual, input, result, way)
    }

    /// The problem, with what would help.
    var problem: LayerProblem {
        let other = residual.shortcut.isEmpty ? "its input is \(way)" : "its shortcut gives \(way)"
        let shortcut = ResidualShortcut(from: input, to: result, around: residual.body)
        return LayerProblem(
            "the layers of 'residual' give \(result), but \(other), and only equal shapes can be added; "
                + advice(shortcut), need: nil, shortcut: shortcut.layers)
    }

    /// The padding that keeps the size, where that is what is wrong, and a shortcut for the layers as they are.
    private func advice(_ shortcut: ResidualShortcut) -> String {
        let fitting = shortcut.layers.map { "'\($0.asShortcut)' would fit" }
        // A stride in it makes up for more than what padding would keep, unless that is all that is wrong.
        let padding = padding.flatMap { $0.isEnough || !shortcut.isProjection ? $0.words : nil }
        switch (padding, fitting) {
        case (let padding?, let fitting?): return "\(padding); as it is, \(fitting)"
        case (let only?, nil), (nil, let only?): return only
        case (nil, nil): return "no 'shortcut:' gives \(result) of \(input)"
        }
    }

    /// That layers keep the size with a padding, if that suffices or a shortcut does the rest.
    private var padding: (words: String, isEnough: Bool)? {
        var (padded, paddings, areConvolutions) = (residual.body, [String](), true)
        for (index, layer) in residual.body.enumerated() {
            guard let change = Self.padded(layer) else { continue }
            padded[index] = change.layer
            areConvolutions = areConvolutions && layer.kind is Convolution2D
            if !paddings.contains(change.words) { paddings.append(change.words) }
        }
        guard !paddings.isEmpty,
            let output = try? Architecture(connecting: padded, input: input).output
        else { return nil }
        let words =
            "a 'padding:' in its \(areConvolutions ? "convolutions" : "layers") keeps the size: "
            + paddings.joined(separator: " and ")
        if output == way { return (words, isEnough: true) }
        let rest = ResidualShortcut(from: input, to: output, around: padded)
        guard rest.isProjection, let layers = rest.layers else { return nil }
        return ("\(words), and then '\(layers.asShortcut)' would fit", isEnough: false)
    }

    /// A layer with the padding that keeps the size, and what was changed in words; `nil` if there is none, or it keeps
    /// the size.
    private static func padded(_ layer: Layer) -> (layer: Layer, words: String)? {
        switch layer.kind {
        case var convolution as Convolution2D:
            let reach = convolution.dilation * (convolution.kernel - 1)
            guard convolution.stride == 1, reach % 2 == 0, convolution.padding != reach / 2 else {
                return nil
            }
            convolution.padding = reach / 2
            guard convolution.isWithinLimits else { return nil }
            let dilation = convolution.dilation == 1 ? "" : ", dilation: \(convolution.dilation)"
            return (
                Layer(convolution),
                "'padding: \(reach / 2)' for 'kernel: \(convolution.kernel)\(dilation)'"
            )
        case let pooling as any WindowPooling2D:
            return padded(pooling)
        default: return nil
        }
    }

    private static func padded<Pooling: WindowPooling2D>(_ pooling: Pooling) -> (layer: Layer, words: String)?
    {
        guard pooling.stride == 1, pooling.size % 2 == 1, pooling.padding != pooling.size / 2 else {
            return nil
        }
        let layer = Pooling.layer(size: pooling.size, stride: 1, padding: pooling.size / 2)
        return (layer, "'padding: \(pooling.size / 2)' for '\(pooling.source)'")
    }
}

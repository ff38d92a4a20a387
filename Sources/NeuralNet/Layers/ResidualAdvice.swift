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
        let shortcut = Self.projection(from: input, to: result)
        let advice =
            shortcut.map { "'\($0.asShortcut)' would fit" } ?? padding
            ?? Self.pooledShortcut(from: input, to: result).map { "'\($0.asShortcut)' would fit" }
        return LayerProblem(
            "the layers of 'residual' give \(result), but \(other), and only equal shapes can be added"
                + (advice.map { "; \($0)" } ?? ""), need: nil, shortcut: shortcut)
    }

    /// That convolutions keep the size with a padding, if that suffices or a shortcut does the rest.
    private var padding: String? {
        var (padded, paddings) = (residual.body, [String]())
        for (index, layer) in padded.enumerated() {
            guard var convolution = layer.kind as? Convolution2D, convolution.stride == 1,
                case let reach = convolution.dilation * (convolution.kernel - 1), reach % 2 == 0,
                convolution.padding != reach / 2
            else { continue }
            convolution.padding = reach / 2
            padded[index] = Layer(convolution)
            let dilation = convolution.dilation == 1 ? "" : ", dilation: \(convolution.dilation)"
            let words = "'padding: \(reach / 2)' for 'kernel: \(convolution.kernel)\(dilation)'"
            if !paddings.contains(words) { paddings.append(words) }
        }
        guard !paddings.isEmpty,
            let output = try? Architecture(connecting: padded, input: input).output
        else { return nil }
        let words =
            "a 'padding:' in its convolutions keeps the size: " + paddings.joined(separator: " and ")
        if output == way { return words }
        return Self.projection(from: input, to: output).map {
            "\(words), and then '\($0.asShortcut)' would fit"
        }
    }

    /// A shortcut as of the paper's projections; `nil` if a stride cannot do it.
    private static func projection(from input: Shape, to result: Shape) -> [Layer]? {
        if result.dimensions.count == 1 {
            let dense = Layer.dense(units: result.dimensions[0])
            return input.dimensions.count == 1 ? [dense] : [.flatten, dense]
        }
        guard input.dimensions.count == 3, result.dimensions.count == 3 else { return nil }
        for stride in 1...64 {
            var convolution = Convolution2D()
            (convolution.filters, convolution.stride) = (result.dimensions[0], stride)
            convolution.hasBias = false
            if (try? convolution.outputShape(for: input)) == result {
                return [Layer(convolution), .batchNormalization2D]
            }
        }
        return nil
    }

    /// A shortcut of windows' means, where a stride gives one row or column too many.
    private static func pooledShortcut(from input: Shape, to result: Shape) -> [Layer]? {
        guard input.dimensions.count == 3, result.dimensions.count == 3 else { return nil }
        let isPlain = input.dimensions[0] == result.dimensions[0]
        for size in 2...64 {
            let pooled = Layer.averagePooling2D(size: size, stride: size)
            guard let output = try? pooled.kind.outputShape(for: input),
                output.dimensions.dropFirst() == result.dimensions.dropFirst()
            else { continue }
            return [pooled] + (isPlain ? [] : projection(from: output, to: result) ?? [])
        }
        return nil
    }
}

extension [Layer] {
    /// The layers as an argument of a residual.
    var asShortcut: String { "shortcut: [\(map(\.kind.source).joined(separator: ", "))]" }
}

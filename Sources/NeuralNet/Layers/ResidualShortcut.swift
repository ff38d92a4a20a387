/// The layers on the other way of a residual that give a shape of its input.
struct ResidualShortcut {
    /// The layers; `nil` if none were found.
    let layers: [Layer]?

    /// Whether they are a projection as in the paper, or a row of features.
    let isProjection: Bool

    /// Finds layers: as few as possible, and such as are usual.
    ///
    /// - Parameters:
    ///   - result: the shape to give, which the body gives too.
    ///   - body: the layers to go around.
    init(from input: Shape, to result: Shape, around body: [Layer]) {
        let projection = Self.projection(from: input, to: result)
        isProjection = projection != nil
        layers =
            projection ?? Self.pooled(from: input, to: result) ?? Self.convolution(from: input, to: result)
            ?? Self.copy(of: body, from: input, to: result)
    }

    /// Convolutions of 1×1 with a stride, or a row of features; `nil` if a stride cannot do it.
    private static func projection(from input: Shape, to result: Shape) -> [Layer]? {
        if result.dimensions.count == 1 {
            let dense = Layer.dense(units: result.dimensions[0])
            return input.dimensions.count == 1 ? [dense] : [.flatten, dense]
        }
        return convolution(from: input, to: result, kernels: 1...1, paddings: { _ in 0...0 })
    }

    /// Windows' means, where a stride gives one row or column too many.
    private static func pooled(from input: Shape, to result: Shape) -> [Layer]? {
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

    /// The largest window that is tried, wide enough for five convolutions of 3×3.
    private static let largestKernel = 11

    /// A convolution with larger windows, without padding or else with so little that no window is of it alone.
    private static func convolution(from input: Shape, to result: Shape) -> [Layer]? {
        convolution(from: input, to: result, kernels: 2...largestKernel, paddings: { _ in 0...0 })
            ?? convolution(from: input, to: result, kernels: 2...largestKernel, paddings: { 1...$0 - 1 })
    }

    private static func convolution(
        from input: Shape, to result: Shape, kernels: ClosedRange<Int>, paddings: (Int) -> ClosedRange<Int>
    ) -> [Layer]? {
        guard input.dimensions.count == 3, result.dimensions.count == 3 else { return nil }
        let longest = input.dimensions[1...].max() ?? 0
        for kernel in kernels {
            for padding in paddings(kernel) where kernel <= longest + 2 * padding {
                for stride in 1...64 {
                    var convolution = Convolution2D()
                    (convolution.filters, convolution.kernel) = (result.dimensions[0], kernel)
                    (convolution.stride, convolution.padding) = (stride, padding)
                    convolution.hasBias = false
                    if (try? convolution.outputShape(for: input)) == result {
                        return [Layer(convolution), .batchNormalization2D]
                    }
                }
            }
        }
        return nil
    }

    /// Those layers of the body that change the shape, which give the same shape without the others.
    private static func copy(of body: [Layer], from input: Shape, to result: Shape) -> [Layer]? {
        var (layers, shape) = ([Layer](), input)
        for layer in body {
            guard let output = try? layer.kind.outputShape(for: shape) else { return nil }
            if output != shape { layers.append(layer) }
            shape = output
        }
        return shape == result && !layers.isEmpty ? layers : nil
    }
}

extension [Layer] {
    /// The layers as an argument of a residual.
    var asShortcut: String { "shortcut: [\(map(\.kind.source).joined(separator: ", "))]" }
}

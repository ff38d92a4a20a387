extension Layer {
    /// The shape of the layer's output for one image, without the batch.
    ///
    /// - Parameter input: `[C, H, W]`, or `[I]` after flattening.
    /// - Throws: ``LayerProblem`` where the layer cannot take the input.
    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        switch self {
        case .convolution2D(let filters, let kernel, let stride, let padding):
            let (height, width) = try spatialSize(of: input)
            try require(filters >= 1 && kernel >= 1 && stride >= 1 && padding >= 0, "sizes are 1 or more")
            try require(
                max(filters, kernel, stride, padding) <= Self.largestSize,
                "sizes are at most \(Self.largestSize)")
            return Shape([
                filters,
                try windows(of: kernel, stride: stride, along: height, padding: padding, input: input),
                try windows(of: kernel, stride: stride, along: width, padding: padding, input: input),
            ])
        case .maxPooling2D(let size, let stride):
            let (height, width) = try spatialSize(of: input)
            try require(size >= 1 && stride >= 1, "sizes are 1 or more")
            return Shape([
                input.dimensions[0],
                try windows(of: size, stride: stride, along: height, padding: 0, input: input),
                try windows(of: size, stride: stride, along: width, padding: 0, input: input),
            ])
        case .flatten: return Shape([input.count])
        case .dense(let units):
            guard input.dimensions.count == 1 else {
                throw LayerProblem(
                    "'dense' takes a row of features, but gets \(input): put 'flatten' before it")
            }
            try require(units >= 1, "there is at least 1 unit")
            return Shape([units])
        case .dropout(let rate):
            try require(rate >= 0 && rate < 1, "the rate is 0 or more and less than 1")
            return input
        case .relu: return input
        }
    }

    /// Multiply-adds for one image, counted as direct computation.
    public func multiplyAdds(for input: Shape) throws(LayerProblem) -> Int {
        let output = try outputShape(for: input)
        switch self {
        case .convolution2D(_, let kernel, _, _): return output.count * input.dimensions[0] * kernel * kernel
        case .dense: return output.count * input.count
        default: return 0
        }
    }

    /// Far beyond what fits into a machine, and its double far below what fits into an integer.
    private static let largestSize = 1 << 30

    private func spatialSize(of input: Shape) throws(LayerProblem) -> (height: Int, width: Int) {
        guard input.dimensions.count == 3 else {
            throw LayerProblem("'\(name)' takes images of channels×height×width, but gets \(input)")
        }
        return (input.dimensions[1], input.dimensions[2])
    }

    private func windows(
        of size: Int, stride: Int, along length: Int, padding: Int, input: Shape
    ) throws(LayerProblem) -> Int {
        guard length + 2 * padding >= size else {
            throw LayerProblem(
                "'\(name)' has windows of \(size)×\(size), but gets images of only \(input)"
                    + (padding > 0 ? " and padding \(padding)" : ""))
        }
        return (length + 2 * padding - size) / stride + 1
    }

    private func require(_ condition: Bool, _ rule: String) throws(LayerProblem) {
        if !condition { throw LayerProblem("'\(name)': \(rule)") }
    }
}

/// Why a layer cannot take its input.
public struct LayerProblem: Error, Sendable, Hashable {
    /// What is wrong, in words.
    public let message: String

    init(_ message: String) { self.message = message }
}

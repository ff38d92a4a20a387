import NeuralNet
import TestSupport

/// Draws layers that fit one after the other.
struct RandomLayers {
    private var random: RandomSource
    /// Of its own, so that networks without a padded pooling do not depend on it.
    private var paddings: RandomSource
    private let images: Int
    private let dropoutRate: Double

    /// - Parameters:
    ///   - images: the number of images in a batch.
    ///   - dropoutRate: of all dropout layers, whose number and place do not depend on it.
    init(_ random: RandomSource, images: Int, dropoutRate: Double) {
        self.random = random
        var seeds = random
        paddings = RandomSource(seed: seeds.next())
        self.images = images
        self.dropoutRate = dropoutRate
    }

    /// Layers from images to classes.
    ///
    /// - Parameter count: how many, 2 or more.
    mutating func network(on input: Shape, classes: Int, count: Int) -> [Layer] {
        var (layers, shape) = ([Layer](), input)
        // An engine may compute the first layers in another way than the same ones later.
        let first = oneOf([true, false, false]) ? block(input.dimensions[0]) : []
        if first.count <= count - 2, let output = output(of: first, on: shape) {
            (layers, shape) = (first, output)
        }
        while append(to: &layers, &shape, room: count - 2 - layers.count, nesting: 0) {}
        if shape.dimensions.count == 3 {
            layers.append(oneOf([.flatten, .flatten, .globalMaxPooling2D, .globalAveragePooling2D]))
        }
        return layers + [.dense(units: classes)]
    }

    /// Appends one layer, or now and then a convolution with those that usually follow it.
    ///
    /// - Parameter room: for how many layers there is room.
    /// - Returns: whether anything fitted.
    private mutating func append(
        to layers: inout [Layer], _ shape: inout Shape, room: Int, nesting: Int
    ) -> Bool {
        guard room > 0 else { return false }
        // Of the many layers that may be drawn, some fit anywhere.
        for _ in 0..<100 {
            let drawn = shape.dimensions.count == 3 ? onImages(shape, nesting) : onRows(shape, nesting)
            guard drawn.count <= room, let output = output(of: drawn, on: shape) else { continue }
            layers += drawn
            shape = output
            return true
        }
        return false
    }

    /// The shape that layers give; `nil` if they do not fit, or are of a size or kind that tells nothing.
    private func output(of layers: [Layer], on input: Shape) -> Shape? {
        guard !layers.isEmpty, let network = try? Architecture(input: input, layers: layers) else {
            return nil
        }
        for (layer, output) in zip(layers, network.outputs) {
            let sizes = output.dimensions.dropFirst()
            // Of few values, a normalization leaves little but the sign of a difference.
            let isNormalized = layer == .batchNormalization1D || layer == .batchNormalization2D
            if isNormalized, images * sizes.reduce(1, *) < 4 { return nil }
            if layer == .layerNormalization, output.count < 4 { return nil }
            if sizes.contains(where: { $0 > 16 }) { return nil }
        }
        return network.output
    }

    private mutating func onImages(_ shape: Shape, _ nesting: Int) -> [Layer] {
        switch Int.random(in: 0..<28, using: &random) {
        case 0...5: [convolution(shape.dimensions[0])]
        case 6...8: block(shape.dimensions[0])
        case 9, 10: [oneOf([.batchNormalization2D, .batchNormalization2D, .layerNormalization])]
        case 11...15: [activation()]
        case 16, 17: [pooling(isMean: false)]
        case 18, 19: [pooling(isMean: true)]
        case 20, 21: [oneOf([.flatten, .globalMaxPooling2D, .globalAveragePooling2D])]
        case 22: [oneOf([.dropout(rate: dropoutRate), .dropout2D(rate: dropoutRate)])]
        default: residual(shape, nesting)
        }
    }

    private mutating func onRows(_ shape: Shape, _ nesting: Int) -> [Layer] {
        switch Int.random(in: 0..<13, using: &random) {
        case 0...3: [.dense(units: oneOf([1, 2, 3, 5, 7, 8, 9, 16, 17]))]
        case 4...6: [oneOf([.batchNormalization1D, .batchNormalization1D, .layerNormalization])]
        case 7...9: [activation()]
        case 10: [oneOf([.dropout(rate: dropoutRate), .flatten])]
        default: residual(shape, nesting)
        }
    }

    private mutating func activation() -> Layer {
        oneOf([
            .relu, .relu, .relu, .leakyReLU(slope: 0.2), .leakyReLU(slope: 0.01), .gelu, .silu, .sigmoid,
            .tanh,
        ])
    }

    private mutating func pooling(isMean: Bool) -> Layer {
        let (size, stride) = (oneOf([1, 2, 2, 3]), oneOf([1, 2, 2, 3]))
        let padding = Int.random(in: 0...size / 2, using: &paddings)
        return isMean
            ? .averagePooling2D(size: size, stride: stride, padding: padding)
            : .maxPooling2D(size: size, stride: stride, padding: padding)
    }

    private mutating func convolution(_ channels: Int, filters: Int? = nil) -> Layer {
        var layer = Convolution2D()
        // As many groups as divide the channels: one, all, or something between.
        layer.groups = oneOf([
            1, 1, 1, channels, (1...channels).last { $0 < channels && channels % $0 == 0 } ?? 1,
        ])
        let own = filters ?? layer.groups * Int.random(in: 1...max(1, 8 / layer.groups), using: &random)
        layer.filters = filters == nil && layer.groups == 1 ? oneOf([own, own, own, 16]) : own
        layer.kernel = oneOf([1, 2, 3, 3, 3, 5])
        layer.stride = oneOf([1, 1, 1, 2, 3])
        layer.padding = oneOf([0, 1, 1, 2])
        layer.dilation = oneOf([1, 1, 1, 2])
        layer.hasBias = oneOf([true, true, false])
        return Layer(layer)
    }

    /// A convolution and what may follow it at once, which an engine may compute together.
    private mutating func block(_ channels: Int) -> [Layer] {
        let filters = oneOf([3, 8, 16, 16])
        var layers: [Layer] =
            Bool.random(using: &random)
            ? [convolution(channels, filters: filters)]
            : [.convolution2D(filters: filters, kernel: 3, stride: 1, padding: 1)]
        if oneOf([true, false, false]) { layers.append(.batchNormalization2D) }
        layers.append(.relu)
        if Bool.random(using: &random) {
            // What an engine computes together may be that without padding alone.
            let padding = Int.random(in: 0..<4, using: &paddings) / 3
            layers.append(.maxPooling2D(size: 2, stride: 2, padding: padding))
        }
        return layers
    }

    /// A residual of drawn layers, with a shortcut where the shapes differ; nothing if there is none that fits.
    private mutating func residual(_ shape: Shape, _ nesting: Int) -> [Layer] {
        guard nesting < 2 else { return [] }
        var (body, output) = ([Layer](), shape)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard append(to: &body, &output, room: 4, nesting: nesting + 1) else { return [] }
        }
        if output == shape, oneOf([true, true, false]) { return [.residual(body)] }
        guard let shortcut = shortcut(from: shape, to: output) else { return [] }
        return [.residual(body, shortcut: shortcut)]
    }

    /// Layers from one shape to another.
    private mutating func shortcut(from input: Shape, to output: Shape) -> [Layer]? {
        if output.dimensions.count == 1 {
            let row = oneOf([Layer.flatten, .globalMaxPooling2D, .globalAveragePooling2D])
            return (input.dimensions.count == 3 ? [row] : []) + [.dense(units: output.dimensions[0])]
        }
        for _ in 0..<20 {
            var layers = [convolution(input.dimensions[0], filters: output.dimensions[0])]
            if oneOf([true, false]) { layers.append(oneOf([.batchNormalization2D, .relu, .tanh])) }
            if self.output(of: layers, on: input) == output { return layers }
        }
        return nil
    }

    private mutating func oneOf<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}

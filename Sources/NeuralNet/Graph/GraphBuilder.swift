/// Makes the nodes of a network one after the other, each on the output of the one before.
struct GraphBuilder {
    private(set) var input: Memory
    private(set) var parameters: [TrainedTensor] = []

    private let device: Device
    private let architecture: Architecture
    private let batchSize: Int
    private let purpose: Graph.Purpose

    init(
        _ device: Device, _ architecture: Architecture, batchSize: Int, purpose: Graph.Purpose
    ) throws(NetworkError) {
        precondition(batchSize > 0, "a batch of \(batchSize)")
        self.device = device
        self.architecture = architecture
        self.batchSize = batchSize
        self.purpose = purpose
        input = try Memory(device, Layout.plain([batchSize] + architecture.input.dimensions))
    }

    /// Makes all nodes.
    mutating func build() throws(NetworkError) -> [any Node] {
        var nodes: [any Node] = []
        var current = input
        var skipsReLU = false
        for (index, layer) in architecture.layers.enumerated() {
            if skipsReLU {
                skipsReLU = false
                continue
            }
            let isReLUNext =
                index + 1 < architecture.layers.count && architecture.layers[index + 1] == .relu
            guard let node = try node(for: layer, at: index, on: current, fusedReLU: isReLUNext) else {
                continue
            }
            skipsReLU = isReLUNext && layer.canFuseReLU
            nodes.append(node)
            current = node.output
        }
        return nodes
    }

    private mutating func node(
        for layer: Layer, at index: Int, on input: Memory, fusedReLU: Bool
    ) throws(NetworkError) -> (any Node)? {
        let outputDimensions = [batchSize] + architecture.outputs[index].dimensions
        switch layer {
        case .convolution2D(_, _, let stride, let padding):
            let (weight, bias) = specifications(of: index)
            let node = try ConvolutionNode(
                device, input: input,
                geometry: ConvolutionNode.Geometry(
                    input: input.layout.dimensions, weight: weight.shape.dimensions,
                    output: outputDimensions, strides: [Int64(stride), Int64(stride)],
                    padding: [Int64(padding), Int64(padding)]),
                weight: weight, bias: bias, fusedReLU: fusedReLU, isTrained: isTrained)
            parameters += [node.weight, node.bias]
            return node
        case .dense(let units):
            let (weight, bias) = specifications(of: index)
            let node = try DenseNode(
                device, input: input, units: units, weight: weight, bias: bias, fusedReLU: fusedReLU,
                isTrained: isTrained)
            parameters += [node.weight, node.bias]
            return node
        case .relu: return try RectifierNode(device, input: input, isTrained: isTrained)
        case .maxPooling2D(let size, let stride):
            return try PoolingNode(
                device, input: input, outputDimensions: outputDimensions, size: size, stride: stride,
                isTrained: isTrained)
        case .dropout(let rate):
            guard case .training(let seed) = purpose, rate > 0 else { return nil }
            return try DropoutNode(device, input: input, rate: rate, seed: seed, layer: index)
        // The dense layer takes images as they lie, so nothing is moved.
        case .flatten: return nil
        }
    }

    private var isTrained: Bool {
        if case .training = purpose { true } else { false }
    }

    private func specifications(
        of layer: Int
    ) -> (weight: ParameterSpecification, bias: ParameterSpecification) {
        let own = architecture.parameters.filter { $0.layer == layer }
        precondition(own.count == 2, "layer \(layer) has \(own.count) parameters")
        return (own[0], own[1])
    }
}

extension Layer {
    /// Whether a ReLU after the layer is computed by the layer's own kernel.
    var canFuseReLU: Bool {
        switch self {
        case .convolution2D, .dense: true
        default: false
        }
    }
}

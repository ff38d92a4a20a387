/// Makes the nodes of a network one after the other, each on the output of the one before.
struct GraphBuilder {
    /// Where images go in: `[N, C, H, W]`, plain, part by part.
    let input: Activation

    /// The nodes that are computed part by part.
    private(set) var partNodes: [any Node] = []

    /// The nodes behind them, that are computed for all images of the batch at once.
    private(set) var batchNodes: [any Node] = []

    private let division: BatchDivision
    private let store: ParameterStore
    private let architecture: Architecture
    private let purpose: Graph.Purpose
    private let lane: Int
    private let needsInputGradient: Bool
    private let device: Device
    private let layers: [(index: Int, layer: Layer)]
    /// How the features lie that the next dense layer takes, where that is not PyTorch's order.
    private var order: Layout?

    /// Starts a network for one member of a team.
    init(
        _ architecture: Architecture, division: BatchDivision, purpose: Graph.Purpose, store: ParameterStore,
        lane: Int, needsInputGradient: Bool
    ) throws(NetworkError) {
        self.needsInputGradient = needsInputGradient
        self.architecture = architecture
        self.division = division
        self.purpose = purpose
        self.store = store
        self.lane = lane
        device = store.devices[lane]
        layers = architecture.layers.enumerated().filter { index, layer in
            switch layer {
            case .dropout(let rate): purpose.isTraining && rate > 0
            // A row of features is one already.
            case .flatten:
                (index == 0 ? architecture.input : architecture.outputs[index - 1]).dimensions.count > 1
            default: true
            }
        }.map { (index: $0.offset, layer: $0.element) }
        input = try .kept(
            device, Layout.plain([division.partSize] + architecture.input.dimensions), parts: division.parts)
    }

    /// Makes all nodes.
    mutating func build() throws(NetworkError) {
        var current = input
        var position = 0
        if let node = try pooledConvolution() {
            partNodes.append(node)
            current = node.output
            position = 3
        }
        while position < layers.count {
            if let (node, count) = try winogradConvolution(at: position, on: current) {
                partNodes.append(node)
                current = node.output
                position += count
                continue
            }
            let isReLUFused = layers[position].layer.canFuseReLU && layer(at: position + 1) == .relu
            let next = position + (isReLUFused ? 2 : 1)
            let node = try node(
                at: position, on: current, isReLUFused: isReLUFused, next: layer(at: next))
            if isInParts { partNodes.append(node) } else { batchNodes.append(node) }
            if let flatten = node as? FlattenNode {
                order = flatten.order
                isInParts = false
            } else if layers[position].layer.isDense {
                order = nil
            }
            current = node.output
            position = next
        }
    }

    /// Whether the batch is still computed in parts.
    private var isInParts = true

    private func layer(at position: Int) -> Layer? {
        layers.indices.contains(position) ? layers[position].layer : nil
    }

    private func node(
        at position: Int, on input: Activation, isReLUFused: Bool, next: Layer?
    ) throws(NetworkError) -> any Node {
        let (index, layer) = layers[position]
        let outputDimensions =
            [isInParts ? division.partSize : division.laneSize]
            + architecture.outputs[index].dimensions
        switch layer {
        case .convolution2D(_, _, let stride, let padding):
            return try weighted(
                place, position,
                .convolution(
                    strides: [Int64(stride), Int64(stride)], padding: [Int64(padding), Int64(padding)]),
                on: input, output: outputDimensions, isReLUFused: isReLUFused, next: next)
        case .dense:
            return try weighted(
                place, position, .dense, on: input, output: outputDimensions, isReLUFused: isReLUFused,
                next: next)
        case .relu: return try RectifierNode(place, input: input)
        case .maxPooling2D(let size, let stride):
            let isBehindReLU = isReLUGradientDeferred(to: position)
            if try MaxPooling2x2Node.fits(size: size, stride: stride, input: input.layout) {
                return try MaxPooling2x2Node(
                    place, input: input, outputDimensions: outputDimensions,
                    keepsOutput: needsKeptInput(next), includesReLUGradient: isBehindReLU)
            }
            return try PoolingNode(
                place, input: input, outputDimensions: outputDimensions, size: size, stride: stride,
                keepsOutput: isBehindReLU || needsKeptInput(next), includesReLUGradient: isBehindReLU)
        case .dropout(let rate):
            return try DropoutNode(
                place, input: input, rate: rate, seed: purpose.seed, layer: index, lanes: division.lanes)
        case .flatten:
            let isDenseBehind = layers.dropFirst(position).contains { $0.layer.isDense }
            return try FlattenNode(place, input: input, mayReorder: isDenseBehind)
        }
    }

    /// Where a node made now belongs.
    private var place: Place {
        Place(
            device: device, lane: lane, parts: isInParts ? division.parts : 1,
            isTrained: purpose.isTraining, precision: purpose.precision)
    }

    /// The first three layers in one node, where that is faster.
    private func pooledConvolution() throws(NetworkError) -> PooledConvolutionNode? {
        let first = (0..<3).map(layer(at:))
        guard !needsInputGradient, let convolution = first[0],
            PooledConvolutionNode.fits(first, input: architecture.input)
        else { return nil }
        let (weight, bias, _) = parameters(of: 0, order: nil)
        return try PooledConvolutionNode(
            place, input: input, layer: convolution,
            outputDimensions: [division.partSize] + architecture.outputs[layers[2].index].dimensions,
            keepsOutput: needsKeptInput(layer(at: 3)), weight: weight, bias: bias)
    }

    /// A convolution and what is behind it in one node, where that is faster; and how many layers it is.
    private func winogradConvolution(
        at position: Int, on input: Activation
    ) throws(NetworkError) -> (node: WinogradConvolutionNode, count: Int)? {
        let index = layers[position].index
        let shape = index == 0 ? architecture.input : architecture.outputs[index - 1]
        guard
            let count = WinogradConvolutionNode.count(
                of: (position..<position + 3).map(layer(at:)), input: shape)
        else { return nil }
        let (weight, bias, _) = parameters(of: position, order: nil)
        let node = try WinogradConvolutionNode(
            place, input: input, layers: layers[position..<position + count].map(\.layer),
            outputDimensions: [division.partSize]
                + architecture.outputs[layers[position + count - 1].index].dimensions,
            outputType: outputType(before: layer(at: position + count)),
            keepsOutput: needsKeptInput(layer(at: position + count)), weight: weight, bias: bias)
        return (node, count)
    }

    /// What makes or finds a layer's weight and bias in the layouts that its node wants.
    ///
    /// - Parameter order: how the features lie that the weight multiplies, where that is not PyTorch's order.
    private func parameters(
        of position: Int, order: Layout?
    ) -> (
        weight: (Layout) throws(NetworkError) -> TrainedTensor,
        bias: (Layout) throws(NetworkError) -> TrainedTensor, weightShape: Shape
    ) {
        let index = layers[position].index
        let own = architecture.parameters.filter { $0.layer == index }
        precondition(own.count == 2, "layer \(index) has \(own.count) parameters")
        let store = store
        return (
            weight: { layout throws(NetworkError) in
                try store.tensor(own[0], order: order, layout: layout)
            },
            bias: { layout throws(NetworkError) in
                try store.tensor(own[1], order: nil, layout: layout)
            }, weightShape: own[0].shape
        )
    }

    private func weighted(
        _ place: Place, _ position: Int, _ kernel: WeightedKernel, on input: Activation, output: [Int],
        isReLUFused: Bool, next: Layer?
    ) throws(NetworkError) -> WeightedNode {
        let isDeferred = isReLUFused && next?.isPooling == true
        let (weight, bias, shape) = parameters(of: position, order: kernel.isDense ? order : nil)
        let plan = WeightedNode.Plan(
            kernel: kernel, input: input.layout.dimensions,
            weight: shape.dimensions, output: output, outputType: outputType(before: next),
            isReLUFused: isReLUFused,
            isReLUGradientIncluded: isDeferred,
            keepsOutput: needsKeptInput(next) || (isReLUFused && !isDeferred && place.isTrained))
        return try WeightedNode(place, input: input, plan, weight: weight, bias: bias)
    }

    /// How values are kept that go into a layer; the result of the last one is always Float32.
    private func outputType(before layer: Layer?) -> ElementType {
        layer == nil ? .float32 : purpose.precision
    }

    /// Whether a layer needs its input until the batch is done; the result of the last one is needed too.
    private func needsKeptInput(_ layer: Layer?) -> Bool {
        switch layer {
        case nil, .flatten: true
        case .convolution2D, .dense: purpose.isTraining
        case .relu, .maxPooling2D, .dropout: false
        }
    }

    /// Whether the pooling at a position follows a layer with a fused ReLU.
    private func isReLUGradientDeferred(to position: Int) -> Bool {
        position >= 2 && layers[position - 1].layer == .relu && layers[position - 2].layer.canFuseReLU
    }
}

extension Layer {
    /// Whether a ReLU after the layer is computed by the layer's own kernel.
    fileprivate var canFuseReLU: Bool {
        switch self {
        case .convolution2D, .dense: true
        default: false
        }
    }

    fileprivate var isDense: Bool { if case .dense = self { true } else { false } }

    fileprivate var isPooling: Bool { if case .maxPooling2D = self { true } else { false } }
}

extension WeightedKernel {
    fileprivate var isDense: Bool { if case .dense = self { true } else { false } }
}

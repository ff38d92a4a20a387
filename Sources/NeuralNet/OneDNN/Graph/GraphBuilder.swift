/// Creates the nodes of a network in order, each from the outputs of earlier ones.
struct GraphBuilder {
    /// A node and its connections in the network.
    struct Link {
        let node: any Node
        /// The indices of the links that compute its inputs; `nil` for the images.
        let inputs: [Int?]
        /// Whether an optimizer updates any of its tensors.
        let isTrained: Bool
        /// The place of its stage.
        let stage: Int
    }

    /// Nodes that each part of a batch passes before the next part starts.
    struct Stage {
        /// The range of the nodes' links.
        var links: Range<Int>
        /// Whether the batch is computed in parts, or all images at once.
        let isInParts: Bool
    }

    /// The input images: `[N, C, H, W]`, plain, part by part.
    let input: Activation

    /// The nodes in the order of the forward pass.
    private(set) var links: [Link] = []

    /// The same nodes grouped in stages.
    private(set) var stages = [Stage(links: 0..<0, isInParts: true)]

    private let purpose: Graph.Purpose
    private let division: BatchDivision
    private let store: ParameterStore
    private let thread: Int
    private let needsInputGradient: Bool
    private let graph: ComputedGraph
    /// The tensors of each operation of the network's graph that has parameters.
    private let parameters: [Int: [ParameterSpecification]]
    /// The indices of operations that need the whole batch, so that a stage ends before them.
    private let stageEnds: [Int]
    /// The result of each operation built so far.
    private var results: [Int: Result] = [:]

    private struct Result {
        /// The index of its node's link.
        let link: Int
        let values: Activation
        /// The order of the features, if not PyTorch's.
        let order: Layout?
        /// Whether the consuming layer applies the gradient of a ReLU.
        let defersReLUGradient: Bool
    }

    /// Starts a network for one thread.
    init(
        _ architecture: Architecture, division: BatchDivision, purpose: Graph.Purpose, store: ParameterStore,
        thread: Int, needsInputGradient: Bool
    ) throws(NetworkError) {
        self.purpose = purpose
        self.division = division
        self.store = store
        self.thread = thread
        self.needsInputGradient = needsInputGradient
        graph = try ComputedGraph(
            architecture.graph, isTrained: purpose.isTraining, frozenLayers: purpose.frozenLayers)
        parameters = Dictionary(grouping: architecture.parameters, by: \.operation)
        stageEnds = graph.operations.indices.filter { [graph] place in
            let operation = graph.operations[place]
            return operation.isTrained && operation.layer.map { type(of: $0).needsWholeBatch } ?? false
        }
        input = try .kept(
            store.devices[thread], Layout.plain([division.partSize] + architecture.input.dimensions),
            parts: division.parts)
    }

    /// Creates all nodes.
    mutating func build() throws(NetworkError) {
        for (place, operation) in graph.operations.enumerated() {
            // Operations fused into an earlier node have their result already.
            if results[place] != nil { continue }
            if let layer = operation.layer {
                try append(layer, at: place)
            } else {
                let inputs = operation.inputs.map { $0.flatMap { results[$0]?.values } ?? input }
                let node = try SumNode(
                    context(of: operation), inputs: inputs, outputType: outputType(of: place),
                    keepsOutput: keepsOutput(of: place))
                append([node], computing: [place], defersReLUGradient: false)
            }
        }
    }

    /// Creates a layer's node, into which the layers after it may be fused.
    private mutating func append(_ layer: any OneDNNLayer, at place: Int) throws(NetworkError) {
        let places = graph.chain(from: place, count: FusionPatterns.longest)
        let chain = places.map { graph.operations[$0] }
        let isFirst = chain[0].inputs[0] == nil && !needsInputGradient
        for pattern in FusionPatterns.all {
            guard let length = pattern.length(in: chain, isFirst: isFirst) else { continue }
            let site = site(computing: places[..<length], isReLUFused: false)
            let node = try pattern.init(site, fusing: Array(chain[..<length]))
            append([node], computing: places[..<length], defersReLUGradient: false)
            return
        }
        let isReLUFused = type(of: layer).fusesReLU && chain.count > 1 && chain[1].layer is ReLU
        let site = site(computing: places[..<(isReLUFused ? 2 : 1)], isReLUFused: isReLUFused)
        append(
            try layer.nodes(site), computing: places[..<(isReLUFused ? 2 : 1)],
            defersReLUGradient: site.isReLUGradientDeferred)
        if type(of: layer).joinsParts, stages[stages.count - 1].isInParts {
            stages.append(Stage(links: links.count..<links.count, isInParts: false))
        }
    }

    /// Appends nodes, each of which consumes the output of the one before it.
    ///
    /// - Parameter places: the indices of the operations that they compute.
    private mutating func append(
        _ nodes: [any Node], computing places: ArraySlice<Int>, defersReLUGradient: Bool
    ) {
        let operations = places.map { graph.operations[$0] }
        let inputs = operations[0].inputs.map { $0.flatMap { results[$0] } }
        let isAbsorbed = operations.contains { operation in
            operation.layer.map { type(of: $0).featureOrder == .absorbed } ?? true
        }
        let isTrained = operations.contains { operation in
            operation.isTrained && parameters[operation.index]?.contains { $0.tensor.isTrained } ?? false
        }
        for (number, node) in nodes.enumerated() {
            if number > 0 {
                stages.append(Stage(links: links.count..<links.count, isInParts: isInParts))
            }
            links.append(
                Link(
                    node: node, inputs: number > 0 ? [links.count - 1] : inputs.map { $0?.link },
                    // The last one has the tensors.
                    isTrained: isTrained && number == nodes.count - 1, stage: stages.count - 1))
            let stage = stages[stages.count - 1]
            stages[stages.count - 1].links = stage.links.lowerBound..<links.count
        }
        guard let node = nodes.last else { return }
        let result = Result(
            link: links.count - 1, values: node.output,
            order: node.featureOrder ?? (isAbsorbed ? nil : inputs[0]?.order),
            defersReLUGradient: defersReLUGradient)
        for place in places { results[place] = result }
    }
}

extension GraphBuilder {
    private var isInParts: Bool { stages[stages.count - 1].isInParts }

    /// The context of a node created now, which computes an operation.
    private func context(of operation: ComputedGraph.Operation) -> NodeContext {
        NodeContext(
            device: store.devices[thread], thread: thread, threads: division.threads,
            parts: isInParts ? division.parts : 1, isTrained: operation.isTrained,
            precision: purpose.precision, seed: purpose.seed)
    }

    /// The site of a node that computes consecutive operations.
    private func site(computing places: ArraySlice<Int>, isReLUFused: Bool) -> NodeSite {
        let (first, last) = (places[places.startIndex], places[places.endIndex - 1])
        let operation = graph.operations[first]
        let source = operation.inputs[0].flatMap { results[$0] }
        let next = graph.onlyConsumer(of: last).flatMap { graph.operations[$0].layer }
        return NodeSite(
            context: context(of: operation), input: source?.values ?? input,
            outputDimensions: [isInParts ? division.partSize : division.threadSize]
                + graph.operations[last].output.dimensions,
            operation: operation.index, outputType: outputType(of: last), keepsOutput: keepsOutput(of: last),
            isReLUFused: isReLUFused,
            isReLUGradientDeferred: isReLUFused && next.map { type(of: $0).appliesReLUGradient } ?? false,
            includesReLUGradient: source?.defersReLUGradient ?? false, order: source?.order,
            mayReorder: graph.canReorderFeatures(of: last),
            tensors: LayerTensorSource(
                store, operation: operation.index, parameters[operation.index] ?? []))
    }

    /// The element type of an operation's output; the network's result is always Float32.
    private func outputType(of place: Int) -> ElementType {
        place == graph.result ? .float32 : purpose.precision
    }

    /// Whether an operation's output is needed until the batch is done, like the network's result.
    private func keepsOutput(of place: Int) -> Bool {
        place == graph.result
            || graph.operations[place].consumers.contains { consumer in
                // All parts come to the end of a stage before any is computed in the next.
                if stageEnds.contains(where: { place < $0 && $0 < consumer }) { return true }
                let operation = graph.operations[consumer]
                guard let layer = operation.layer else { return false }
                switch type(of: layer).inputUse {
                case .forward: return false
                case .backward: return operation.isTrained
                case .batch: return true
                }
            }
    }
}

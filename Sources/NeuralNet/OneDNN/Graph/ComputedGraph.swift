/// A network's graph without identity operations, with the consumers of each result.
struct ComputedGraph {
    /// An operation.
    struct Operation {
        /// Its index in the network's graph.
        let index: Int
        /// The layer that computes it; `nil` for a sum.
        let layer: (any OneDNNLayer)?
        /// The indices in ``operations`` of its inputs; `nil` for the images.
        let inputs: [Int?]
        /// The shapes of its first input and of its output, for one image.
        let inputShape: Shape
        let output: Shape
        /// Whether it is computed as in training: not in inference, nor in a frozen layer.
        let isTrained: Bool
        /// The indices in ``operations`` of those that consume its result.
        fileprivate(set) var consumers: [Int] = []
    }

    /// The operations in order.
    private(set) var operations: [Operation] = []

    /// Removes identity operations from a network's graph.
    ///
    /// - Parameter frozenLayers: the number of layers, from the first, that compute as in inference.
    init(_ graph: NetworkGraph, isTrained: Bool, frozenLayers: Int) throws(NetworkError) {
        // For each operation of the network's graph, the operation here that computes its result.
        var sources: [Int?] = []
        for (index, operation) in graph.operations.enumerated() {
            let inputs = operation.inputs.map { $0.operation.flatMap { sources[$0] } }
            let shape = graph.shape(of: operation.inputs[0])
            let isTrained = isTrained && operation.layer >= frozenLayers
            var layer: (any OneDNNLayer)?
            if case .layer(let own) = operation.computation {
                let computed = try own.computed
                guard !computed.isIdentity(isTrained: isTrained, input: shape) else {
                    sources.append(inputs[0])
                    continue
                }
                layer = computed
            }
            for case let input? in inputs { operations[input].consumers.append(operations.count) }
            sources.append(operations.count)
            operations.append(
                Operation(
                    index: index, layer: layer, inputs: inputs, inputShape: shape, output: operation.output,
                    isTrained: isTrained))
        }
    }

    /// An operation and those after it, each the only consumer of the one before; their indices.
    ///
    /// - Parameter count: the maximum length.
    func chain(from place: Int, count: Int) -> [Int] {
        var chain = [place]
        while chain.count < count, let next = onlyConsumer(of: chain[chain.count - 1]) { chain.append(next) }
        return chain
    }

    /// The index of the last operation, whose result is the network's; `nil` if there is none.
    var result: Int? { operations.indices.last }

    /// The index of the layer that is the only consumer of an operation's result; `nil` if there is no such layer.
    func onlyConsumer(of place: Int) -> Int? {
        let consumers = operations[place].consumers
        guard consumers.count == 1, operations[consumers[0]].layer != nil else { return nil }
        return consumers[0]
    }

    /// Whether the consumers of a result accept its features in another order than PyTorch's.
    func canReorderFeatures(of place: Int) -> Bool {
        var place = place
        while let next = onlyConsumer(of: place), let layer = operations[next].layer {
            switch type(of: layer).featureOrder {
            case .absorbed: return true
            case .plain: return false
            case .passed: place = next
            }
        }
        return false
    }
}

extension ComputedGraph.Operation {
    /// The layer as the given kind; `nil` if it is another one.
    func kind<Kind: OneDNNLayer>(_ kind: Kind.Type) -> Kind? { layer as? Kind }
}

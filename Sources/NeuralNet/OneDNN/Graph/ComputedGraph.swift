/// The operations of a network that change anything, and who takes the result of which.
struct ComputedGraph {
    /// An operation.
    struct Operation {
        /// Its place in the network's graph.
        let index: Int
        /// What computes it; `nil` for a sum.
        let layer: (any OneDNNLayer)?
        /// The places in ``operations`` of those whose results it takes; `nil` for the images.
        let inputs: [Int?]
        /// The shape of its first input, and that of its output, for one image.
        let inputShape: Shape
        let output: Shape
        /// The places in ``operations`` of those that take its result.
        fileprivate(set) var consumers: [Int] = []
    }

    /// The operations in order.
    private(set) var operations: [Operation] = []

    /// Leaves out of a network's graph what changes nothing.
    init(_ graph: NetworkGraph, isTrained: Bool) throws(NetworkError) {
        // Where the result of each operation of the network's graph comes from.
        var sources: [Int?] = []
        for (index, operation) in graph.operations.enumerated() {
            let inputs = operation.inputs.map { $0.operation.flatMap { sources[$0] } }
            let shape = graph.shape(of: operation.inputs[0])
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
                    index: index, layer: layer, inputs: inputs, inputShape: shape, output: operation.output))
        }
    }

    /// The places of an operation and of those behind it, each of which alone takes the result of the one before.
    ///
    /// - Parameter count: how many there may be.
    func chain(from place: Int, count: Int) -> [Int] {
        var chain = [place]
        while chain.count < count, let next = onlyConsumer(of: chain[chain.count - 1]) { chain.append(next) }
        return chain
    }

    /// The place of the last operation, whose result is the network's; `nil` where there is none.
    var result: Int? { operations.indices.last }

    /// The place of the layer that alone takes an operation's result; `nil` where there is none, or more than one.
    func onlyConsumer(of place: Int) -> Int? {
        let consumers = operations[place].consumers
        guard consumers.count == 1, operations[consumers[0]].layer != nil else { return nil }
        return consumers[0]
    }

    /// Whether all that computes from a result can do with its features in another order than PyTorch's.
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
    /// The layer as one of a kind, where it is.
    func kind<Kind: OneDNNLayer>(_ kind: Kind.Type) -> Kind? { layer as? Kind }
}

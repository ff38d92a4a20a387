/// The backward pass through a network: the gradient of each value, and the sums of those with several consumers.
struct GraphGradients {
    /// The gradient sums of node outputs with several consumers, by the node's index.
    private(set) var sums: [Int: Sum] = [:]

    /// Copies of gradients that an earlier stage consumes, by the index of the node that computes them.
    private var copies: [Int: [Primitive]] = [:]

    /// The gradients with respect to the images, one for each node that consumes them.
    private var byImages: [Activation] = []

    /// Prepares the backward pass through all nodes with something trained at or before them.
    ///
    /// - Parameters:
    ///   - links: the nodes in the order of the forward pass.
    ///   - outputGradient: the gradient of the last node's output.
    ///   - needsInputGradient: whether to compute the gradient of the images.
    ///   - parts: the number of parts of a thread's share.
    init(
        _ device: Device, _ links: [GraphBuilder.Link], outputGradient: Activation, needsInputGradient: Bool,
        parts: Int
    ) throws(NetworkError) {
        var isNeeded: [Bool] = []
        for link in links {
            let isBehind = link.inputs.contains { input in input.map { isNeeded[$0] } ?? needsInputGradient }
            isNeeded.append(link.isTrained || isBehind)
        }
        var gradients: [[Activation]] = links.map { _ in [] }
        if links.isEmpty {
            byImages.append(outputGradient)
        } else {
            gradients[links.count - 1] = [outputGradient]
        }
        for (place, link) in links.enumerated().reversed() {
            guard isNeeded[place], let first = gradients[place].first else { continue }
            var gradient = first
            if gradients[place].count > 1 {
                let sum = try Sum(device, gradients[place], as: link.node.output.layout)
                sums[place] = sum
                gradient = sum.values
            }
            let byInputs = try link.node.prepareBackward(
                gradient, inputGradients: link.inputs.map { $0.map { isNeeded[$0] } ?? needsInputGradient })
            for case (let input, var gradient?) in zip(link.inputs, byInputs) {
                // All parts pass a stage before the one before it takes what it left.
                let isTakenLater = (input.map { links[$0].stage } ?? 0) < link.stage
                if isTakenLater, parts > 1, gradient.parts.count == 1 {
                    let kept = try Activation.kept(device, gradient.layout, parts: parts)
                    copies[place, default: []].append(
                        try Primitive.reorder(device, from: gradient, to: kept))
                    gradient = kept
                }
                if let input { gradients[input].append(gradient) } else { byImages.append(gradient) }
            }
        }
    }

    /// Keeps the gradients of one part that a node computed for an earlier stage.
    func keep(behind place: Int, part: Int) throws(NetworkError) {
        for copy in copies[place] ?? [] { try copy.execute(part: part) }
    }

    /// The gradient of the images, plain; `nil` if there is none.
    func images(_ device: Device, as layout: Layout, parts: Int) throws(NetworkError) -> Images? {
        guard let first = byImages.first else { return nil }
        let sum = byImages.count > 1 ? try Sum(device, byImages, as: layout) : nil
        let values = try Activation.kept(device, layout, parts: parts)
        return Images(
            values: values, sum: sum,
            reorder: try Primitive.reorder(device, from: sum?.values ?? first, to: values))
    }

    /// The sum of the gradients of one value from its consumers.
    struct Sum {
        /// The sum, valid after ``execute(part:)``.
        let values: Activation
        private let primitive: Primitive

        init(_ device: Device, _ addends: [Activation], as layout: Layout) throws(NetworkError) {
            values = try .passing(device, layout)
            primitive = try .sum(device, of: addends, to: values)
        }

        func execute(part: Int) throws(NetworkError) { try primitive.execute(part: part) }
    }

    /// The gradient of the images.
    struct Images {
        /// The gradient, valid after ``execute(part:)``: `[N, C, H, W]`, plain, part by part.
        let values: Activation
        fileprivate let sum: Sum?
        fileprivate let reorder: Primitive

        func execute(part: Int) throws(NetworkError) {
            try sum?.execute(part: part)
            try reorder.execute(part: part)
        }
    }
}

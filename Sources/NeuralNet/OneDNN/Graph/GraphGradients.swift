/// The way back through a network: where the derivative by each value stands, and what sums it up.
struct GraphGradients {
    /// What sums up the derivatives by the outputs of those nodes that several take, by the node's place.
    private(set) var sums: [Int: Sum] = [:]

    /// What keeps derivatives that an earlier stage takes, by the place of the node that computes them.
    private var copies: [Int: [Primitive]] = [:]

    /// The derivatives by the images, of which there are as many as nodes take them.
    private var byImages: [Activation] = []

    /// Prepares the way back through all nodes behind which something is to be changed.
    ///
    /// - Parameters:
    ///   - links: the nodes in the order of the way forward.
    ///   - outputGradient: the derivative by the last node's output.
    ///   - needsInputGradient: whether the derivative by the images is asked for.
    ///   - parts: those of a thread's share.
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

    /// Keeps what a node computed of a part for an earlier stage.
    func keep(behind place: Int, part: Int) throws(NetworkError) {
        for copy in copies[place] ?? [] { try copy.execute(part: part) }
    }

    /// The derivative by the images, plain; `nil` where there is none.
    func images(_ device: Device, as layout: Layout, parts: Int) throws(NetworkError) -> Images? {
        guard let first = byImages.first else { return nil }
        let sum = byImages.count > 1 ? try Sum(device, byImages, as: layout) : nil
        let values = try Activation.kept(device, layout, parts: parts)
        return Images(
            values: values, sum: sum,
            reorder: try Primitive.reorder(device, from: sum?.values ?? first, to: values))
    }

    /// The sum of the derivatives by one value.
    struct Sum {
        /// Where it stands after ``execute(part:)``.
        let values: Activation
        private let primitive: Primitive

        init(_ device: Device, _ addends: [Activation], as layout: Layout) throws(NetworkError) {
            values = try .passing(device, layout)
            primitive = try .sum(device, of: addends, to: values)
        }

        func execute(part: Int) throws(NetworkError) { try primitive.execute(part: part) }
    }

    /// The derivative by the images.
    struct Images {
        /// Where it stands after ``execute(part:)``: `[N, C, H, W]`, plain, part by part.
        let values: Activation
        fileprivate let sum: Sum?
        fileprivate let reorder: Primitive

        func execute(part: Int) throws(NetworkError) {
            try sum?.execute(part: part)
            try reorder.execute(part: part)
        }
    }
}

/// Zeros random elements or channels while training, and scales the others up so that the mean stays the same.
///
/// The choice depends on the seed, the layer, the training step, the thread index and the element's place in memory, or
/// the channel's among the images', not on the order of the work. Equals `torch.nn.Dropout` and `torch.nn.Dropout2d` except
/// for the choice itself.
final class DropoutNode: UnaryNode {
    let output: Activation
    private let context: NodeContext
    private let input: Adapter
    private let rate: Float
    private let random: RandomStream
    /// The numbers of images, channels and pixels of a part, if whole channels are zeroed.
    private let channels: (images: Int, count: Int, pixels: Int)?
    /// What each element of a part is multiplied by, by part.
    private var factors: [[Float]]
    private var gradients: (adapter: Adapter, input: Activation)?

    /// Makes the node.
    ///
    /// - Parameter isByChannel: whether whole channels of images are zeroed.
    init(_ site: NodeSite, rate: Double, isByChannel: Bool = false) throws(NetworkError) {
        context = site.context
        self.rate = Float(rate)
        random = RandomStream(seed: context.seed, stream: "dropout/\(site.operation)")
        let layout = site.input.layout
        let dimensions = layout.dimensions
        channels = isByChannel ? (dimensions[0], dimensions[1], dimensions[2] * dimensions[3]) : nil
        // A channel's elements are one after the other.
        input = try Adapter(
            context.device, site.input,
            as: isByChannel ? .plain(dimensions, layout.elementType) : layout)
        output = try .kept(context.device, input.values.layout, parts: context.parts)
        factors = Array(
            repeating: [Float](repeating: 0, count: output[0].count), count: context.parts)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try input.execute(part: pass.part)
        try context.device.wait()
        choose(pass)
        let factors = factors[pass.part]
        input.values[pass.part].multiplied(by: factors.span, into: output[pass.part])
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let adapter = try Adapter(context.device, outputGradient, as: output.layout)
        let inputGradient = try Activation.passing(context.device, output.layout)
        gradients = (adapter, inputGradient)
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.adapter.execute(part: pass.part)
        try context.device.wait()
        let factors = factors[pass.part]
        gradients.adapter.values[pass.part].multiplied(by: factors.span, into: gradients.input[pass.part])
    }

    /// Draws the factors of a step: 0 for the elements that it zeros, for the others what they are scaled up by.
    private func choose(_ pass: Pass) {
        let scale = 1 / (1 - rate)
        let count = channels.map { $0.images * $0.count } ?? factors[pass.part].count
        // Blocks of four numbers keep the ranges of steps, threads and parts apart.
        let range = (pass.step * context.threads + context.thread) * context.parts + pass.part
        let start = UInt64(range) * UInt64((count + 3) / 4 * 4)
        guard let channels else {
            var factors = factors[pass.part].mutableSpan
            random.fillUniform(&factors, startingAt: start)
            for index in factors.indices { factors[index] = factors[index] < rate ? 0 : scale }
            return
        }
        var drawn = [Float](repeating: 0, count: count)
        var numbers = drawn.mutableSpan
        random.fillUniform(&numbers, startingAt: start)
        for (channel, number) in drawn.enumerated() {
            let factor = number < rate ? 0 : scale
            let first = channel * channels.pixels
            for place in first..<first + channels.pixels { factors[pass.part][place] = factor }
        }
    }
}

extension Dropout: OneDNNLayer {
    func isIdentity(isTrained: Bool, input: Shape) -> Bool { !isTrained || rate == 0 }

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try DropoutNode(site, rate: rate)] }
}

extension Dropout2D: OneDNNLayer {
    func isIdentity(isTrained: Bool, input: Shape) -> Bool { !isTrained || rate == 0 }

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        [try DropoutNode(site, rate: rate, isByChannel: true)]
    }
}

extension Memory {
    /// Writes the elementwise product with factors into a tensor of the same layout.
    fileprivate func multiplied(by factors: Span<Float>, into target: Memory) {
        switch layout.elementType {
        case .float32:
            let (from, to) = (elements, target.elements)
            for index in factors.indices { to[index] = from[index] * factors[index] }
        case .bfloat16:
            let (from, to) = (patterns, target.patterns)
            for index in factors.indices {
                to[index] = BFloat16.pattern(of: BFloat16.value(of: from[index]) * factors[index])
            }
        }
    }
}

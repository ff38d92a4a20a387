/// Zeros random elements while training, and scales the others up so that the mean stays the same.
///
/// The choice depends on the seed, the layer, the training step, the thread index and the element's place in memory,
/// not on the order of the work. Equals `torch.nn.Dropout` except for the choice itself.
final class DropoutNode: UnaryNode {
    let output: Activation
    private let context: NodeContext
    private let input: Activation
    private let rate: Float
    private let random: RandomStream
    /// What each element of a part is multiplied by, by part.
    private var factors: [[Float]]
    private var gradients: (adapter: Adapter, input: Activation)?

    /// Makes the node.
    init(_ site: NodeSite, rate: Double) throws(NetworkError) {
        context = site.context
        input = site.input
        self.rate = Float(rate)
        random = RandomStream(seed: context.seed, stream: "dropout/\(site.operation)")
        output = try .kept(context.device, input.layout, parts: context.parts)
        factors = Array(
            repeating: [Float](repeating: 0, count: input[0].count), count: context.parts)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try context.device.wait()
        choose(pass)
        let factors = factors[pass.part]
        input[pass.part].multiplied(by: factors.span, into: output[pass.part])
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let adapter = try Adapter(context.device, outputGradient, as: input.layout)
        let inputGradient = try Activation.passing(context.device, input.layout)
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
        var factors = factors[pass.part].mutableSpan
        // Blocks of four numbers keep the ranges of steps, threads and parts apart.
        let range = (pass.step * context.threads + context.thread) * context.parts + pass.part
        random.fillUniform(
            &factors, startingAt: UInt64(range) * UInt64((factors.count + 3) / 4 * 4))
        for index in factors.indices { factors[index] = factors[index] < rate ? 0 : scale }
    }
}

extension Dropout: OneDNNLayer {
    func isIdentity(isTrained: Bool, input: Shape) -> Bool { !isTrained || rate == 0 }

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try DropoutNode(site, rate: rate)] }
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

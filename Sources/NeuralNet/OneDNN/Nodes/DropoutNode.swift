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
    private let factors: [Storage]
    private let count: Int
    private var gradients: (adapter: Adapter, input: Activation)?

    /// Makes the node.
    init(_ site: NodeSite, rate: Double) throws(NetworkError) {
        context = site.context
        input = site.input
        self.rate = Float(rate)
        random = RandomStream(seed: context.seed, stream: "dropout/\(site.operation)")
        output = try .kept(context.device, input.layout, parts: context.parts)
        count = input[0].count
        let byteCount = count * MemoryLayout<Float>.stride
        factors = (0..<context.parts).map { _ in Storage(byteCount: byteCount) }
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try context.device.wait()
        let scale = 1 / (1 - rate)
        let factors = factors(of: pass.part)
        // Counted in blocks of four numbers, the ranges of steps, threads and parts stay disjoint.
        let range = (pass.step * context.threads + context.thread) * context.parts + pass.part
        random.fillUniform(into: factors, startingAt: UInt64(range) * UInt64((count + 3) / 4 * 4))
        for index in factors.indices { factors[index] = factors[index] < rate ? 0 : scale }
        input[pass.part].multiplied(by: factors, into: output[pass.part])
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
        gradients.adapter.values[pass.part].multiplied(
            by: factors(of: pass.part), into: gradients.input[pass.part])
    }

    private func factors(of part: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(
            start: factors[part].address.assumingMemoryBound(to: Float.self), count: count)
    }
}

extension Dropout: OneDNNLayer {
    func isIdentity(isTrained: Bool, input: Shape) -> Bool { !isTrained || rate == 0 }

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try DropoutNode(site, rate: rate)] }
}

extension Memory {
    /// Writes the elementwise product with factors into a tensor of the same layout.
    fileprivate func multiplied(by factors: UnsafeMutableBufferPointer<Float>, into target: Memory) {
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

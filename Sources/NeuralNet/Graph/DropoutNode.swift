/// Zeros some elements while training, and scales up the others so that the mean stays.
///
/// Which elements depends on the seed, the layer, the training step, the member of the team and the element's place
/// in memory, so the order of the work does not change it. Equals `torch.nn.Dropout` but for the choice itself.
final class DropoutNode: Node {
    let output: Activation
    private let place: Place
    private let lanes: Int
    private let input: Activation
    private let rate: Float
    private let random: RandomStream
    private let factors: [Storage]
    private let count: Int
    private var gradients: (adapter: Adapter, input: Activation)?

    /// Makes the node.
    ///
    /// - Parameter lanes: the number of members of the team.
    init(
        _ place: Place, input: Activation, rate: Double, seed: UInt64, layer: Int, lanes: Int
    ) throws(NetworkError) {
        self.place = place
        self.lanes = lanes
        self.input = input
        self.rate = Float(rate)
        random = RandomStream(seed: seed, stream: "dropout/\(layer)")
        output = try .kept(place.device, input.layout, parts: place.parts)
        count = input[0].count
        let byteCount = count * MemoryLayout<Float>.stride
        factors = (0..<place.parts).map { _ in Storage(byteCount: byteCount) }
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try place.device.wait()
        let scale = 1 / (1 - rate)
        let factors = factors(of: pass.part)
        // Blocks of four numbers keep the ranges of steps, members and parts apart.
        let range = (pass.step * lanes + place.lane) * place.parts + pass.part
        random.fillUniform(into: factors, startingAt: UInt64(range) * UInt64((count + 3) / 4 * 4))
        for index in factors.indices { factors[index] = factors[index] < rate ? 0 : scale }
        input[pass.part].multiplied(by: factors, into: output[pass.part])
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let adapter = try Adapter(place.device, outputGradient, as: input.layout)
        let inputGradient = try Activation.passing(place.device, input.layout)
        gradients = (adapter, inputGradient)
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.adapter.execute(part: pass.part)
        try place.device.wait()
        gradients.adapter.values[pass.part].multiplied(
            by: factors(of: pass.part), into: gradients.input[pass.part])
    }

    private func factors(of part: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(
            start: factors[part].address.assumingMemoryBound(to: Float.self), count: count)
    }
}

extension Memory {
    /// Writes each element times a factor of its own into a tensor of the same layout.
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

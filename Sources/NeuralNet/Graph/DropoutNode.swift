/// Zeros some elements while training, and scales up the others so that the mean stays.
///
/// Which elements depends on the seed, the layer, the training step and the element's place in memory, so neither
/// the order of steps nor the number of threads changes it. Equals `torch.nn.Dropout` but for the choice itself.
final class DropoutNode: Node {
    let output: Memory
    private let input: Memory
    private let rate: Float
    private let random: RandomStream
    private var factors: [Float]
    private var gradients: (output: Memory, input: Memory)?
    private let device: Device

    init(_ device: Device, input: Memory, rate: Double, seed: UInt64, layer: Int) throws(NetworkError) {
        self.device = device
        self.input = input
        self.rate = Float(rate)
        random = RandomStream(seed: seed, stream: "dropout/\(layer)")
        output = try Memory(device, input.layout)
        factors = [Float](repeating: 0, count: input.count)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try device.wait()
        let scale = 1 / (1 - rate)
        let count = factors.count
        // Blocks of four numbers keep the steps' ranges apart.
        let start = UInt64(pass.step) * UInt64((count + 3) / 4 * 4)
        factors.withUnsafeMutableBufferPointer { factors in
            random.fillUniform(into: factors, startingAt: start)
            let input = input.elements
            let output = output.elements
            for index in 0..<count {
                let factor = factors[index] < rate ? 0 : scale
                factors[index] = factor
                output[index] = input[index] * factor
            }
        }
    }

    func prepareBackward(
        _ outputGradient: Memory, needsInputGradient: Bool
    ) throws(NetworkError) -> Memory? {
        guard needsInputGradient else { return nil }
        let adapted = try Adapter(device, outputGradient, as: input.layout)
        let inputGradient = try Memory(device, input.layout)
        adapter = adapted
        gradients = (adapted.memory, inputGradient)
        return inputGradient
    }

    private var adapter: Adapter?

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try adapter?.execute()
        try device.wait()
        let from = gradients.output.elements
        let to = gradients.input.elements
        factors.withUnsafeBufferPointer { factors in
            for index in factors.indices { to[index] = from[index] * factors[index] }
        }
    }
}

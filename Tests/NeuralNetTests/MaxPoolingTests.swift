import NeuralNet
import TestSupport
import Testing

/// 2×2 max pooling after a convolution, with channels in blocks of 16, has a kernel of its own.
///
/// The convolution before it is the identity, so that the pooling's input is known to the bit.
@Suite struct MaxPoolingTests {
    @Test(arguments: [true, false], [Precision.float32, .bfloat16])
    func `each window's maximum is the output, and the first of equal ones gets the gradient`(
        isBehindReLU: Bool, precision: Precision
    ) throws {
        guard precision.isSupportedHere else { return }
        let sizes = [3, 32, 7, 5]
        let architecture = try Architecture(
            input: Shape(Array(sizes.dropFirst())),
            layers: [.convolution2D(filters: 32, kernel: 1, stride: 1, padding: 0)]
                + (isBehindReLU ? [.relu] : []) + [.maxPooling2D(size: 2, stride: 2)])
        let identity = Tensor(
            shape: Shape([32, 32, 1, 1]), values: (0..<1024).map { $0 / 32 == $0 % 32 ? 1 : 0 })
        let zeros = Tensor(shape: Shape([32]), values: [Float](repeating: 0, count: 32))
        let session = try TrainingSession(
            architecture,
            parameters: Parameters(
                for: architecture, from: ["conv1.weight": identity, "conv1.bias": zeros]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 3, seed: 0, threads: 1,
            precision: precision, needsInputGradient: true)
        // Integers from -3 to 3, so that there are windows with ties, with zeros, and with nothing above zero.
        let random = RandomStream(seed: 3, stream: "pooling").uniforms(count: 3 * 32 * 7 * 5)
        let input: [Float] = random.map { ($0 * 7).rounded(.down) - 3 }
        // Integers too, so that bfloat16 represents them exactly.
        let gradient: [Float] = (0..<576).map { Float($0 % 101 + 1) }
        let result = try session.propagate(
            Tensor(shape: Shape(sizes), values: input),
            outputGradient: Tensor(shape: Shape([3, 192]), values: gradient))
        var output: [Float] = []
        var inputGradient = [Float](repeating: 0, count: input.count)
        for index in gradient.indices {
            let row = index % 6 / 2 * 2
            let corner = index / 6 * 35 + row * 5 + index % 2 * 2
            let window: [Int] = [corner, corner + 1, corner + 5, corner + 6]
            let values: [Float] = window.map { isBehindReLU ? max(input[$0], 0) : input[$0] }
            let largest = try #require(values.max())
            output.append(largest)
            if isBehindReLU && largest == 0 { continue }
            inputGradient[window[try #require(values.firstIndex(of: largest))]] = gradient[index]
        }
        #expect(result.output == output)
        #expect(result.inputGradient?.values == inputGradient)
    }
}

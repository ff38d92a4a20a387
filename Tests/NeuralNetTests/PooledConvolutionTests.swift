import NeuralNet
import TestSupport
import Testing

/// The first convolution, its ReLU and its pooling are fused unless the gradient of the images is requested; the
/// results must be those of the three layers.
@Suite struct PooledConvolutionTests {
    static let blocks = [
        ConvolutionBlock(images: 5, input: [1, 8, 6], filters: 32, kernel: 3, padding: 1),
        ConvolutionBlock(images: 2, input: [3, 9, 7], filters: 16, kernel: 3, padding: 0),
        ConvolutionBlock(images: 3, input: [4, 7, 10], filters: 48, kernel: 2, padding: 1),
        ConvolutionBlock(images: 1, input: [2, 5, 11], filters: 16, kernel: 1, padding: 0),
        ConvolutionBlock(images: 7, input: [1, 12, 9], filters: 32, kernel: 5, padding: 2),
        ConvolutionBlock(images: 40, input: [1, 28, 28], filters: 32, kernel: 3, padding: 1),
    ]

    @Test(arguments: blocks) func `the block computes what its layers define`(block: ConvolutionBlock) throws
    {
        let session = try block.session()
        let expected = try ConvolutionReference(block, session.parameters(), block.imageBatch)
        let gradient = ConvolutionBlock.numbers("gradient", count: expected.output.count)
        let result = try session.propagate(
            block.imageBatch,
            outputGradient: Tensor(shape: Shape([block.images, block.size]), values: gradient))
        expectClose(result.output, expected.output, absolute: 2e-6, relative: 2e-6, "output")
        try expected.gradients(gradient).expectThose(of: session, biasWithin: 2e-4)
    }

    @Test(arguments: blocks)
    func `in a batch that is not full, only its images count`(block: ConvolutionBlock) throws {
        let alone = try block.session(isClassifier: true)
        let roomy = try block.session(isClassifier: true, room: 9)
        let images = ConvolutionBlock.numbers("images", count: 60 * block.input.reduce(1, *))
        let size = block.input.reduce(1, *)
        // The remains of an earlier batch must not count.
        _ = try roomy.computeGradients(
            labels: Array(repeating: 1, count: block.images + 9),
            filling: rowsOf(images.map { 1 - $0 }, size: size))
        let labels = (0..<block.images).map { $0 % 3 }
        _ = try alone.computeGradients(labels: labels, filling: rowsOf(images, size: size))
        _ = try roomy.computeGradients(labels: labels, filling: rowsOf(images, size: size))
        let expected = try alone.gradients()
        for (name, gradient) in try roomy.gradients() {
            expectClose(
                gradient.values, try #require(expected[name]).values, absolute: 1e-5, relative: 1e-4, name)
        }
    }

    @Test(arguments: blocks) func `in bfloat16 the block rounds its output and nothing before`(
        block: ConvolutionBlock
    )
        throws
    {
        guard Precision.bfloat16.isSupportedHere else { return }
        let session = try block.session(precision: .bfloat16)
        let exact = try ConvolutionReference(block, session.parameters(), block.imageBatch)
        let result = try session.propagate(
            block.imageBatch,
            outputGradient: Tensor(
                shape: Shape([block.images, block.size]),
                values: [Float](repeating: 0.5, count: exact.output.count)))
        // Half of the last of 8 bits.
        expectClose(result.output, exact.output, absolute: 1e-6, relative: 0x1p-8, "output")
        #expect(zip(result.output, exact.output).contains { abs($0 - $1) > 1e-4 * abs($1) })
        let expected = exact.gradients([Float](repeating: 0.5, count: exact.output.count))
        expectClose(
            try #require(session.gradients()["conv1.bias"]).values, expected.bias, absolute: 0, relative: 0,
            "bias")
    }

    @Test func `no gradient passes where the ReLU gives zero`() throws {
        let block = ConvolutionBlock(images: 2, input: [1, 6, 4], filters: 32, kernel: 3, padding: 1)
        let session = try block.session(bias: 0)
        let result = try session.propagate(
            Tensor(shape: Shape([2, 1, 6, 4]), values: [Float](repeating: 0, count: 48)),
            outputGradient: Tensor(shape: Shape([2, 192]), values: [Float](repeating: 1, count: 384)))
        #expect(result.output == [Float](repeating: 0, count: 384))
        #expect(try session.gradients()["conv1.bias"]?.values == [Float](repeating: 0, count: 32))
    }

    @Test func `NaN is propagated, so that a training that has diverged ends`() throws {
        guard Propagation.nan else { return }
        let block = ConvolutionBlock(images: 1, input: [1, 4, 4], filters: 16, kernel: 1, padding: 0)
        let session = try block.session()
        for place in [0, 1, 4, 5] {
            var pixels = [Float](repeating: 1, count: 16)
            pixels[place] = .nan
            let result = try session.propagate(
                Tensor(shape: Shape([1, 1, 4, 4]), values: pixels),
                outputGradient: Tensor(shape: Shape([1, 64]), values: [Float](repeating: 0, count: 64)))
            #expect(
                result.output.indices.filter { result.output[$0].isNaN }
                    == Array(stride(from: 0, to: 64, by: 4)))
        }
    }
}

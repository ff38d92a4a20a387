import NeuralNet
import TestSupport
import Testing

/// Convolutions of 3×3 with multiples of 16 channels are computed by Winograd's algorithm, fused with the ReLU and the
/// pooling after them; the results must be those of the layers.
struct WinogradConvolutionTests {
    static let blocks = [
        ConvolutionBlock(images: 5, input: [16, 8, 6], filters: 32, kernel: 3, padding: 1),
        ConvolutionBlock(images: 3, input: [32, 9, 7], filters: 16, kernel: 3, padding: 0, isPooled: false),
        ConvolutionBlock(
            images: 2, input: [48, 7, 10], filters: 80, kernel: 3, padding: 2, isRectified: false,
            isPooled: false),
        // The last row and column fill no window.
        ConvolutionBlock(images: 4, input: [16, 7, 5], filters: 48, kernel: 3, padding: 1),
        // Smaller than a tile.
        ConvolutionBlock(images: 1, input: [32, 4, 3], filters: 16, kernel: 3, padding: 1, isPooled: false),
        ConvolutionBlock(images: 7, input: [32, 14, 14], filters: 64, kernel: 3, padding: 1),
        // So much work that vectors of 8 floats take the algorithm too.
        ConvolutionBlock(
            images: 3, input: [64, 18, 14], filters: 80, kernel: 3, padding: 0, isRectified: false,
            isPooled: false),
        ConvolutionBlock(images: 2, input: [48, 20, 19], filters: 64, kernel: 3, padding: 1),
        // A weight beyond the cache, and more tiles than pass all stages together.
        ConvolutionBlock(
            images: 17, input: [128, 7, 8], filters: 256, kernel: 3, padding: 1, isPooled: false),
    ]

    @Test(arguments: blocks) func `the block computes what its layers define`(block: ConvolutionBlock) throws
    {
        let session = try block.session(needsInputGradient: true)
        let expected = try ConvolutionReference(block, session.parameters(), block.imageBatch)
        let gradient = ConvolutionBlock.numbers("gradient", count: expected.output.count)
        // The remains of an earlier batch must not count.
        for pass in 0..<2 {
            let input = pass == 0 ? block.imageBatch.values.map { 1 - $0 } : block.imageBatch.values
            let result = try session.propagate(
                Tensor(shape: block.imageBatch.shape, values: input),
                outputGradient: Tensor(shape: Shape([block.images, block.size]), values: gradient))
            guard pass == 1 else { continue }
            expectClose(
                result.output, expected.output, absolute: block.outputRounding, relative: 2e-6, "output")
        }
        let gradients = expected.gradients(gradient)
        try gradients.expectThose(of: session, biasWithin: 2e-5)
        expectClose(
            try #require(session.inputGradient()).values, gradients.input,
            absolute: block.inputGradientRounding, relative: 1e-5, "input gradient")
    }

    /// After a first layer in bfloat16, the values of a second one are rounded before and after it, never within.
    @Test(arguments: blocks.filter { !$0.isLarge })
    func `in bfloat16 only the values between layers are rounded`(
        block: ConvolutionBlock
    ) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let (computed, exact) = try Self.bfloat16Pass(of: block)
        // The last layer's output is not rounded.
        expectClose(
            computed.output, exact.output, absolute: block.outputRounding, relative: 2e-6, "output")
        expectClose(computed.weight, exact.weight, absolute: 2e-4, relative: 1e-5, "weight")
        expectClose(
            computed.input, exact.input, absolute: block.inputGradientRounding, relative: 0x1p-8,
            "input gradient")
        #expect(zip(computed.input, exact.input).contains { abs($0 - $1) > 1e-4 * abs($1) })
    }

    /// Large convolutions take the processor's instructions for bfloat16.
    @Test(arguments: blocks.filter(\.isLarge))
    func `in bfloat16 the factors of a large convolution's products are rounded too, and their sums are not`(
        block: ConvolutionBlock
    ) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let (computed, exact) = try Self.bfloat16Pass(of: block)
        expectClose(
            computed.output, exact.output, absolute: block.outputRoundingInBFloat16, relative: 0, "output")
        #expect(zip(computed.output, exact.output).contains { abs($0 - $1) > 10 * block.outputRounding })
        // A rounding may make another element of a window the largest, or stop another at the ReLU.
        guard !block.isRectified else { return }
        expectClose(
            computed.weight, exact.weight, absolute: block.weightGradientRoundingInBFloat16, relative: 0,
            "weight")
        // It is rounded once more, as the value between two layers that it is.
        expectClose(
            computed.input, exact.input, absolute: block.inputGradientRoundingInBFloat16, relative: 0x1p-8,
            "input gradient")
    }

    /// A block's output, and the gradients of its weight and its input.
    private typealias PassResult = (output: [Float], weight: [Float], input: [Float])

    /// What a session in bfloat16 computes of numbers of few bits, which bfloat16 represents exactly, and what the
    /// layers define.
    private static func bfloat16Pass(
        of block: ConvolutionBlock
    ) throws -> (computed: PassResult, exact: PassResult) {
        let session = try block.session(precision: .bfloat16, needsInputGradient: true)
        let input = Tensor(
            shape: block.imageBatch.shape, values: block.imageBatch.values.map { ($0 * 16).rounded() / 16 })
        let reference = try ConvolutionReference(block, session.parameters(), input)
        let gradient = ConvolutionBlock.numbers("gradient", count: reference.output.count)
            .map { ($0 * 16).rounded() / 16 }
        let result = try session.propagate(
            input, outputGradient: Tensor(shape: Shape([block.images, block.size]), values: gradient))
        let gradients = reference.gradients(gradient)
        return (
            (
                result.output, try #require(session.gradients()["conv1.weight"]).values,
                try #require(session.inputGradient()).values
            ), (reference.output, gradients.weight, gradients.input)
        )
    }

    @Test(arguments: [true, false])
    func `NaN is propagated, so that a training that has diverged ends`(isPooled: Bool) throws {
        guard Propagation.nan else { return }
        let block = ConvolutionBlock(
            images: 1, input: [16, 8, 8], filters: 16, kernel: 3, padding: 1, isPooled: isPooled)
        let session = try block.session()
        var pixels = block.imageBatch.values
        pixels[27] = .nan
        let result = try session.propagate(
            Tensor(shape: block.imageBatch.shape, values: pixels),
            outputGradient: Tensor(
                shape: Shape([1, block.size]), values: [Float](repeating: 0, count: block.size)))
        #expect(result.output.contains { $0.isNaN })
    }
}

extension ConvolutionBlock {
    /// Whether it has so many multiply-adds an image that its products are in bfloat16 if the training is.
    fileprivate var isLarge: Bool {
        let places = input.dropFirst().reduce(1) { $0 * ($1 + 2 * padding - 2) }
        return 9 * input[0] * filters * places >= 8_000_000
    }

    /// How far an output may be off by rounding.
    fileprivate var outputRounding: Float {
        WinogradRounding.output(terms: input[0], deviations: deviations)
    }

    /// How far the gradient of an input may be off by rounding.
    fileprivate var inputGradientRounding: Float {
        WinogradRounding.inputGradient(terms: filters, deviations: deviations)
    }

    /// How far an output may be off with products in bfloat16.
    fileprivate var outputRoundingInBFloat16: Float {
        WinogradRounding.outputInBFloat16(terms: input[0], deviations: deviations)
    }

    /// How far the gradient of an input may be off with products in bfloat16.
    fileprivate var inputGradientRoundingInBFloat16: Float {
        WinogradRounding.inputGradientInBFloat16(terms: filters, deviations: deviations)
    }

    /// How far the gradient of a weight may be off with products in bfloat16: images and gradients are of uniform
    /// distributions between ±1, whose variance is a third.
    fileprivate var weightGradientRoundingInBFloat16: Float {
        let tiles = input.dropFirst().reduce(images) { $0 * (($1 + 2 * padding + 1) / 4) }
        return WinogradRounding.weightGradientInBFloat16(terms: tiles, deviations: 1 / 3)
    }

    /// The product of the standard deviations of images, or gradients, and initial kernels: of uniform distributions
    /// between ±1, and between ±1/√(9·channels).
    private var deviations: Double { (1 / (27 * Double(input[0]))).squareRoot() / 3.0.squareRoot() }
}

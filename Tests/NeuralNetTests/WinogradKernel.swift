import CKernels

/// The kernel of Winograd's algorithm alone, for random numbers, with a ReLU and maybe a pooling.
struct WinogradKernel {
    /// The results of one pass forward and one backward.
    struct Results: Equatable {
        var output: [Float]
        var argmax: [UInt8]
        var inputGradient: [Float]
        var weightGradient: [Float]
        var biasGradient: [Float]
    }

    /// More tiles than pass all stages together, and an odd number of them; no length is a multiple of a tile's.
    private static let (images, height, width) = (19, 7, 6)

    private var convolution: stepbook_winograd_convolution

    /// Makes one.
    ///
    /// - Parameters:
    ///   - blocks: the numbers of blocks of 16 inputs and outputs.
    ///   - isBFloat16: whether images, outputs and their gradients are bfloat16.
    ///   - hasProducts: whether the products are.
    init(
        blocks: [Int], isPooled: Bool, hasLongRegisters: Bool, isBFloat16: Bool = false,
        hasProducts: Bool = false
    ) {
        convolution = stepbook_winograd_convolution(
            images: Self.images, input_blocks: blocks[0], output_blocks: blocks[1], height: Self.height,
            width: Self.width, padding: 1, has_relu: 1, is_pooled: isPooled ? 1 : 0,
            is_bfloat16: isBFloat16 ? 1 : 0, is_output_bfloat16: isBFloat16 ? 1 : 0,
            has_long_registers: hasLongRegisters ? 1 : 0, has_bfloat16_products: hasProducts ? 1 : 0)
    }

    private var inputs: Int { convolution.input_blocks * 16 }
    private var outputs: Int { convolution.output_blocks * 16 }

    /// The number of tiles.
    var tiles: Int { Self.images * ((Self.height + 3) / 4) * ((Self.width + 3) / 4) }

    /// Computes forward and backward.
    ///
    /// - Parameter earlier: the results from whose output and argmax the gradients are computed; `nil` for its own.
    func results(backwardFrom earlier: Results? = nil) -> Results {
        convolution.is_bfloat16 == 1
            ? results(
                backwardFrom: earlier, as: UInt16.self, from: { $0.map { UInt16($0.bitPattern >> 16) } }
            ) {
                $0.map { Float(bitPattern: UInt32($0) << 16) }
            } : results(backwardFrom: earlier, as: Float.self, from: { $0 }, to: { $0 })
    }

    private func results<Element: Numeric & BitwiseCopyable>(
        backwardFrom earlier: Results?, as type: Element.Type, from elements: ([Float]) -> [Element],
        to numbers: ([Element]) -> [Float]
    ) -> Results {
        let pixels =
            convolution.is_pooled == 1 ? (Self.height / 2) * (Self.width / 2) : Self.height * Self.width
        let count = Self.images * outputs * pixels
        let imageCount = Self.images * inputs * Self.height * Self.width
        var output = [Element](repeating: 0, count: count)
        var inputGradient = [Element](repeating: 0, count: imageCount)
        var argmax = [UInt8](repeating: 0, count: count)
        var weightGradient = [Float](repeating: 0, count: outputs * inputs * 9)
        var biasGradient = [Float](repeating: 0, count: outputs)
        let image = elements(Self.rounded("input", count: imageCount))
        let gradient = elements(Self.rounded("gradient", count: count))
        let weight = ConvolutionBlock.numbers("weight", count: weightGradient.count)
        let bias = ConvolutionBlock.numbers("bias", count: outputs)
        let scratch = stepbook_winograd_convolution_scratch(convolution, 1)
        withUnsafeTemporaryAllocation(byteCount: scratch * 4, alignment: 64) { bytes in
            let floats = bytes.bindMemory(to: Float.self)
            // Whatever is left from before must not count.
            floats.initialize(repeating: .nan)
            stepbook_winograd_convolution_forward(
                convolution, image, weight, bias, &output, &argmax, floats.baseAddress)
            floats.initialize(repeating: .nan)
            stepbook_winograd_convolution_backward(
                convolution, image, earlier.map { elements($0.output) } ?? output, earlier?.argmax ?? argmax,
                gradient, weight, &inputGradient, &weightGradient, &biasGradient, floats.baseAddress)
        }
        return Results(
            output: numbers(output), argmax: argmax, inputGradient: numbers(inputGradient),
            weightGradient: weightGradient, biasGradient: biasGradient)
    }

    /// Numbers between −1 and 1 of few bits, which bfloat16 represents exactly.
    private static func rounded(_ name: String, count: Int) -> [Float] {
        ConvolutionBlock.numbers(name, count: count).map { ($0 * 16).rounded() / 16 }
    }
}

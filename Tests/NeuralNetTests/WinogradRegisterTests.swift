import CKernels
import NeuralNet
import TestSupport
import Testing

/// The products of Winograd's algorithm are cut so that they fill the processor's registers, which must not change a bit.
struct WinogradRegisterTests {
    /// The results of one pass forward and one backward.
    private struct Results: Equatable {
        var output: [Float]
        var argmax: [UInt8]
        var inputGradient: [Float]
        var weightGradient: [Float]
        var biasGradient: [Float]
    }

    /// More tiles than pass all stages together, of channels whose number has no power of two as a factor beyond 16, and
    /// of so many that their weight takes more tiles at once in short registers.
    @Test(arguments: [[3, 5], [8, 16]], [false, true])
    func `long and short registers give the same bits`(blocks: [Int], isPooled: Bool) {
        let long = Self.results(blocks: blocks, isPooled: isPooled, hasLongRegisters: true)
        let short = Self.results(blocks: blocks, isPooled: isPooled, hasLongRegisters: false)
        #expect(long == short)
        for numbers in [long.output, long.inputGradient, long.weightGradient, long.biasGradient] {
            #expect(numbers.contains { $0 != 0 } && numbers.allSatisfy(\.isFinite))
        }
    }

    private static func results(blocks: [Int], isPooled: Bool, hasLongRegisters: Bool) -> Results {
        let (images, height, width) = (19, 8, 7)
        let (inputs, outputs) = (blocks[0] * 16, blocks[1] * 16)
        let convolution = stepbook_winograd_convolution(
            images: images, input_blocks: blocks[0], output_blocks: blocks[1], height: height, width: width,
            padding: 1, has_relu: 1, is_pooled: isPooled ? 1 : 0, is_bfloat16: 0, is_output_bfloat16: 0,
            has_long_registers: hasLongRegisters ? 1 : 0, has_bfloat16_products: 0)
        let pixels = isPooled ? (height / 2) * (width / 2) : height * width
        let count = images * outputs * pixels
        var results = Results(
            output: [Float](repeating: 0, count: count), argmax: [UInt8](repeating: 0, count: count),
            inputGradient: [Float](repeating: 0, count: images * inputs * height * width),
            weightGradient: [Float](repeating: 0, count: outputs * inputs * 9),
            biasGradient: [Float](repeating: 0, count: outputs))
        let image = ConvolutionBlock.numbers("input", count: results.inputGradient.count)
        let weight = ConvolutionBlock.numbers("weight", count: results.weightGradient.count)
        let bias = ConvolutionBlock.numbers("bias", count: outputs)
        let gradient = ConvolutionBlock.numbers("gradient", count: count)
        let scratch = stepbook_winograd_convolution_scratch(convolution, 1)
        withUnsafeTemporaryAllocation(byteCount: scratch * 4, alignment: 64) { bytes in
            let floats = bytes.bindMemory(to: Float.self).baseAddress
            stepbook_winograd_convolution_forward(
                convolution, image, weight, bias, &results.output, &results.argmax, floats)
            stepbook_winograd_convolution_backward(
                convolution, image, results.output, results.argmax, gradient, weight,
                &results.inputGradient, &results.weightGradient, &results.biasGradient, floats)
        }
        return results
    }
}

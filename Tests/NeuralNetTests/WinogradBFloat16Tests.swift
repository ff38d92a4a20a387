import NeuralNet
import TestSupport
import Testing

/// Where the processor has instructions for bfloat16, Winograd's products are computed with them in bfloat16 training.
///
/// Both kernels get the same numbers, and the same output and argmax for the backward pass: a rounding that makes another
/// element of a window the largest, or stops another at the ReLU, is not what is compared.
struct WinogradBFloat16Tests {
    @Test(arguments: [[1, 1], [3, 5], [2, 4], [8, 16]], [false, true])
    func `products in bfloat16 are those in float but for the rounding of their factors`(
        blocks: [Int], isPooled: Bool
    ) {
        guard Precision.bfloat16.isSupportedHere else { return }
        let kernel = WinogradKernel(
            blocks: blocks, isPooled: isPooled, hasLongRegisters: true, isBFloat16: true, hasProducts: true)
        let exact = WinogradKernel(
            blocks: blocks, isPooled: isPooled, hasLongRegisters: true, isBFloat16: true
        ).results()
        let rounded = kernel.results(backwardFrom: exact)
        // Numbers of a uniform distribution between ±1 have the variance 1/3, and outputs are stored as bfloat16.
        expectClose(
            rounded.output, exact.output,
            absolute: WinogradRounding.outputInBFloat16(terms: blocks[0] * 16, deviations: 1 / 3),
            relative: 0x1p-7, "output")
        expectClose(
            rounded.inputGradient, exact.inputGradient,
            absolute: WinogradRounding.inputGradientInBFloat16(terms: blocks[1] * 16, deviations: 1 / 3),
            relative: 0x1p-7, "input gradient")
        expectClose(
            rounded.weightGradient, exact.weightGradient,
            absolute: WinogradRounding.weightGradientInBFloat16(terms: kernel.tiles, deviations: 1 / 3),
            relative: 0, "weight gradient")
        expectClose(rounded.biasGradient, exact.biasGradient, absolute: 0, relative: 0, "bias gradient")
        #expect(rounded.weightGradient != exact.weightGradient)
        #expect(kernel.results(backwardFrom: exact) == rounded)
    }
}

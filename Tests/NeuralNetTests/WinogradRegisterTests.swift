import TestSupport
import Testing

/// The products of Winograd's algorithm are cut so that they fill the processor's registers, which must not change a bit.
struct WinogradRegisterTests {
    /// Numbers of channels without a power of two as a factor beyond 16, and so many that their weight takes more tiles at
    /// once in short registers.
    @Test(arguments: [[3, 5], [8, 16]], [false, true])
    func `long and short registers give the same bits`(blocks: [Int], isPooled: Bool) {
        let long = WinogradKernel(blocks: blocks, isPooled: isPooled, hasLongRegisters: true).results()
        let short = WinogradKernel(blocks: blocks, isPooled: isPooled, hasLongRegisters: false).results()
        #expect(long == short)
        for numbers in [long.output, long.inputGradient, long.weightGradient, long.biasGradient] {
            #expect(numbers.contains { $0 != 0 } && numbers.allSatisfy(\.isFinite))
        }
    }
}

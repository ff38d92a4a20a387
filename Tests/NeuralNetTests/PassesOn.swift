import NeuralNet
import TestSupport

/// What the kernels of this machine's processor pass on.
enum PassesOn {
    /// Whether a ReLU passes on what is no number: oneDNN's own gives zero for it under AVX2, which a training that has
    /// diverged should not be able to hide behind.
    static let notANumber = SkipLog.allows(
        "avx512/not-a-number", KernelLibrary.instructionSet.hasPrefix("AVX-512"),
        "oneDNN's ReLU gives zero for what is no number on \(KernelLibrary.instructionSet)")
}

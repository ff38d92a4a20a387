import NeuralNet
import TestSupport

/// What the kernels for this machine's CPU propagate.
enum Propagation {
    /// Whether a ReLU propagates NaN: oneDNN's own gives zero for it under AVX2, which could hide that a training has
    /// diverged.
    static let nan = SkipLog.allows(
        "avx512/not-a-number", KernelLibrary.instructionSet.hasPrefix("AVX-512"),
        "oneDNN's ReLU gives zero for NaN on \(KernelLibrary.instructionSet)")
}

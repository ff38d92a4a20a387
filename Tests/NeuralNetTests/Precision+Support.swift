import NeuralNet
import TestSupport

extension Precision {
    /// Whether this machine's CPU computes in it; if not, what asks is listed as skipped.
    var isSupportedHere: Bool {
        switch self {
        case .float32: true
        case .bfloat16: Self.hasBFloat16
        }
    }

    private static let hasBFloat16 = SkipLog.allows(
        "processor/bfloat16", KernelLibrary.hasBFloat16, "this processor has no bfloat16")
}

/// How exactly a network computes.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
    /// Float32 throughout.
    case float32

    /// Values between layers and the weights that kernels see in bfloat16, sums and trained parameters in Float32.
    ///
    /// Micikevicius et al. 2018, "Mixed precision training"; PyTorch's `torch.autocast("cpu", torch.bfloat16)`. Bfloat16
    /// has Float32's range, so the loss needs no scaling.
    case bfloat16

    /// How values between layers are kept.
    var elementType: ElementType { self == .float32 ? .float32 : .bfloat16 }
}

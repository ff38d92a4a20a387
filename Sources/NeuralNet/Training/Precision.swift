/// The numeric precision of a network's computation.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
    /// Float32 throughout.
    case float32

    /// Activations and the kernels' weights in bfloat16, sums and trained parameters in Float32.
    ///
    /// Micikevicius et al. 2018, "Mixed precision training"; PyTorch's `torch.autocast("cpu", torch.bfloat16)`.
    /// Bfloat16 has Float32's range, so the loss needs no scaling.
    case bfloat16

    /// The element type of the values between layers.
    var elementType: ElementType { self == .float32 ? .float32 : .bfloat16 }
}

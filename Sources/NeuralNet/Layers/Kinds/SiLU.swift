/// x / (1 + e⁻ˣ) of each element, `torch.nn.SiLU()`.
///
/// Source: Elfwing, Uchibe and Doya, “Sigmoid-weighted linear units”, Neural Networks 107, 2018; also called swish.
public struct SiLU: LayerKind {
    public static let name = "silu"
    public static let summary = "x / (1 + e⁻ˣ) of each value, a smooth ReLU, also called swish."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { input }
}

extension Layer {
    /// A ``SiLU``.
    public static let silu = Layer(SiLU())
}

/// x · Φ(x) of each element, with Φ the distribution function of the normal distribution, `torch.nn.GELU()`.
///
/// Source: Hendrycks and Gimpel, “Gaussian Error Linear Units (GELUs)”, 2016; by the error function, not its
/// approximation.
public struct GELU: LayerKind {
    public static let name = "gelu"
    public static let summary =
        "x · Φ(x) of each value, Φ the distribution function of the normal distribution: a smooth ReLU."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { input }
}

extension Layer {
    /// A ``GELU``.
    public static let gelu = Layer(GELU())
}

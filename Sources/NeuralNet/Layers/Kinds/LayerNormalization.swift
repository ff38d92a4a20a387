/// Each image moved and scaled to mean 0 and variance 1, then each of its values by a weight and a bias of its own,
/// `torch.nn.LayerNorm([C, H, W])`, or `torch.nn.LayerNorm(I)` of rows of features.
///
/// y = (x − mean) / √(variance + ε) · weight + bias. Mean and variance are those of all values of one image, in training
/// as in inference, so that no image depends on the others of its batch. Source: Ba, Kiros and Hinton, “Layer
/// Normalization”, 2016.
public struct LayerNormalization: LayerKind {
    public static let name = "layerNorm"
    public static let tensorNames = ["weight", "bias"]
    public static let summary =
        "All values of an image or a row scaled to mean 0 and variance 1, then each by a trained weight and bias of its own."

    /// Added to the variance, so that nothing is divided by zero.
    public static let epsilon: Float = 1e-5

    public init() {}

    public func outputShape(for input: Shape) -> Shape { input }

    public func tensors(for input: Shape) -> [TensorSpecification] {
        [
            TensorSpecification("weight", input, .constant(1)),
            TensorSpecification("bias", input, .constant(0)),
        ]
    }

    // Every value is an output of its own.
    public func tensors(weight: Tensor, bias: Tensor) -> [Tensor] {
        [weight, Tensor(shape: weight.shape, values: bias.values)]
    }

    // Each value times its weight, plus its bias.
    public func multiplyAdds(for input: Shape, output: Shape) -> Int { output.count }
}

extension Layer {
    /// A ``LayerNormalization``.
    public static let layerNormalization = Layer(LayerNormalization())
}

/// Each channel moved and scaled to a mean and a deviation that are trained, `torch.nn.BatchNorm2d(C)`.
///
/// y = (x − mean) / √(variance + ε) · weight + bias. In training mean and variance are those of the channel over all
/// images and pixels of the batch, whatever the number of threads; a trained network takes their running means. Source:
/// Ioffe and Szegedy, “Batch Normalization”, ICML 2015.
public struct BatchNormalization2D: LayerKind {
    public static let name = "batchNorm2d"
    public static let tensorPrefix = "batchNorm"
    public static let tensorNames = ["weight", "bias", "running_mean", "running_var"]
    public static let summary =
        "Each channel scaled to mean 0 and variance 1 over the batch, then by a trained weight and bias."

    /// Added to the variance, so that nothing is divided by zero.
    public static let epsilon: Float = 1e-5

    /// A batch's share in the running means.
    public static let momentum: Float = 0.1

    public init() {}

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try input.require(.images, for: Self.name, counterpart: .batchNormalization1D)
        return input
    }

    public func tensors(for input: Shape) -> [TensorSpecification] {
        let channels = Shape([input.dimensions[0]])
        return [
            TensorSpecification("weight", channels, .constant(1)),
            TensorSpecification("bias", channels, .constant(0)),
            TensorSpecification("running_mean", channels, .constant(0), isTrained: false),
            TensorSpecification("running_var", channels, .constant(1), isTrained: false),
        ]
    }

    public func weightAndBias(of tensors: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
        guard tensors.count == 4 else { return nil }
        let values = tensors.map(\.values)
        var (weight, bias) = (values[0], values[1])
        for channel in weight.indices {
            weight[channel] /= (values[3][channel] + Self.epsilon).squareRoot()
            bias[channel] -= values[2][channel] * weight[channel]
        }
        return (
            Tensor(shape: tensors[0].shape, values: weight), Tensor(shape: tensors[1].shape, values: bias)
        )
    }

    public func tensors(weight: Tensor, bias: Tensor) -> [Tensor] {
        let count = bias.values.count
        return [
            weight, bias, Tensor(shape: bias.shape, values: [Float](repeating: 0, count: count)),
            Tensor(shape: bias.shape, values: [Float](repeating: 1 - Self.epsilon, count: count)),
        ]
    }
}

extension Layer {
    /// A ``BatchNormalization2D``.
    public static let batchNormalization2D = Layer(BatchNormalization2D())
}

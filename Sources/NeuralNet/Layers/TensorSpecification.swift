/// A tensor that a layer has.
public struct TensorSpecification: Sendable, Hashable {
    /// What it is called within its layer: `weight`, `bias`.
    public let name: String

    /// PyTorch's shape: `[O, I, kH, kW]` or `[O, I]` for weights, `[O]` for a bias.
    public let shape: Shape

    /// What it begins as.
    public let initialization: Initialization

    /// Whether an optimizer changes it by its gradient; otherwise the layer itself does, if anything.
    public let isTrained: Bool

    /// What a tensor begins as.
    public enum Initialization: Sendable, Hashable {
        /// Uniform within ±1/√fan-in, which PyTorch's layers take by default for weights and biases.
        ///
        /// `kaiming_uniform_(weight, a=√5)` comes to this bound; see `torch.nn.Linear.reset_parameters`.
        case uniform(fanIn: Int)

        /// The same number everywhere.
        case constant(Float)
    }

    /// Makes a specification.
    public init(_ name: String, _ shape: Shape, _ initialization: Initialization, isTrained: Bool = true) {
        self.name = name
        self.shape = shape
        self.initialization = initialization
        self.isTrained = isTrained
    }

    /// The weight and the bias of a layer whose outputs each sum over `fanIn` inputs.
    static func weightAndBias(_ weight: Shape, fanIn: Int) -> [TensorSpecification] {
        [
            TensorSpecification("weight", weight, .uniform(fanIn: fanIn)),
            TensorSpecification("bias", Shape([weight.dimensions[0]]), .uniform(fanIn: fanIn)),
        ]
    }
}

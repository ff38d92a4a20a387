/// A tensor that a layer has.
public struct TensorSpecification: Sendable, Hashable {
    /// Its name within the layer: `weight`, `bias`.
    public let name: String

    /// PyTorch's shape: `[O, I, kH, kW]` or `[O, I]` for weights, `[O]` for a bias.
    public let shape: Shape

    /// Its initialization.
    public let initialization: Initialization

    /// Whether an optimizer updates it by its gradient; otherwise only the layer itself may change it.
    public let isTrained: Bool

    /// The initialization of a tensor.
    public enum Initialization: Sendable, Hashable {
        /// Uniform within ±1/√fan-in, the default of PyTorch's layers for weights and biases.
        ///
        /// `kaiming_uniform_(weight, a=√5)` has this bound; see `torch.nn.Linear.reset_parameters`.
        case uniform(fanIn: Int)

        /// The same value in all elements.
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

import NeuralNet

/// A network by the definitions of its layers, to compare the engine with.
struct ReferenceNetwork {
    private let chain: ReferenceChain
    private let names: [String]

    init(_ architecture: Architecture, _ parameters: Parameters) {
        self.init(architecture, parameters.tensors.map { ReferenceTensor($0.tensor) })
    }

    /// - Parameter tensors: the parameters in the architecture's order.
    init(_ architecture: Architecture, _ tensors: [ReferenceTensor]) {
        var tensors = tensors[...]
        chain = ReferenceChain(architecture.layers, &tensors)
        precondition(tensors.isEmpty, "\(tensors.count) tensors are left")
        names = architecture.parameters.map(\.name)
    }

    /// What a batch gives.
    struct Results {
        /// The logits, the loss, and in training the gradients, that of the images first, and the running statistics.
        let parts: [(name: String, kind: ReferencePart.Kind, values: [Double])]
        /// See ``ReferencePass/margins``.
        let margins: [[Double]]
    }

    /// Computes logits, loss and gradients of a batch in training.
    ///
    /// - Parameter isRounded: whether values between layers are rounded to Float32.
    func train(_ images: ReferenceTensor, _ loss: ReferenceLoss, isRounded: Bool = false) -> Results {
        var (chain, pass) = (chain, ReferencePass(isTraining: true, isRounded: isRounded))
        let logits = chain.forward(images, &pass)
        let (value, gradient) = loss(logits)
        let inputGradient = chain.backward(pass.stored(gradient), pass)
        let parameters = zip(names, chain.parameters).map { name, parameter in
            parameter.gradient.map { (name, ReferencePart.Kind.gradient, $0) }
                ?? (name, .running, parameter.values)
        }
        return Results(
            parts: [
                ("logits", .logits, logits.values), ("loss", .loss, [value]),
                (Self.inputGradient, .gradient, inputGradient.values),
            ] + parameters, margins: pass.margins)
    }

    /// Computes logits and loss of a batch of a trained network.
    func infer(_ images: ReferenceTensor, _ loss: ReferenceLoss, isRounded: Bool = false) -> Results {
        var (chain, pass) = (chain, ReferencePass(isTraining: false, isRounded: isRounded))
        let logits = chain.forward(images, &pass)
        return Results(
            parts: [("logits", .logits, logits.values), ("loss", .loss, [loss(logits).value])],
            margins: pass.margins)
    }

    /// The name of the gradient of the images among the parts.
    static let inputGradient = "input gradient"
}

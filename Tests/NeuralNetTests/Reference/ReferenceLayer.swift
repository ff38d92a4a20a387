import NeuralNet

/// A layer by its definition: plain loops in double precision, which share nothing with the engine.
protocol ReferenceLayer {
    /// Computes the output, and keeps what the gradients need.
    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor

    /// Computes the gradients of the parameters, and returns that of the input.
    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor

    /// The layer's parameters in the order of its tensors.
    var parameters: [ReferenceParameter] { get }
}

/// A parameter as the last pass has left it.
struct ReferenceParameter {
    var values: [Double]
    /// `nil` for running statistics, which no optimizer updates.
    var gradient: [Double]?

    /// A parameter that an optimizer updates, whose gradient is not known yet.
    static func trained(_ tensor: ReferenceTensor) -> ReferenceParameter {
        ReferenceParameter(
            values: tensor.values, gradient: [Double](repeating: 0, count: tensor.values.count))
    }
}

/// A pass through a network, and what it decided by.
struct ReferencePass {
    /// Whether batch normalizations take the statistics of the batch, and otherwise the running ones.
    let isTraining: Bool

    /// Whether every value between layers is rounded to Float32, as an engine stores it, and those within a normalization
    /// that nearly cancel each other.
    let isRounded: Bool

    /// For each layer that chooses, such as a ReLU, how far each of its choices was from another one.
    private(set) var margins: [[Double]] = []

    init(isTraining: Bool, isRounded: Bool) {
        self.isTraining = isTraining
        self.isRounded = isRounded
    }

    /// A value as it is stored between layers.
    func stored(_ value: ReferenceTensor) -> ReferenceTensor { isRounded ? value.rounded : value }

    /// A number as a kernel holds it between two operations.
    func held(_ number: Double) -> Double { isRounded ? Double(Float(number)) : number }

    /// Records a layer's choices.
    mutating func decide(by margins: [Double]) { self.margins.append(margins) }
}

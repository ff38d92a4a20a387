import NeuralNet

/// A network whose steps are timed.
protocol MeasuredNetwork {
    /// The optimizer that it is trained with.
    static var optimizer: Optimizer { get }

    /// The layers and their shapes.
    var architecture: Architecture { get }
}

extension MeasuredNetwork {
    /// Creates all kernels.
    func session(_ options: ComputationOptions, precision: Precision) throws -> TrainingSession {
        try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: Self.optimizer, batchSize: options.batchSize, seed: 0, threads: options.threadCount,
            precision: precision)
    }

    /// Floating-point operations of a layer for one image and one pass, as direct computation needs them.
    func operations(of layer: Int) -> Double {
        2 * Double(architecture.multiplyAdds(of: layer))
    }

    /// Floating-point operations of training on one image: for each layer the forward pass, the weight gradient and,
    /// except for the first one, the input gradient.
    func operationsOfTraining() -> Double {
        architecture.layers.indices.reduce(0) { sum, layer in
            sum + operations(of: layer) * (layer == 0 ? 2 : 3)
        }
    }
}

/// The complete state of a training, from which it resumes exactly.
public struct TrainingState: Sendable, Hashable {
    /// The number of steps done.
    public let steps: Int

    /// The parameters.
    public let parameters: Parameters

    /// The optimizer's state of each parameter, in the parameters' order and shapes.
    ///
    /// Empty for SGD, the velocity for SGD with momentum, the two running means for Adam and AdamW; always empty for
    /// tensors that the optimizer does not update.
    public let moments: [[Tensor]]

    /// Makes a state from its parts.
    ///
    /// - Throws: ``NetworkError/parameters(_:)`` if the moments do not match the parameters.
    public init(
        steps: Int, parameters: Parameters, moments: [[Tensor]], optimizer: Optimizer
    ) throws(NetworkError) {
        guard steps >= 0, moments.count == parameters.tensors.count else {
            throw .parameters("\(moments.count) moments of \(parameters.tensors.count) tensors")
        }
        for ((name, tensor), moments) in zip(parameters.tensors, moments) {
            guard moments.isEmpty || moments.count == optimizer.momentCount,
                moments.allSatisfy({ $0.shape == tensor.shape })
            else { throw .parameters("the moments of '\(name)' do not fit") }
        }
        self.steps = steps
        self.parameters = parameters
        self.moments = moments
    }
}

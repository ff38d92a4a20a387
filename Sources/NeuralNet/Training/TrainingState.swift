/// Everything that changes while a network is trained: from it a training goes on as if it had never stopped.
public struct TrainingState: Sendable, Hashable {
    /// The number of steps done.
    public let steps: Int

    /// The parameters.
    public let parameters: Parameters

    /// What the optimizer remembers of each parameter, in the parameters' order and shapes.
    ///
    /// Nothing for gradient descent, the velocity where it has momentum, the two running means for Adam and AdamW; always
    /// nothing for what the optimizer does not change.
    public let moments: [[Tensor]]

    /// Makes a state from its parts.
    ///
    /// - Throws: ``NetworkError/parameters(_:)`` where the moments are not those of an optimizer for the parameters.
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

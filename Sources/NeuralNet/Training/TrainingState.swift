/// The complete state of a training, from which it resumes exactly.
public struct TrainingState: Sendable, Hashable {
    /// The number of steps done.
    public let steps: Int

    /// The parameters.
    public let parameters: Parameters

    /// The optimizer's state of each parameter, in the parameters' order and shapes.
    ///
    /// Empty for SGD, the velocity for SGD with momentum, the two running means for Adam and AdamW; always empty for
    /// tensors that the optimizer does not update, such as those of frozen layers.
    public let moments: [[Tensor]]

    /// The average of the parameters over the steps; `nil` if there is none.
    public let average: Parameters?

    /// Makes a state from its parts.
    ///
    /// - Throws: ``NetworkError/parameters(_:)`` if the moments or the average do not match the parameters.
    public init(
        steps: Int, parameters: Parameters, moments: [[Tensor]], optimizer: Optimizer,
        average: Parameters? = nil
    ) throws(NetworkError) {
        guard steps >= 0, moments.count == parameters.tensors.count else {
            throw .parameters("\(moments.count) moments of \(parameters.tensors.count) tensors")
        }
        for ((name, tensor), moments) in zip(parameters.tensors, moments) {
            guard moments.isEmpty || moments.count == optimizer.momentCount,
                moments.allSatisfy({ $0.shape == tensor.shape })
            else { throw .parameters("the moments of '\(name)' do not fit") }
        }
        if let average {
            let fits = average.tensors.elementsEqual(parameters.tensors) {
                $0.name == $1.name && $0.tensor.shape == $1.tensor.shape
            }
            guard fits else { throw .parameters("the average does not fit the parameters") }
        }
        self.average = average
        self.steps = steps
        self.parameters = parameters
        self.moments = moments
    }
}

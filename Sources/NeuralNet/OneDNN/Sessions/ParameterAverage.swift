import CKernels

/// The exponential moving average of all parameters and running statistics of a network in training.
///
/// Equals `torch.optim.swa_utils.AveragedModel` with `get_ema_multi_avg_fn` and `use_buffers=True`: the first step's
/// values are copied, and those of later ones enter with the share 1 − decay.
struct ParameterAverage {
    private let tensors: [TrainedTensor]
    private let values: [Storage]
    private let share: Float

    /// Makes an average of nothing yet.
    ///
    /// - Parameters:
    ///   - tensors: all tensors of the network that change, those included that no optimizer updates.
    ///   - decay: 0..<1.
    init(of tensors: [TrainedTensor], decay: Double) {
        self.tensors = tensors
        values = tensors.map { Storage(byteCount: $0.master.count * MemoryLayout<Float>.stride) }
        share = Float(1 - decay)
    }

    /// Takes in the values after a step: a thread's share of each tensor, which it has just updated.
    func update(isFirst: Bool, thread: Int, of count: Int) {
        for (tensor, values) in zip(tensors, values) {
            let range = tensor.share(of: thread, among: count)
            stepbook_average(
                values.floats, tensor.master.elements.baseAddress, isFirst ? 1 : share, range.lowerBound,
                range.upperBound)
        }
    }

    /// The average in PyTorch's order.
    ///
    /// - Parameter current: the parameters as they are now, of which those that never change are their own average.
    func parameters(
        of architecture: Architecture, _ current: Parameters
    ) throws(NetworkError) -> Parameters {
        var named: [String: Tensor] = [:]
        for (name, tensor) in current.tensors { named[name] = tensor }
        for (tensor, values) in zip(tensors, values) {
            named[tensor.specification.name] = try tensor.tensor(in: values)
        }
        return try Parameters(for: architecture, from: named)
    }

    /// Sets the average.
    func load(_ parameters: Parameters) throws(NetworkError) {
        for (tensor, values) in zip(tensors, values) {
            guard let given = parameters[tensor.specification.name] else {
                throw .parameters("the average has no tensor '\(tensor.specification.name)'")
            }
            try tensor.load(given, into: values)
        }
    }
}

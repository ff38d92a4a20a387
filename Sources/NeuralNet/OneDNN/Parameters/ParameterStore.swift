/// The parameters of a network, shared by the threads of a thread pool.
final class ParameterStore {
    /// The device of each thread.
    let devices: [Device]

    /// The copies to update when the parameters change.
    let refreshes: Refreshes

    /// The parameters in the architecture's order.
    private(set) var tensors: [TrainedTensor] = []

    init(threads: Int) throws(NetworkError) {
        var devices: [Device] = []
        for _ in 0..<threads { devices.append(try Device()) }
        self.devices = devices
        refreshes = Refreshes(devices: devices)
    }

    /// The parameter of a specification, created on the first call and then shared by all threads.
    ///
    /// - Parameters:
    ///   - order: the layout of the images that a dense layer's features come from; `nil` for PyTorch's order.
    ///   - layout: the layout of the forward kernel.
    func tensor(
        _ specification: ParameterSpecification, order: Layout?, layout: Layout
    ) throws(NetworkError) -> TrainedTensor {
        if let made = tensors.first(where: { $0.specification == specification }) {
            precondition(made.values.layout.isSame(as: layout), "threads' kernels differ")
            return made
        }
        let outputs = specification.shape.dimensions[0]
        let made = try TrainedTensor(
            specification,
            dimensions: order.map { [outputs] + $0.dimensions.dropFirst() }
                ?? specification.shape.dimensions,
            order: order?.withOutermost(outputs, .float32), layout: layout, refreshes: refreshes)
        tensors.append(made)
        return made
    }

    /// Sets all parameters.
    func load(_ parameters: Parameters) throws(NetworkError) {
        for (tensor, (_, values)) in zip(tensors, parameters.tensors) { try tensor.load(values) }
        for thread in devices.indices { try refreshes.execute(thread: thread) }
    }

    /// The parameters in PyTorch's order.
    func parameters(of architecture: Architecture) throws(NetworkError) -> Parameters {
        var named: [String: Tensor] = [:]
        for tensor in tensors { named[tensor.specification.name] = try tensor.tensor() }
        return try Parameters(for: architecture, from: named)
    }
}

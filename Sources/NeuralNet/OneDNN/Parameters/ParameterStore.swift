/// The parameters of a network and its sums over a batch, shared by the threads of a thread pool.
final class ParameterStore {
    /// The device of each thread.
    let devices: [Device]

    /// The copies to update when the parameters change.
    let refreshes: Refreshes

    /// The parameters in the architecture's order.
    private(set) var tensors: [TrainedTensor] = []

    private let meeting: Meeting
    private var sums: [String: SharedSums] = [:]

    /// Makes a store of no parameters for the threads of a pool.
    init(for pool: ThreadPool) throws(NetworkError) {
        let threads = pool.count
        meeting = pool.meeting
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
            dimensions: order.map { [outputs] + $0.dimensions.dropFirst() } ?? layout.dimensions,
            order: order?.withOutermost(outputs, .float32), layout: layout, refreshes: refreshes)
        tensors.append(made)
        return made
    }

    /// Sums over a batch: made for the first thread that asks, then the same for all.
    ///
    /// - Parameter name: unique in the network.
    func sums(_ name: String, channels: Int) -> SharedSums {
        if let made = sums[name] { return made }
        let made = SharedSums(channels: channels, threads: devices.count, meeting: meeting)
        sums[name] = made
        return made
    }

    /// The tensors that a training changes, in the architecture's order: parameters and running statistics.
    ///
    /// - Parameter frozenLayers: the number of layers, from the first, of which nothing changes.
    func changing(after frozenLayers: Int) -> [TrainedTensor] {
        tensors.filter { $0.specification.layer >= frozenLayers }
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

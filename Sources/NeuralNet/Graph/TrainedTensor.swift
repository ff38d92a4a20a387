/// A parameter on the device: its values and its gradient, both in the layout of the forward kernel.
final class TrainedTensor {
    let specification: ParameterSpecification
    let values: Memory
    let gradient: Memory?
    private let device: Device
    private let plain: Layout

    /// Makes a parameter of zeros.
    ///
    /// - Parameters:
    ///   - dimensions: how the kernels see the parameter's shape; the same elements in the same order.
    ///   - layout: the layout of the forward kernel.
    init(
        _ device: Device, _ specification: ParameterSpecification, dimensions: [Int], layout: Layout,
        isTrained: Bool
    ) throws(NetworkError) {
        self.device = device
        self.specification = specification
        plain = try Layout.plain(dimensions)
        values = try Memory(device, layout)
        gradient = isTrained ? try Memory(device, layout) : nil
    }

    /// Copies values in.
    func load(_ tensor: Tensor) throws(NetworkError) {
        let staging = try Memory(device, plain)
        _ = staging.elements.update(from: tensor.values)
        try Primitive.reorder(device, from: staging, to: values).execute()
        try device.wait()
    }

    /// The values in PyTorch's order.
    func tensor() throws(NetworkError) -> Tensor { try read(values) }

    /// The gradient in PyTorch's order; `nil` where the network is not trained.
    func gradientTensor() throws(NetworkError) -> Tensor? {
        guard let gradient else { return nil }
        return try read(gradient)
    }

    private func read(_ memory: Memory) throws(NetworkError) -> Tensor {
        let staging = try Memory(device, plain)
        try Primitive.reorder(device, from: memory, to: staging).execute()
        try device.wait()
        return Tensor(
            shape: specification.shape, values: Array(staging.elements.prefix(specification.shape.count)))
    }
}

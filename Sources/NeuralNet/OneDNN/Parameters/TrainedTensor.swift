/// A parameter, shared by the kernels of all threads.
///
/// The optimizer updates one set of Float32 values; kernels that want another layout or type read copies.
final class TrainedTensor {
    let specification: ParameterSpecification

    /// The values in the layout of the forward kernel.
    let values: Memory

    /// The trained values, in Float32.
    private(set) var master: Memory

    /// The copy that the optimizer writes along with ``master``, if any.
    private(set) var pairedRows: PairedRows?

    /// The gradients of the threads' shares of the batch, in the layout of ``master``.
    private(set) var gradients: [Memory] = []

    private let plain: Layout
    private let order: Layout?
    private let refreshes: Refreshes
    private var copies: [Memory] = []

    /// Makes a parameter of zeros.
    ///
    /// - Parameters:
    ///   - dimensions: the parameter's shape for the kernels.
    ///   - order: the layout of the elements with more dimensions, if their order is not PyTorch's.
    ///   - layout: the layout of the forward kernel.
    ///   - refreshes: registers the copies of the trained values.
    init(
        _ specification: ParameterSpecification, dimensions: [Int], order: Layout?, layout: Layout,
        refreshes: Refreshes
    ) throws(NetworkError) {
        self.specification = specification
        self.order = order
        self.refreshes = refreshes
        plain = try Layout.plain(dimensions)
        values = try Memory(refreshes.device, layout)
        master = values
    }

    /// A thread's gradient, which its kernel writes.
    ///
    /// - Parameter layout: the kernel's layout; the same for all threads, because their kernels are the same.
    func gradient(as layout: Layout, thread: Int) throws(NetworkError) -> Memory {
        precondition(thread == gradients.count, "the gradient of thread \(thread) after \(gradients.count)")
        if thread == 0, !layout.isSame(as: values.layout) {
            master = try Memory(refreshes.device, layout)
            if let length = values.layout.lengthOfPairedRows(of: layout) {
                pairedRows = PairedRows(length: length, values: values)
            } else {
                try refreshes.add(from: master, to: values)
            }
        }
        precondition(layout.isSame(as: master.layout), "threads' kernels differ")
        let gradient = try Memory(refreshes.device, layout)
        gradients.append(gradient)
        return gradient
    }

    /// The values in a layout, kept up to date.
    func values(as layout: Layout) throws(NetworkError) -> Memory {
        if let fitting = ([master, values] + copies).first(where: { $0.layout.isSame(as: layout) }) {
            return fitting
        }
        let copy = try Memory(refreshes.device, layout)
        try refreshes.add(from: master, to: copy)
        copies.append(copy)
        return copy
    }

    /// The number of elements that are updated together: pairs of rows, or the Float32 values of a cache line, since no
    /// two threads may write to the same one.
    var unit: Int { pairedRows.map { $0.length * 2 } ?? 16 }

    /// The elements that one of several threads updates, in whole units.
    func share(of thread: Int, among threads: Int) -> Range<Int> {
        let units = (master.count + unit - 1) / unit
        return units * thread / threads * unit..<units * (thread + 1) / threads * unit
    }

    /// Sets the trained values; the next refresh updates the copies.
    func load(_ tensor: Tensor) throws(NetworkError) {
        try write(tensor, to: master)
        pairedRows?.update(from: master, in: 0..<master.count)
    }

    /// Writes a tensor into a storage with the layout of the trained values.
    func load(_ tensor: Tensor, into storage: Storage) throws(NetworkError) {
        try write(tensor, to: Memory(refreshes.device, master.layout, in: storage, at: 0))
    }

    /// The trained values in PyTorch's order.
    func tensor() throws(NetworkError) -> Tensor { try read(master) }

    /// Reads a storage with the layout of the trained values, in PyTorch's order.
    func tensor(in storage: Storage) throws(NetworkError) -> Tensor {
        try read(Memory(refreshes.device, master.layout, in: storage, at: 0))
    }

    /// The sum of the first threads' gradients in PyTorch's order; `nil` if the network is not trained.
    func gradientTensor(threads: Int) throws(NetworkError) -> Tensor? {
        guard let first = gradients.first else { return nil }
        var sum = try read(first)
        for gradient in gradients.prefix(threads).dropFirst() {
            let addend = try read(gradient)
            sum = Tensor(shape: sum.shape, values: zip(sum.values, addend.values).map(+))
        }
        return sum
    }

    private func write(_ tensor: Tensor, to memory: Memory) throws(NetworkError) {
        let staging = try Memory(refreshes.device, plain)
        _ = staging.elements.update(from: tensor.values)
        try move(from: staging, to: memory, isLoading: true)
    }

    private func read(_ memory: Memory) throws(NetworkError) -> Tensor {
        let staging = try Memory(refreshes.device, plain)
        try move(from: memory, to: staging, isLoading: false)
        return Tensor(
            shape: specification.shape, values: Array(staging.elements.prefix(specification.shape.count)))
    }

    /// Copies between PyTorch's order and a kernel's.
    private func move(from source: Memory, to target: Memory, isLoading: Bool) throws(NetworkError) {
        let device = refreshes.device
        if let order {
            // Two views of the same bytes: a row of features for each output, and their actual layout.
            let ordered = try Memory(device, order)
            let rows = try Memory(
                device, Layout.plain([order.dimensions[0], order.dimensions.dropFirst().reduce(1, *)]),
                in: ordered.storage, at: 0)
            try Primitive.reorder(device, from: source, to: isLoading ? ordered : rows).execute()
            try Primitive.reorder(device, from: isLoading ? rows : ordered, to: target).execute()
        } else {
            try Primitive.reorder(device, from: source, to: target).execute()
        }
        try device.wait()
    }
}

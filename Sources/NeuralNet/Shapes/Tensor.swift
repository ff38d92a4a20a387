/// A row-major array of Float32, like a contiguous PyTorch tensor.
public struct Tensor: Sendable, Hashable {
    /// The dimensions.
    public let shape: Shape

    /// The elements, `shape.count` of them.
    public let values: [Float]

    /// Makes a tensor.
    ///
    /// - Precondition: there are as many values as the shape has elements.
    public init(shape: Shape, values: [Float]) {
        precondition(values.count == shape.count, "\(values.count) values for a shape of \(shape)")
        self.shape = shape
        self.values = values
    }
}

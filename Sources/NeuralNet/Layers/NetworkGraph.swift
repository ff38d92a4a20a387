/// A network's operations in topological order, each computed from the results of earlier ones.
///
/// A sequence of layers is a chain; with a residual connection, two operations consume one value, and one operation
/// consumes two.
public struct NetworkGraph: Sendable, Hashable {
    /// A value: the images, or the result of an operation.
    public struct Value: Sendable, Hashable {
        /// The operation that computes it; `nil` for the images.
        public let operation: Int?
    }

    /// An operation with its inputs.
    public struct Operation: Sendable, Hashable {
        /// The computation.
        public let computation: Computation

        /// The values that it consumes.
        public let inputs: [Value]

        /// The shape of its result for one image.
        public let output: Shape

        /// The place of the layer that it belongs to.
        public let place: LayerPlace

        /// The index of that layer in the network, 0-based.
        public var layer: Int { place.layer }
    }

    /// The computation of an operation.
    public enum Computation: Sendable, Hashable {
        /// A layer of one input.
        case layer(Layer)

        /// The elementwise sum of values of the same shape.
        case sum
    }

    /// The shape of one image, `[C, H, W]`.
    public let input: Shape

    /// The operations in topological order.
    public private(set) var operations: [Operation] = []

    /// An empty graph.
    public init(input: Shape) { self.input = input }

    /// The images.
    public var images: Value { Value(operation: nil) }

    /// The result of the last operation.
    public var result: Value { Value(operation: operations.indices.last) }

    /// The shape of a value for one image.
    public func shape(of value: Value) -> Shape { value.operation.map { operations[$0].output } ?? input }

    /// The operations that consume a value, in order.
    func consumers(of value: Value) -> [Int] {
        operations.indices.filter { operations[$0].inputs.contains(value) }
    }

    /// Adds a layer.
    ///
    /// - Parameter place: the layer's place in the network.
    /// - Throws: ``LayerProblem`` if the layer cannot take the value.
    public mutating func append(
        _ layer: Layer, on value: Value, place: LayerPlace
    ) throws(LayerProblem) -> Value {
        let output = try layer.kind.outputShape(for: shape(of: value))
        operations.append(
            Operation(computation: .layer(layer), inputs: [value], output: output, place: place))
        return result
    }

    /// Adds the sum of two values.
    ///
    /// - Throws: ``LayerProblem`` if their shapes differ.
    public mutating func append(
        sumOf first: Value, _ second: Value, place: LayerPlace
    ) throws(LayerProblem) -> Value {
        let (one, other) = (shape(of: first), shape(of: second))
        guard one == other else {
            throw LayerProblem("only tensors of the same shape can be added, not \(one) and \(other)")
        }
        operations.append(Operation(computation: .sum, inputs: [first, second], output: one, place: place))
        return result
    }
}

/// What a network computes, operation by operation, each on the results of earlier ones.
///
/// Layers that stand one behind the other are a chain; a residual connection gives one value to two operations, and takes
/// two values in one.
public struct NetworkGraph: Sendable, Hashable {
    /// A value: the images, or what an operation makes of others.
    public struct Value: Sendable, Hashable {
        /// The operation that computes it; `nil` for the images.
        public let operation: Int?
    }

    /// A step of the computation.
    public struct Operation: Sendable, Hashable {
        /// What is computed.
        public let computation: Computation

        /// What it is computed from.
        public let inputs: [Value]

        /// The shape of its result for one image.
        public let output: Shape

        /// The layer that asks for it, 0-based.
        public let layer: Int
    }

    /// What an operation computes.
    public enum Computation: Sendable, Hashable {
        /// A layer, of one value.
        case layer(Layer)

        /// The sum of values of one shape, element by element.
        case sum
    }

    /// The shape of one image, `[C, H, W]`.
    public let input: Shape

    /// The operations, each behind those whose results it takes.
    public private(set) var operations: [Operation] = []

    /// A graph of no operations.
    public init(input: Shape) { self.input = input }

    /// The images.
    public var images: Value { Value(operation: nil) }

    /// The value that the last operation computes.
    public var result: Value { Value(operation: operations.indices.last) }

    /// The shape of a value for one image.
    public func shape(of value: Value) -> Shape { value.operation.map { operations[$0].output } ?? input }

    /// The operations that take a value, in order.
    func consumers(of value: Value) -> [Int] {
        operations.indices.filter { operations[$0].inputs.contains(value) }
    }

    /// Adds a layer.
    ///
    /// - Parameter place: the layer's place in the network, 0-based.
    /// - Throws: ``LayerProblem`` where it cannot take the value.
    public mutating func append(
        _ layer: Layer, on value: Value, place: Int
    ) throws(LayerProblem) -> Value {
        let output = try layer.kind.outputShape(for: shape(of: value))
        operations.append(
            Operation(computation: .layer(layer), inputs: [value], output: output, layer: place))
        return result
    }

    /// Adds the sum of two values.
    ///
    /// - Throws: ``LayerProblem`` where their shapes differ.
    public mutating func append(
        sumOf first: Value, _ second: Value, place: Int
    ) throws(LayerProblem) -> Value {
        let (one, other) = (shape(of: first), shape(of: second))
        guard one == other else {
            throw LayerProblem("only numbers of one shape can be added, not \(one) and \(other)")
        }
        operations.append(Operation(computation: .sum, inputs: [first, second], output: one, layer: place))
        return result
    }
}

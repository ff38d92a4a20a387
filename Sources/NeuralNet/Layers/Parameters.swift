/// The trained tensors of a network, by the order and the shapes of its architecture.
public struct Parameters: Sendable, Hashable {
    /// The tensors with their names.
    public let tensors: [(name: String, tensor: Tensor)]

    /// Makes parameters from tensors by name.
    ///
    /// - Throws: ``NetworkError/parameters(_:)`` where one is missing, superfluous or of another shape.
    public init(for architecture: Architecture, from named: [String: Tensor]) throws(NetworkError) {
        var tensors: [(String, Tensor)] = []
        for specification in architecture.parameters {
            guard let tensor = named[specification.name] else {
                throw .parameters("there is no tensor '\(specification.name)'")
            }
            guard tensor.shape == specification.shape else {
                throw .parameters(
                    "'\(specification.name)' is \(tensor.shape), but the network has \(specification.shape)")
            }
            tensors.append((specification.name, tensor))
        }
        if let other = named.keys.sorted().first(where: { name in !tensors.contains { $0.0 == name } }) {
            throw .parameters("the network has no tensor '\(other)'")
        }
        self.tensors = tensors
    }

    /// Draws parameters as PyTorch's layers do by default: weights and biases uniform within ±1/√fan-in.
    ///
    /// `kaiming_uniform_(weight, a=√5)` comes to this bound; see `torch.nn.Linear.reset_parameters`.
    ///
    /// - Parameter seed: with the parameter's place in the network, what the numbers depend on.
    public init(initializing architecture: Architecture, seed: UInt64) {
        tensors = architecture.parameters.enumerated().map { index, specification in
            let random = RandomStream(seed: seed, stream: "initialization/\(index)")
            let bound = 1 / Float(specification.fanIn).squareRoot()
            let values = random.uniforms(count: specification.shape.count).map { bound * (2 * $0 - 1) }
            return (specification.name, Tensor(shape: specification.shape, values: values))
        }
    }

    /// Whether every number is one, and finite.
    public var areFinite: Bool { tensors.allSatisfy { $0.tensor.values.allSatisfy(\.isFinite) } }

    /// The tensor of this name.
    public subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }

    /// Whether all tensors are the same, bit for bit where they are numbers.
    public static func == (first: Parameters, second: Parameters) -> Bool {
        first.tensors.elementsEqual(second.tensors) { $0.name == $1.name && $0.tensor == $1.tensor }
    }

    /// Hashes names and shapes.
    public func hash(into hasher: inout Hasher) {
        for (name, tensor) in tensors {
            hasher.combine(name)
            hasher.combine(tensor.shape)
        }
    }
}

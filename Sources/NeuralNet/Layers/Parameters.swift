/// The trained tensors of a network, in the order and with the shapes of its architecture.
public struct Parameters: Sendable, Hashable {
    /// The tensors with their names.
    public let tensors: [(name: String, tensor: Tensor)]

    /// Makes parameters from tensors by name.
    ///
    /// - Throws: ``NetworkError/parameters(_:)`` if one is missing, superfluous or of another shape.
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

    /// Initializes each tensor as its layer declares.
    ///
    /// - Parameter seed: the random numbers depend on it and on the parameter's place in the network.
    public init(initializing architecture: Architecture, seed: UInt64) {
        tensors = architecture.parameters.enumerated().map { index, specification in
            let shape = specification.shape
            let values =
                switch specification.tensor.initialization {
                case .uniform(let fanIn):
                    Self.uniforms(shape.count, within: 1 / Float(fanIn).squareRoot(), seed: seed, index)
                case .constant(let value): [Float](repeating: value, count: shape.count)
                }
            return (specification.name, Tensor(shape: shape, values: values))
        }
    }

    private static func uniforms(_ count: Int, within bound: Float, seed: UInt64, _ index: Int) -> [Float] {
        RandomStream(seed: seed, stream: "initialization/\(index)").uniforms(count: count).map {
            bound * (2 * $0 - 1)
        }
    }

    /// Whether all elements are finite.
    public var areFinite: Bool { tensors.allSatisfy { $0.tensor.values.allSatisfy(\.isFinite) } }

    /// The tensor of this name.
    public subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }

    /// Whether all names and shapes are equal, and all elements bit for bit.
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

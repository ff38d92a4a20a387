import NeuralNet

extension LayerTensors {
    /// Gives batch normalizations without weight and bias, PyTorch's `affine=False`, weights of 1 and biases of 0, with
    /// which they compute the same.
    ///
    /// - Parameter replaced: what is in the place of tensors: a weight of another kind is not a missing one.
    /// - Returns: the names of these layers.
    static func addFixedScales(
        to tensors: inout [String: [String: StoredTensor]], of layers: [String], replaced: [ReplacedTensor]
    ) -> Set<String> {
        let others = Set(replaced.map(\.name))
        var found: Set<String> = []
        for layer in layers {
            guard let own = tensors[layer], Set(own.keys) == ["running_mean", "running_var"],
                let mean = own["running_mean"]
            else { continue }
            let scales: [(role: String, value: Float)] = [("weight", 1), ("bias", 0)]
            let named = scales.map { (layer.isEmpty ? $0.role : "\(layer).\($0.role)", $0) }
            guard !named.contains(where: { others.contains($0.0) }) else { continue }
            for (name, scale) in named {
                tensors[layer]?[scale.role] = StoredTensor(
                    name: name, sizes: mean.sizes, kind: .numbers, type: mean.type
                ) {
                    let shape = Shape(mean.sizes)
                    return Tensor(
                        shape: shape, values: [Float](repeating: scale.value, count: shape.count))
                }
            }
            found.insert(layer)
        }
        return found
    }
}

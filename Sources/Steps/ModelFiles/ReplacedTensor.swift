/// Something else in the place of a tensor in a dictionary of tensors.
struct ReplacedTensor: Sendable {
    /// The name, relative to the dictionary.
    let name: String
    let kind: ForeignTensor

    /// The problem that a layer needs the tensor.
    var problem: ModelFileProblem {
        ModelFileProblem("its '\(name)' is \(kind.words), and no layer takes \(kind.advice)")
    }

    /// The same under another name.
    func named(_ name: String) -> ReplacedTensor { ReplacedTensor(name: name, kind: kind) }

    /// Those among a dictionary's children that have the name of a layer's tensor, or are the weights of a quantized
    /// layer.
    static func all(
        among children: [(key: String, value: PickledValue)], in pickle: Pickle
    ) -> [ReplacedTensor] {
        children.compactMap { name, value in
            if case .tensor = value { return nil }
            let kind = ForeignTensor.role(of: name)
            if kind == ForeignTensor.packedWeights { return ReplacedTensor(name: name, kind: .quantized) }
            guard StoredTensor.roles.contains(kind), let foreign = ForeignTensor(value, in: pickle) else {
                return nil
            }
            return ReplacedTensor(name: name, kind: foreign)
        }
    }
}

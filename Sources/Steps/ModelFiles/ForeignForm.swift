/// A representation of weights under other names, or in another form than a layer computes with.
struct ForeignForm {
    /// The message, with what to do.
    let problem: ModelFileProblem

    /// Looks for a tensor that shows such a form; `nil` if none does.
    init?(among names: some Sequence<String>) {
        guard let first = names.first(where: { Self.problem(with: $0) != nil }) else { return nil }
        // Spectral normalization has 'weight_orig' too, as pruning has.
        let spectral = names.first { $0.utf8.suffix(9).elementsEqual(".weight_u".utf8) }
        guard let problem = Self.problem(with: spectral ?? first) else { return nil }
        self.problem = problem
    }

    init?(among tensors: some Sequence<StoredTensor>) { self.init(among: tensors.map(\.name)) }

    private static func problem(with name: String) -> ModelFileProblem? {
        let (layer, kind) = parts(of: name)
        if let range = name.firstRange(of: ".parametrizations.") {
            return ModelFileProblem(
                "its '\(name[..<range.lowerBound])' is parametrized, as by weight normalization; in PyTorch, call torch.nn.utils.parametrize.remove_parametrizations(module, 'weight') on it, then save the state dict"
            )
        }
        let words: String
        switch kind {
        case "weight_orig", "bias_orig":
            words =
                "is pruned; in PyTorch, call torch.nn.utils.prune.remove(module, '\(kind.prefix { $0 != "_" })') on it"
        case "weight_u":
            words =
                "is spectrally normalized; in PyTorch, call torch.nn.utils.remove_spectral_norm(module) on it"
        case "weight_g", "weight_v":
            words = "is weight-normed; in PyTorch, call torch.nn.utils.remove_weight_norm(module) on it"
        case "lora_A", "lora_B":
            words = "has a LoRA adapter beside its weight; in PyTorch, merge it, as with 'merge_and_unload()'"
        case "kernel", "kernel:0":
            return ModelFileProblem(
                "its '\(name)' is a weight as Flax and Keras keep it; in Python, turn it round and call it 'weight': kernel.transpose(3, 2, 0, 1) of a convolution, kernel.T of a dense layer whose inputs are flattened channels first"
            )
        default: return nil
        }
        return ModelFileProblem(
            "its \(layer.isEmpty ? "layer" : "'\(layer)'") \(words), then save the state dict")
    }

    private static func parts(of name: String) -> (layer: String, kind: String) {
        // The name of an adapter follows: `fc.lora_A.default.weight`.
        let words = name.split(separator: ".", omittingEmptySubsequences: false)
        let place = words.firstIndex { $0 == "lora_A" || $0 == "lora_B" } ?? words.count - 1
        // Keras and Flax also write paths: `dense/kernel:0`.
        let kind = words[place].split(separator: "/").last.map(String.init) ?? ""
        return (words[..<place].joined(separator: "."), kind)
    }
}

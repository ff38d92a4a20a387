/// What a pickle has where a state dict is looked for.
extension PickledTensors {
    /// The problem that something under a key is no state dict; `nil` if there is nothing under it.
    func problem(under key: String) -> ModelFileProblem? {
        value(under: key).map { problem(with: $0, named: key) }
    }

    /// The problem that a value is no state dict.
    ///
    /// - Parameter key: its key; empty for the file itself.
    func problem(with value: PickledValue, named key: String) -> ModelFileProblem {
        if pickle.isModule(value) {
            return wholeModule(named: key, kind: pickle.object(value)?.kind ?? "torch.nn.Module")
        }
        let subject = key.isEmpty ? "it" : "its '\(key)'"
        guard pickle.entries(of: value) != nil || pickle.elements(of: value) != nil else {
            let advice =
                switch value {
                case .object: "; in PyTorch, save the network's 'state_dict()' with torch.save"
                case .tensor where !key.isEmpty: "; 'key:' takes what the names of all layers begin with"
                default: ""
                }
            return ModelFileProblem(
                "\(subject) holds no state dict: it is \(pickle.words(for: value))\(advice)")
        }
        let children = pickle.children(of: value)
        if let kind = ForeignTensor(among: children, in: pickle) { return replacements(under: key, kind) }
        guard !children.isEmpty else {
            return ModelFileProblem("\(subject) holds no state dict: it is empty")
        }
        let words = children.prefix(20).map { "'\($0.key)' (\(pickle.words(for: $0.value)))" }
        let modules = children.contains { pickle.isModule($0.value) }
        return ModelFileProblem(
            "\(subject) holds no state dict: it has \(words.joined(separator: ", "))\(children.count > 20 ? ", …" : "")"
                + (modules
                    ? "; in PyTorch, save the 'state_dict()' of a module and not the module itself" : "")
        )
    }

    /// The problem that something is a whole module.
    func wholeModule(named key: String, kind: String) -> ModelFileProblem {
        ModelFileProblem(
            "\(key.isEmpty ? "it" : "its '\(key)'") is a whole module, '\(kind)', which is code by name; in PyTorch, save its 'state_dict()' and not the model itself"
        )
    }

    /// The problem that a dictionary has something else in the place of tensors.
    func replacements(under key: String, _ kind: ForeignTensor) -> ModelFileProblem {
        ModelFileProblem(
            "\(key.isEmpty ? "it" : "its '\(key)'") holds no tensors of layers, but \(kind.advice)")
    }

    /// Whether there is anything under a key.
    func hasValue(under key: String) -> Bool { value(under: key) != nil }

    /// The maximum number of containers in which a key is looked for: names may contain points, so that a key can be
    /// read in several ways.
    private static let mostVisited = 100

    /// The value under a key, names joined by points; `nil` if there is none.
    private func value(under key: String) -> PickledValue? {
        var open: [(container: PickledValue, rest: Substring)] = [(top, key[...])]
        for _ in 0..<Self.mostVisited {
            guard let (container, rest) = open.popLast() else { return nil }
            for child in pickle.children(of: container) {
                if rest == child.key { return child.value }
                if rest.hasPrefix(child.key + ".") {
                    open.append((child.value, rest.dropFirst(child.key.count + 1)))
                }
            }
        }
        return nil
    }
}

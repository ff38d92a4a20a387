/// A group of tensors in a file: all of a safetensors file, or those of a dictionary in a pickle.
struct TensorDictionary {
    /// The path of keys to it; empty for the file itself.
    let path: [String]
    let tensors: [StoredTensor]
    /// What is in the place of further tensors of layers.
    let replaced: [ReplacedTensor]
    /// Whether the order is meaningful, as far as the format preserves it.
    let isOrdered: Bool
    /// Whether it is several dictionaries under their common path.
    let isMerged: Bool

    /// The path joined by points.
    var key: String { path.joined(separator: ".") }

    /// The tensors with their full names in the file.
    var tensorsFromTheFileOn: [StoredTensor] {
        path.isEmpty ? tensors : tensors.map { $0.named(key + "." + $0.name) }
    }

    /// Whether it has tensors with names of layers' tensors.
    var hasLayers: Bool { tensors.contains(where: \.isOfLayer) }

    /// Whether it is a single layer: its tensors are named `weight` and `bias` without a prefix.
    var isLayer: Bool { hasLayers && tensors.filter(\.isOfLayer).allSatisfy { !$0.name.contains(".") } }

    /// The part under a key; `nil` if there is none.
    func part(under key: String) -> TensorDictionary? {
        if self.key == key || self.key.hasPrefix(key + ".") { return self }
        let own = path.isEmpty ? "" : self.key + "."
        let parts = tensors.compactMap { tensor -> StoredTensor? in
            let name = own + tensor.name
            return name.hasPrefix(key + ".") ? tensor.named(String(name.dropFirst(key.count + 1))) : nil
        }
        guard !parts.isEmpty else { return nil }
        return TensorDictionary(
            path: [key], tensors: parts, replaced: replaced(under: key, behind: own), isOrdered: isOrdered)
    }

    /// The part whose names begin with a prefix within this dictionary; `nil` if there is none, or the dictionary is
    /// the file itself.
    func inner(_ prefix: String) -> TensorDictionary? {
        guard !path.isEmpty else { return nil }
        let parts = tensors.compactMap { tensor in
            tensor.name.hasPrefix(prefix + ".")
                ? tensor.named(String(tensor.name.dropFirst(prefix.count + 1))) : nil
        }
        guard !parts.isEmpty else { return nil }
        return TensorDictionary(
            path: path + [prefix], tensors: parts, replaced: replaced(under: prefix, behind: ""),
            isOrdered: isOrdered)
    }

    private func replaced(under key: String, behind own: String) -> [ReplacedTensor] {
        replaced.compactMap { tensor in
            let name = own + tensor.name
            return name.hasPrefix(key + ".") ? tensor.named(String(name.dropFirst(key.count + 1))) : nil
        }
    }

    /// The tensors of layers with these names, and the names of all others, in order.
    func divided(by layers: [String]) -> (inside: TensorDictionary, outside: [String]) {
        let layers = Set(layers)
        func isInside(_ name: String) -> Bool {
            var rest = name[...]
            // Modules are not nested deeper, and a name in an untrusted file may consist of points only.
            for _ in 0..<32 {
                guard let point = rest.lastIndex(of: ".") else { return false }
                rest = rest[..<point]
                if layers.contains(String(rest)) { return true }
            }
            return false
        }
        let inside = TensorDictionary(
            path: path, tensors: tensors.filter { isInside($0.name) },
            replaced: replaced.filter { isInside($0.name) }, isOrdered: isOrdered)
        return (inside, tensors.map(\.name).filter { !isInside($0) })
    }

    /// Merges several of them under their common path.
    init(merging parts: [TensorDictionary], at path: [String]) {
        self.path = path
        tensors = parts.flatMap { part in
            let prefix = part.path.dropFirst(path.count).map { $0 + "." }.joined()
            return part.tensors.map { $0.named(prefix + $0.name) }
        }
        replaced = parts.flatMap { part in
            let prefix = part.path.dropFirst(path.count).map { $0 + "." }.joined()
            return part.replaced.map { $0.named(prefix + $0.name) }
        }
        // The order of the dictionaries says nothing about that of the layers.
        isOrdered = false
        isMerged = true
    }

    init(path: [String], tensors: [StoredTensor], replaced: [ReplacedTensor] = [], isOrdered: Bool) {
        self.path = path
        self.tensors = tensors
        self.replaced = replaced
        self.isOrdered = isOrdered && !Self.areSorted(tensors)
        isMerged = false
    }

    /// Whether a bias comes before its weight in any layer: such an order comes from a safetensors file, which sorts by
    /// name, and not from a network, whatever was added, removed or renamed since.
    private static func areSorted(_ tensors: [StoredTensor]) -> Bool {
        var biases: Set<Substring> = []
        for tensor in tensors {
            let name = tensor.name[...]
            let layer = name.lastIndex(of: ".").map { name[..<$0] } ?? ""
            switch name.split(separator: ".").last {
            case "bias": biases.insert(layer)
            case "weight" where biases.contains(layer): return true
            default: break
            }
        }
        return false
    }
}

extension [TensorDictionary] {
    /// The maximum number of dictionaries of layers; some libraries have one for each layer.
    private static let mostParts = 10_000
    /// The maximum total number of tensors in merged dictionaries.
    private static let mostMerged = 100_000

    /// The candidates for a network: dictionaries with layers, and several of them merged.
    ///
    /// - Parameter key: the requested key, which may be that of a single layer.
    /// - Throws: ``ModelFileProblem`` if there are more than any network needs, because each is compared with all that
    ///   contain it.
    func candidates(under key: String?) throws(ModelFileProblem) -> [TensorDictionary] {
        let parts = filter(\.hasLayers)
        guard parts.count <= Self.mostParts else {
            throw ModelFileProblem(
                "it holds \(parts.count) dictionaries with layers, and at most \(Self.mostParts) are looked at; save the network's state dict alone"
            )
        }
        var members: [[String]: [Int]] = [:]
        for (index, part) in parts.enumerated() {
            for length in 0...part.path.count {
                members[Array<String>(part.path.prefix(length)), default: []].append(index)
            }
        }
        // Of paths to the same dictionaries, take the longest.
        var groups: [[Int]: [String]] = [:]
        for (path, indices) in members where indices.count > 1 {
            if path.count >= groups[indices]?.count ?? 0 { groups[indices] = path }
        }
        let grouped = Set(groups.keys.joined())
        let single = parts.indices.filter { index in
            !(parts[index].isLayer && grouped.contains(index)) || parts[index].key == key
        }.map { parts[$0] }
        guard groups.keys.joined().reduce(0, { $0 + parts[$1].tensors.count }) <= Self.mostMerged else {
            throw ModelFileProblem(
                "it holds too many tensors in dictionaries within dictionaries; save the network's state dict alone"
            )
        }
        let merged = groups.sorted { ($0.key[0], $0.value.count) < ($1.key[0], $1.value.count) }
            .map { TensorDictionary(merging: $0.key.map { parts[$0] }, at: $0.value) }
        return single + merged
    }
}

/// Tensors that a file keeps together: all of a file of safetensors, or those of a dictionary in a pickle.
struct TensorDictionary {
    /// The keys that lead to it; empty for the file itself.
    let path: [String]
    let tensors: [StoredTensor]
    /// Whether the order is one that the network's author gave, as far as the format can tell.
    let isOrdered: Bool

    /// The keys that lead to it, joined by points.
    var key: String { path.joined(separator: ".") }

    /// The tensors under the names that they have from the file on.
    var tensorsFromTheFileOn: [StoredTensor] {
        path.isEmpty ? tensors : tensors.map { $0.named(key + "." + $0.name) }
    }

    /// Whether it holds tensors that are named as layers' are.
    var hasLayers: Bool { tensors.contains(where: \.isOfLayer) }

    /// Whether it is a single layer: its tensors are called `weight` and `bias`, and nothing before that.
    var isLayer: Bool { hasLayers && tensors.filter(\.isOfLayer).allSatisfy { !$0.name.contains(".") } }

    /// The part that a key names, with what is under it; `nil` where there is none.
    func part(under key: String) -> TensorDictionary? {
        if self.key == key || self.key.hasPrefix(key + ".") { return self }
        let own = path.isEmpty ? "" : self.key + "."
        let parts = tensors.compactMap { tensor -> StoredTensor? in
            let name = own + tensor.name
            return name.hasPrefix(key + ".") ? tensor.named(String(name.dropFirst(key.count + 1))) : nil
        }
        guard !parts.isEmpty else { return nil }
        return TensorDictionary(path: [key], tensors: parts, isOrdered: isOrdered)
    }

    /// The tensors that lie in layers of these names, and the names of all others, in their order.
    func divided(by layers: [String]) -> (inside: TensorDictionary, outside: [String]) {
        let layers = Set(layers)
        func isInside(_ tensor: StoredTensor) -> Bool {
            var rest = tensor.name[...]
            // Nobody nests modules deeper, and a stranger's name may be of nothing but points.
            for _ in 0..<32 {
                guard let point = rest.lastIndex(of: ".") else { return false }
                rest = rest[..<point]
                if layers.contains(String(rest)) { return true }
            }
            return false
        }
        let inside = tensors.filter(isInside)
        let outside = tensors.filter { !isInside($0) }.map(\.name)
        return (TensorDictionary(path: path, tensors: inside, isOrdered: isOrdered), outside)
    }

    /// Several of them as one, under the keys that lead to all.
    init(merging parts: [TensorDictionary], at path: [String]) {
        self.path = path
        tensors = parts.flatMap { part in
            let prefix = part.path.dropFirst(path.count).map { $0 + "." }.joined()
            return part.tensors.map { $0.named(prefix + $0.name) }
        }
        // What is in which of them first is nobody's word on the layers' order.
        isOrdered = false
    }

    init(path: [String], tensors: [StoredTensor], isOrdered: Bool) {
        self.path = path
        self.tensors = tensors
        self.isOrdered = isOrdered && !Self.areSorted(tensors)
    }

    /// Whether a bias comes before its weight in any layer: so a dictionary comes out of a file of safetensors, which sorts by
    /// names, and not out of a network; whatever was added, left out or named anew since.
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
    /// The most dictionaries of layers that are looked at; one for each layer is usual in some libraries.
    private static let mostParts = 10_000
    /// The most tensors in all that several dictionaries are merged of.
    private static let mostMerged = 100_000

    /// What of a file may be a network: dictionaries that hold layers, and several of them together.
    ///
    /// - Parameter key: what was asked for, which may be a single layer.
    /// - Throws: ``ModelFileProblem`` where there are more than any network needs, each of which would be compared with all
    ///   that it lies in.
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
        // Of paths that lead to the same ones the longest.
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

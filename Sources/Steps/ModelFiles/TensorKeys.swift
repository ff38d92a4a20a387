import Diagnostics

/// The keys of layers in a file: those of dictionaries, and the prefixes of tensors' names.
struct TensorKeys {
    private var known: Set<String> = []
    /// Each key with its parent, in the order of the file.
    private var keys: [(key: String, parent: String)] = []

    /// The maximum number of keys, and the maximum length of one in bytes and in names.
    private static let (mostKeys, longest, deepest) = (2000, 1000, 32)

    /// Finds the keys of dictionaries with layers.
    init(_ dictionaries: [TensorDictionary]) {
        for dictionary in dictionaries where dictionary.hasLayers {
            for tensor in dictionary.tensors where tensor.isOfLayer {
                let names = tensor.name.split(separator: ".").map(String.init)
                // A tensor's own name is a key only if there is nothing else.
                let path = dictionary.path + (names.count > 1 ? names.dropLast() : [])
                add(path.isEmpty ? names : path)
                if keys.count >= Self.mostKeys { return }
            }
        }
    }

    private mutating func add(_ path: [String]) {
        var parent = ""
        for name in path.prefix(Self.deepest) {
            let key = parent.isEmpty ? name : parent + "." + name
            guard key.utf8.count <= Self.longest else { return }
            if known.insert(key).inserted { keys.append((key, parent)) }
            parent = key
        }
    }

    /// Whether there are none.
    var isEmpty: Bool { keys.isEmpty }

    /// The problem with what is under a key, and where layers are.
    func problem(with key: String, is problem: ModelFileProblem) -> ModelFileProblem {
        let others = keys.filter { $0.parent.isEmpty && $0.key != key }.map(\.key)
        guard !others.isEmpty else { return problem }
        return ModelFileProblem("\(problem); it has layers under \(ParameterNames.list(others))")
    }

    /// The problem that there is no network under a key, with suggestions.
    ///
    /// - Parameter isThere: whether the key exists.
    func problem(with key: String, isThere: Bool) -> ModelFileProblem {
        let trimmed = key.trimmingPoints
        if trimmed != key, known.contains(trimmed) {
            return ModelFileProblem(
                "a key neither begins nor ends with a point: write key: \"\(trimmed)\" in place of \"\(key)\""
            )
        }
        // The longest prefix that is a key shows where the rest was looked for.
        var place = key
        while !place.isEmpty, !known.contains(place) {
            place = place.lastIndex(of: ".").map { String(place[..<$0]) } ?? ""
        }
        if place == key { place = "" }
        let others = keys.filter { $0.parent == place }.map(\.key)
        let reason =
            if key.isEmpty {
                "it has no tensors of layers outside its dictionaries"
            } else if isThere {
                "it has no tensors of layers under the key '\(key)'"
            } else {
                "it has nothing under the key '\(key)'"
            }
        let list = others.isEmpty ? "nothing else" : ParameterNames.list(others)
        let near = nearestName(to: key, among: keys.lazy.map(\.key)).map { "; " + didYouMean(text: $0) } ?? ""
        return ModelFileProblem("\(reason); \(place.isEmpty ? "" : "under '\(place)' ")it has \(list)\(near)")
    }
}

extension String {
    /// The text without leading and trailing points.
    fileprivate var trimmingPoints: String {
        var text = self[...]
        while text.first == "." { text.removeFirst() }
        while text.last == "." { text.removeLast() }
        return String(text)
    }
}

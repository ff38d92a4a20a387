import Diagnostics

/// The keys under which layers stand in a file: those of dictionaries, and what the names of tensors begin with.
struct TensorKeys {
    private var known: Set<String> = []
    /// Each key with the one that it lies in, in the order of the file.
    private var keys: [(key: String, parent: String)] = []

    /// More are not looked for, and none that is longer, in bytes, or of more names.
    private static let (mostKeys, longest, deepest) = (2000, 1000, 32)

    /// Finds the keys of dictionaries that hold layers.
    init(_ dictionaries: [TensorDictionary]) {
        for dictionary in dictionaries where dictionary.hasLayers {
            for tensor in dictionary.tensors where tensor.isOfLayer {
                let names = tensor.name.split(separator: ".").map(String.init)
                // What a tensor is called itself is no key, but where there is nothing else.
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

    /// Why there is no network under a key, with what may have been meant.
    ///
    /// - Parameter isThere: whether there is anything.
    func problem(with key: String, isThere: Bool) -> ModelFileProblem {
        let trimmed = key.trimmingPoints
        if trimmed != key, known.contains(trimmed) {
            return ModelFileProblem(
                "a key has no point before it or behind it: write key: \"\(trimmed)\" in place of \"\(key)\"")
        }
        // The longest part of it that is a key says where the rest was looked for.
        var place = key
        while !place.isEmpty, !known.contains(place) {
            place = place.lastIndex(of: ".").map { String(place[..<$0]) } ?? ""
        }
        if place == key { place = "" }
        let others = keys.filter { $0.parent == place }.map(\.key)
        let reason =
            isThere
            ? "it has no tensors of layers under the key '\(key)'" : "it has nothing under the key '\(key)'"
        let list = others.isEmpty ? "nothing else" : ParameterNames.list(others)
        let near = nearestName(to: key, among: keys.lazy.map(\.key)).map { "; " + didYouMean(text: $0) } ?? ""
        return ModelFileProblem("\(reason); \(place.isEmpty ? "" : "under '\(place)' ")it has \(list)\(near)")
    }
}

extension String {
    /// The text without points before it and behind it.
    fileprivate var trimmingPoints: String {
        var text = self[...]
        while text.first == "." { text.removeFirst() }
        while text.last == "." { text.removeLast() }
        return String(text)
    }
}

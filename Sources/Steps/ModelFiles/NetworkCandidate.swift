import NeuralNet

/// A dictionary of a file that is compared with a network: whether it is the network, has it within, or neither.
struct NetworkCandidate {
    let dictionary: TensorDictionary
    /// The keys under which the file has the network here; empty if the dictionary is another one.
    ///
    /// Beside that of a dictionary that is read, it is that of one with the network's layers and more, which may be
    /// meant too, and the prefixes of several networks in one dictionary.
    let keys: [String]
    /// How its layers are those of the network, or why it cannot be read as it is.
    let assignment: Result<LayerAssignment, ModelFileProblem>
    /// Whether it has the network's layers and nothing else that the network may need, though maybe in no order.
    let isFitting: Bool
    /// The names of the layers from the file on.
    private let layers: Set<String>

    init(
        _ dictionary: TensorDictionary, names: [String]?, isSelection: Bool, for architecture: Architecture
    ) {
        self.dictionary = dictionary
        let own: [String]
        do throws(LayerAssignment.Obstacle) {
            let assignment = try LayerAssignment(
                of: dictionary, names: names, isSelection: isSelection, to: architecture)
            self.assignment = .success(assignment)
            (own, keys, isFitting) = (assignment.names, [dictionary.key], true)
        } catch {
            switch error {
            case .unordered(let problem, let layers):
                assignment = .failure(problem)
                (own, keys, isFitting) = (layers, [dictionary.key], true)
            case .surplus(let problem, let layers):
                assignment = .failure(problem)
                (own, keys, isFitting) = (layers, [dictionary.key], false)
            case .misfit(let problem):
                let inner = dictionary.keysOfNetworks(named: names, for: architecture)
                let advice = inner.first.map {
                    "; 'key:' takes those whose names begin alike, such as key: \"\($0)\""
                }
                let isAdvised = problem.description.contains("'key:'")
                assignment = .failure(isAdvised ? problem : problem.adding(advice ?? ""))
                // Its parts are candidates themselves, under their own names.
                (own, keys, isFitting) = ([], dictionary.isMerged ? [] : inner, false)
            }
        }
        layers = Set(own.map { dictionary.path.isEmpty ? $0 : dictionary.key + "." + $0 })
    }

    /// Why it cannot be read as it is; `nil` if it can.
    var problem: ModelFileProblem? {
        guard case .failure(let problem) = assignment else { return nil }
        return problem
    }

    /// Whether both are the same tensors of the file: a dictionary, and several merged that it is one of.
    func isSameNetwork(as other: NetworkCandidate) -> Bool {
        let isNested =
            dictionary.path.starts(with: other.dictionary.path)
            || other.dictionary.path.starts(with: dictionary.path)
        return isNested && (dictionary.isMerged || other.dictionary.isMerged) && layers == other.layers
    }
}

extension TensorDictionary {
    /// The most layers, the deepest prefix and the longest name that are looked at for networks: files are untrusted.
    private static let (mostLayers, deepest, longestName) = (10_000, 8, 1000)
    /// The most networks that are looked for.
    private static let mostNetworks = 5

    /// The keys in the file of the networks within this dictionary, whose tensors' names begin alike.
    ///
    /// - Parameter names: the names of the layers, in order; `nil` for all behind a prefix.
    fileprivate func keysOfNetworks(named names: [String]?, for architecture: Architecture) -> [String] {
        let layers = LayerTensors(self).names
        guard layers.count <= Self.mostLayers else { return [] }
        let prefixes =
            names.map { Self.prefixes(of: layers, before: $0) }
            ?? Self.prefixes(of: layers, count: ParameterNames.layers(of: architecture).count)
        var keys: [String] = []
        for prefix in prefixes.prefix(Self.mostNetworks) {
            let key = path.isEmpty ? prefix : self.key + "." + prefix
            guard let part = part(under: key) else { continue }
            do throws(LayerAssignment.Obstacle) {
                _ = try LayerAssignment(
                    of: part, names: names, isSelection: names != nil, to: architecture)
            } catch {
                if case .misfit = error { continue }
            }
            keys.append(key)
        }
        return keys
    }

    /// The prefixes with which all of the names are those of layers.
    private static func prefixes(of layers: [String], before names: [String]) -> [String] {
        guard let first = names.first else { return [] }
        let known = Set(layers)
        return layers.lazy.filter { $0.hasSuffix("." + first) }.map { String($0.dropLast(first.count + 1)) }
            .filter { prefix in !prefix.isEmpty && names.allSatisfy { known.contains("\(prefix).\($0)") } }
    }

    /// The shortest prefixes that this number of layers have.
    private static func prefixes(of layers: [String], count: Int) -> [String] {
        var counts: [String: Int] = [:]
        var prefixes: [String] = []
        for layer in layers where layer.utf8.count <= longestName {
            var prefix = ""
            for part in layer.split(separator: ".", omittingEmptySubsequences: false).dropLast()
                .prefix(deepest)
            {
                prefix += prefix.isEmpty ? part : "." + part
                if counts[prefix] == nil { prefixes.append(prefix) }
                counts[prefix, default: 0] += 1
            }
        }
        let found = prefixes.filter { counts[$0] == count }
        let known = Set(found)
        return found.filter { prefix in
            prefix.lastIndex(of: ".").map { !known.contains(String(prefix[..<$0])) } ?? true
        }
    }
}

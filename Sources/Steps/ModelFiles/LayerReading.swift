import NeuralNet

/// A network's parameters from a model file, and notices on how they were found.
struct LayerReading {
    let parameters: Parameters
    /// The notices.
    let notices: LayerNotices

    /// Reads the tensors of a network's layers.
    ///
    /// - Parameters:
    ///   - key: their key in the file: that of a dictionary, or the prefix of their names.
    ///   - names: the layers' names, in the network's order; `nil` for the order of the file, if it has one.
    /// - Throws: ``ModelFileProblem`` if they are not those of this network, or are ambiguous.
    init(
        of architecture: Architecture, from file: TensorFile, key: String? = nil, names: [String]? = nil
    ) throws(ModelFileProblem) {
        let dictionaries = try file.candidates(under: key)
        let isSelection = names != nil
        var names = names
        if names == nil, key == nil { names = try file.ownNames(of: architecture) }
        let candidates = dictionaries.map {
            NetworkCandidate($0, names: names, isSelection: isSelection, for: architecture)
        }
        guard let place = candidates.firstIndex(where: \.isFitting) else {
            throw Self.problem(with: candidates)
        }
        let chosen = candidates[place]
        // What 'key:' would load is not passed over for another one.
        var keys: [String] = []
        for (index, candidate) in candidates.enumerated()
        where index == place || !candidate.isSameNetwork(as: chosen) {
            keys += candidate.keys.filter { !keys.contains($0) }
        }
        guard keys.count == 1 else {
            // The empty key is the hardest to guess, and the least likely to be meant.
            let advice = keys.contains("") ? "; key: \"\" takes those outside its dictionaries" : ""
            throw ModelFileProblem(
                "it holds several dictionaries that fit the layers, \(Self.words(keys)): choose one with 'key:', such as key: \"\(keys.first { !$0.isEmpty } ?? "")\"\(advice)"
            )
        }
        let assignment = try chosen.assignment.get()
        parameters = try Self.parameters(of: architecture, assignment)
        let (dictionary, others) = (chosen.dictionary, candidates.filter(\.keys.isEmpty).map(\.dictionary))
        notices = LayerNotices(
            names: assignment.names, evidence: assignment.evidence, passedOver: assignment.passedOver,
            fixedNormalizations: assignment.fixedNormalizations, key: dictionary.key,
            others: others.filter { !$0.contains(dictionary) && !dictionary.contains($0) }.map(\.key))
    }

    private static func parameters(
        of architecture: Architecture, _ assignment: LayerAssignment
    ) throws(ModelFileProblem) -> Parameters {
        var named: [String: Tensor] = [:]
        let places = ParameterNames.layers(of: architecture)
        for parameter in architecture.parameters {
            guard let place = places.firstIndex(of: parameter.place) else { continue }
            named[parameter.name] = try assignment.tensor(parameter, at: place).numbers()
        }
        do {
            return try Parameters(for: architecture, from: named)
        } catch {
            throw ModelFileProblem("\(error)")
        }
    }

    /// Why no part of a file is the network.
    private static func problem(with candidates: [NetworkCandidate]) -> ModelFileProblem {
        let misfits = candidates.compactMap { candidate in
            candidate.problem.map { (dictionary: candidate.dictionary, problem: $0) }
        }
        if misfits.count == 1 { return misfits[0].problem }
        let words = misfits.prefix(3).map { "\(ParameterNames.place($0.dictionary.key)): \($0.problem)" }
            .joined(separator: "; ")
        return ModelFileProblem(
            "it holds several dictionaries, and none fits the layers: \(words)\(misfits.count > 3 ? "; …" : "")"
        )
    }

    /// Keys in a sentence: `'a', 'b' and 'c'`.
    private static func words(_ keys: [String]) -> String {
        let quoted = keys.map(ParameterNames.place)
        guard quoted.count <= 5 else { return quoted.prefix(5).joined(separator: ", ") + " and more" }
        return quoted.dropLast().joined(separator: ", ") + " and " + (quoted.last ?? "")
    }
}

extension TensorDictionary {
    /// Whether another one is inside this one, by its keys.
    fileprivate func contains(_ other: TensorDictionary) -> Bool { other.path.starts(with: path) }
}

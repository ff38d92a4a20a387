import NeuralNet

/// The assignment of a file's layers to those of a network.
struct LayerAssignment {
    /// The evidence for the order.
    enum Evidence: Sendable {
        /// The given order, or that of the file.
        case order
        /// The only order that fits the shapes, but not the file's.
        case shapes
        /// The numbers in names, for layers of equal shape.
        case numbers
    }

    /// The names of the network's layers with parameters, in its order.
    let names: [String]
    let evidence: Evidence
    /// The tensors of a file that no layer takes, and that may be skipped.
    let passedOver: [String]
    /// The batch normalizations among its layers that have no weight and bias in the file.
    var fixedNormalizations: [String] { names.filter(layers.fixedNormalizations.contains) }
    private let layers: LayerTensors

    /// The tensor of a network's parameter.
    ///
    /// - Throws: ``ModelFileProblem`` if there is none.
    func tensor(_ parameter: ParameterSpecification, at place: Int) throws(ModelFileProblem) -> StoredTensor {
        try layers.tensor(parameter, in: names[place])
    }

    /// Finds the order.
    ///
    /// - Parameters:
    ///   - names: the layers' names, in order; `nil` to infer it.
    ///   - isSelection: whether the network needs no other tensors than those of these names.
    /// - Throws: ``Obstacle`` if the layers are not the network's, or their order is ambiguous.
    init(
        of dictionary: TensorDictionary, names given: [String]?, isSelection: Bool,
        to architecture: Architecture
    ) throws(Obstacle) {
        let all = LayerTensors(dictionary)
        let places = ParameterNames.layers(of: architecture)
        let names = try given.map { names throws(Obstacle) in try all.resolved(names) } ?? all.names
        var (layers, outside) = (all, [String]())
        if isSelection {
            if let problem = all.normalizationProblem(for: architecture) { throw .misfit(problem) }
            let parts = dictionary.divided(by: names)
            (layers, outside) = (LayerTensors(parts.inside), parts.outside)
        }
        if let form = ForeignForm(among: layers.unknown) { throw .misfit(form.problem) }
        guard names.count == places.count, layers.names.count == names.count else {
            let adapters = ForeignForm(among: layers.names.filter { $0.contains("lora_") })
            throw .misfit(adapters?.problem ?? layers.countProblem(for: architecture))
        }
        self.layers = layers
        let found = layers.orderByShapes(for: architecture)
        let isContradicted = found == nil && layers.isContradictedByNumbers(for: architecture)
        if given != nil || dictionary.isOrdered && !isContradicted {
            do {
                try layers.check(names, of: architecture)
                (self.names, evidence) = (names, .order)
            } catch {
                guard given == nil, let found else {
                    let order = layers.possibleOrder(for: architecture)
                    throw .misfit(
                        order.map { error.adding(Self.advice(on: $0, isOnly: found != nil)) } ?? error)
                }
                (self.names, evidence) = (found, .shapes)
            }
        } else if let found {
            (self.names, evidence) = (found, .order)
        } else if !dictionary.isOrdered || layers.areInOrderOfText,
            let found = try layers.orderByNumbers(for: architecture)
        {
            (self.names, evidence) = (found, .numbers)
        } else {
            let reason =
                dictionary.isOrdered
                ? "the order of its layers is not that of the numbers in their names"
                : "it keeps no order of its layers"
            throw .unordered(
                ModelFileProblem(
                    "\(reason), and their shapes leave more than one: give their names with 'names:', in the network's order; it has \(ParameterNames.list(layers.names))"
                ), layers: names)
        }
        for name in self.names {
            if let problem = layers.problemWithKind(of: name) { throw .misfit(problem) }
        }
        let skipped = isSelection ? layers.unknownNumbers : []
        if let other = layers.unknown.first(where: { !skipped.contains($0) }) {
            let isInside =
                !layers.unknownNumbers.contains(other) && self.names.contains { other.hasPrefix($0 + ".") }
            throw .surplus(
                ModelFileProblem(
                    "its tensor '\(other)' belongs to no known layer"
                        + (isInside || given != nil
                            ? ""
                            : "; where the network does without it, give the layers' names with 'names:'")),
                layers: self.names)
        }
        // A batch normalization's count of batches belongs to it, and is no news.
        let counters = Set(
            zip(places, self.names).compactMap { place, name in
                architecture.parameters.contains { $0.place == place && $0.tensor.name == "running_var" }
                    ? (name.isEmpty ? "" : name + ".") + StoredTensor.counter : nil
            })
        passedOver =
            outside + layers.passedOver.filter { !counters.contains($0) }
            + layers.unknown.filter(skipped.contains)
    }

    /// The most names that a message writes out: a little more than ResNet-18 has.
    private static let longestOrder = 50

    /// What to write for layers that fit in another order.
    private static func advice(on order: [String], isOnly: Bool) -> String {
        let words = isOnly ? "its layers fit only" : "its layers fit"
        guard order.count <= longestOrder, order.allSatisfy({ $0.utf8.count <= 100 }) else {
            return "; by their shapes, \(words) in another order, which 'names:' gives"
        }
        let names = order.map { "\"\($0)\"" }.joined(separator: ", ")
        let doubt = isOnly ? "" : "; check the order of those of equal shape, which is the file's"
        return "; by their shapes, \(words) as names: [\(names)]\(doubt)"
    }

    /// Why tensors are not those of a network.
    enum Obstacle: Error {
        case misfit(ModelFileProblem)
        /// They fit, but their order is ambiguous.
        case unordered(ModelFileProblem, layers: [String])
        /// The layers fit, but there is more that a network may compute with.
        case surplus(ModelFileProblem, layers: [String])
    }
}

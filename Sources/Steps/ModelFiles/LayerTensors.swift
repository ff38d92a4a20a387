import NeuralNet

/// The tensors of a dictionary, grouped into layers by their names.
struct LayerTensors {
    /// The layers, in the order of the file.
    let names: [String]
    /// Tensors that no layer has and that a network does not need: counters, masks, figures of its training.
    let passedOver: [String]
    /// Tensors that no layer has, but that affect the network.
    let unknown: [String]
    /// Those of `unknown` that are single numbers without a dimension, such as a factor of a layer: whoever names the
    /// layers says that the network does without them.
    let unknownNumbers: Set<String>

    /// The batch normalizations that have statistics alone, by their names.
    let fixedNormalizations: Set<String>

    private var tensors: [String: [String: StoredTensor]] = [:]
    /// What is in the place of further tensors.
    private let replaced: [ReplacedTensor]
    private var duplicate: String?
    /// The key of the dictionary in the file.
    private let key: String

    init(_ dictionary: TensorDictionary) {
        key = dictionary.key
        replaced = dictionary.replaced
        var names: [String] = []
        var passedOver: [String] = []
        var unknown: [String] = []
        var unknownNumbers: Set<String> = []
        for tensor in dictionary.tensors {
            var parts = tensor.name.split(separator: ".", omittingEmptySubsequences: false)
            let kind = parts.popLast().map(String.init) ?? ""
            let layer = parts.joined(separator: ".")
            guard tensor.isOfLayer else {
                let isFigure = layer.isEmpty && tensor.isFigureOfTraining
                if tensor.kind != .numbers || isFigure || tensor.isCounter || tensor.sizes.contains(0) {
                    passedOver.append(tensor.name)
                } else {
                    unknown.append(tensor.name)
                    if tensor.sizes.isEmpty { unknownNumbers.insert(tensor.name) }
                }
                continue
            }
            if tensors[layer] == nil { names.append(layer) }
            if tensors[layer, default: [:]].updateValue(tensor, forKey: kind) != nil {
                duplicate = tensor.name
            }
        }
        // Something with only integers is not a layer.
        for layer in names where tensors[layer]?.values.allSatisfy({ $0.kind == .wholeNumbers }) == true {
            passedOver += (tensors.removeValue(forKey: layer) ?? [:]).values.map(\.name).sorted()
        }
        fixedNormalizations = Self.addFixedScales(to: &tensors, of: names, replaced: dictionary.replaced)
        let kept = tensors
        self.names = names.filter { kept[$0] != nil }
        self.passedOver = passedOver
        self.unknown = unknown
        self.unknownNumbers = unknownNumbers
    }

    /// The tensor of a network's parameter in a layer.
    ///
    /// - Parameter isFirst: whether it is the network's first layer.
    func tensor(
        _ parameter: ParameterSpecification, in layer: String, isFirst: Bool = false
    ) throws(ModelFileProblem) -> StoredTensor {
        if let duplicate { throw ModelFileProblem("it has two tensors '\(duplicate)'") }
        let kind = parameter.tensor.name
        let name = layer.isEmpty ? kind : "\(layer).\(kind)"
        guard let tensor = tensors[layer]?[kind] else { throw absence(of: name) }
        guard tensor.sizes == parameter.shape.dimensions else {
            let sizes = tensor.sizes.map(String.init).joined(separator: "×")
            throw ModelFileProblem(
                "its '\(name)' is \(sizes.isEmpty ? "a single number" : sizes), but \(ParameterNames.words(for: parameter.place)) takes \(parameter.shape)"
                    + (isFirst ? ColourImages.words(on: tensor.sizes, for: parameter) : ""))
        }
        return tensor
    }

    /// The problem that a tensor is missing, with what is there instead.
    private func absence(of name: String) -> ModelFileProblem {
        replaced.first { $0.name == name }?.problem ?? ModelFileProblem("it has no tensor '\(name)'")
    }

    /// Whether a layer has a bias, of whatever kind.
    private func hasBias(_ layer: String) -> Bool {
        let name = layer.isEmpty ? "bias" : "\(layer).bias"
        return tensors[layer]?["bias"] != nil || replaced.contains { $0.name == name }
    }

    /// Checks that layers in this order are those of a network.
    func check(_ names: [String], of architecture: Architecture) throws(ModelFileProblem) {
        let places = ParameterNames.layers(of: architecture)
        let layers = Dictionary(uniqueKeysWithValues: zip(places, names))
        for parameter in architecture.parameters {
            _ = try tensor(
                parameter, in: layers[parameter.place] ?? "", isFirst: parameter.place == places.first)
        }
        for (place, name) in zip(places, names) where hasBias(name) {
            guard architecture.parameters.contains(where: { $0.place == place && $0.tensor.name == "bias" })
            else {
                throw ModelFileProblem(
                    "it has a tensor '\(name.isEmpty ? "bias" : "\(name).bias")', but \(ParameterNames.words(for: place)) is without a bias: leave out its 'bias: false'"
                )
            }
        }
    }

    /// Given names as the file has them: their common prefix may have been omitted.
    func resolved(_ given: [String]) throws(LayerAssignment.Obstacle) -> [String] {
        var beginning = ""
        var common = names.map { $0.split(separator: ".", omittingEmptySubsequences: false)[...] }
        // Modules are not nested deeper, and a name in an untrusted file may consist of points only.
        for _ in 0..<32 {
            let whole = given.map { beginning + $0 }
            if whole.allSatisfy({ tensors[$0] != nil }) { return whole }
            guard let first = common.first?.first, common.allSatisfy({ $0.count > 1 && $0.first == first })
            else {
                break
            }
            beginning += first + "."
            common = common.map { $0.dropFirst() }
        }
        let missing = given.first { tensors[$0] == nil } ?? ""
        if let other = replaced.first(where: {
            Self.isIn(missing, $0.name) || Self.isIn(beginning + missing, $0.name)
        }) {
            throw .misfit(other.problem)
        }
        throw .misfit(ModelFileProblem("it has no layer '\(missing)'; it has \(ParameterNames.list(names))"))
    }

    /// Why a layer's element types are unusable; `nil` if they are usable.
    func problemWithKind(of layer: String) -> ModelFileProblem? {
        for kind in StoredTensor.roles.sorted() {
            guard let problem = tensors[layer]?[kind]?.problemWithKind else { continue }
            let beside = unknown.first {
                Self.isIn(layer, $0)
                    && ["scale", "zero_point", "SCB", "absmax"].contains($0.split(separator: ".").last)
            }
            guard let beside else { return problem }
            return ModelFileProblem(
                "\(problem); '\(beside)' beside it says that it is quantized: save the network as it was before"
            )
        }
        return nil
    }

    private static func isIn(_ layer: String, _ tensor: String) -> Bool {
        layer.isEmpty || tensor.hasPrefix(layer + ".")
    }

    /// The problem that a layer is batch normalization and the network has none; `nil` if there is no such problem.
    func normalizationProblem(for architecture: Architecture) -> ModelFileProblem? {
        guard !architecture.parameters.contains(where: { $0.tensor.name == "running_mean" }) else {
            return nil
        }
        return names.first { tensors[$0]?["running_mean"] != nil }.map {
            ModelFileProblem("'\($0)' is batch normalization, for which the network has no 'batchNorm2d'")
        }
    }

    /// The problem that the number of layers is not the network's.
    func countProblem(for architecture: Architecture) -> ModelFileProblem {
        let expected = ParameterNames.layers(of: architecture).count
        if names.count < expected, let other = replaced.first { return other.problem }
        if names.count < expected, let whole = passedOver.first(where: { $0.hasSuffix(".weight") }) {
            return ModelFileProblem("its '\(whole)' has whole numbers, which no layer takes")
        }
        if names == [""] {
            return ModelFileProblem(
                key.isEmpty
                    ? "it is a single layer, but the network has \(expected) with parameters"
                    : "its '\(key)' is a single layer, but the network has \(expected) with parameters; 'key:' takes what the names of all of them begin with"
            )
        }
        var words =
            "it has the layers \(ParameterNames.list(names)), but the network has \(expected) with parameters"
        if let problem = normalizationProblem(for: architecture) {
            words += "; \(problem)"
        } else if let beginning = beginning(of: expected) {
            words += "; 'key:' takes those whose names begin alike, such as key: \"\(beginning)\""
        } else if names.count > expected {
            words += "; 'names:' says which of them it takes"
        }
        return ModelFileProblem(words)
    }

    /// The prefix that the names of exactly this number of layers have, which 'key:' takes.
    private func beginning(of count: Int) -> String? {
        var common: [Substring] = key.isEmpty ? [] : [key[...]]
        var rest = names.map { $0.split(separator: ".", omittingEmptySubsequences: false).dropLast()[...] }
        // Modules are not nested deeper, and a name in an untrusted file may consist of points only.
        for _ in 0..<32 {
            guard let first = rest.first?.first, rest.allSatisfy({ $0.first == first }) else { break }
            common.append(first)
            rest = rest.map { $0.dropFirst() }
        }
        let beginnings = rest.compactMap(\.first)
        var counts: [Substring: Int] = [:]
        for beginning in beginnings { counts[beginning, default: 0] += 1 }
        let found = beginnings.first { counts[$0] == count && counts.count > 1 }
        return found.map { (common + [$0]).joined(separator: ".") }
    }
}

// MARK: Order

extension LayerTensors {
    /// The sizes of a layer's tensors, by their names in the layer.
    private typealias Form = [String: [Int]]

    /// The layers of a file and of a network, grouped by form; `nil` if some have no counterpart.
    private func counterparts(
        for architecture: Architecture
    ) -> [(places: [Int], layers: [String])]? {
        var places: [Form: [Int]] = [:]
        for (place, layer) in ParameterNames.layers(of: architecture).enumerated() {
            let own = architecture.parameters.filter { $0.place == layer }
            let form = Form(uniqueKeysWithValues: own.map { ($0.tensor.name, $0.shape.dimensions) })
            places[form, default: []].append(place)
        }
        let roles = Set(architecture.parameters.map(\.tensor.name))
        var layers: [Form: [String]] = [:]
        for name in names {
            let own = (tensors[name] ?? [:]).filter { roles.contains($0.key) }
            layers[own.mapValues(\.sizes), default: []].append(name)
        }
        var found: [(places: [Int], layers: [String])] = []
        for (form, places) in places {
            guard let names = layers[form], names.count == places.count else { return nil }
            found.append((places, names))
        }
        return found
    }

    /// The only order that fits the shapes; `nil` if there is none or more than one.
    func orderByShapes(for architecture: Architecture) -> [String]? {
        guard let counterparts = counterparts(for: architecture),
            counterparts.allSatisfy({ $0.places.count == 1 })
        else { return nil }
        return counterparts.sorted { $0.places[0] < $1.places[0] }.map { $0.layers[0] }
    }

    /// An order that fits the shapes, layers of equal shape as the file has them; `nil` if there is none.
    func possibleOrder(for architecture: Architecture) -> [String]? {
        guard let counterparts = counterparts(for: architecture) else { return nil }
        return counterparts.flatMap { zip($0.places, $0.layers) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The order by shapes, with layers of equal shape ordered by the numbers in their names; `nil` if these give no
    /// order, or contradict what the shapes determine.
    ///
    /// - Throws: the problem that no order fits the shapes.
    func orderByNumbers(for architecture: Architecture) throws(LayerAssignment.Obstacle) -> [String]? {
        guard let counterparts = counterparts(for: architecture) else {
            throw .misfit(shapeProblem(for: architecture))
        }
        let fixed = Set(Self.fixed(counterparts))
        var order: [Int: String] = [:]
        for (places, layers) in counterparts {
            guard let sorted = LayerOrder.byNumbers(layers, among: names, fixed: fixed) else { return nil }
            for (place, index) in zip(places, sorted) { order[place] = layers[index] }
        }
        let found = order.sorted { $0.key < $1.key }.map(\.value)
        return LayerOrder.descending(in: found).isEmpty ? found : nil
    }

    /// Whether the numbers in the layers' names give another order than the file has, and do not themselves contradict
    /// the shapes; then neither order is reliable.
    func isContradictedByNumbers(for architecture: Architecture) -> Bool {
        guard let counterparts = counterparts(for: architecture) else { return false }
        return !LayerOrder.descending(in: names).isSubset(
            of: LayerOrder.descending(in: Self.fixed(counterparts)))
    }

    /// Whether the file has its layers in lexicographic order, which puts `conv.10` before `conv.3`.
    var areInOrderOfText: Bool {
        zip(names, names.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The layers whose positions the shapes determine, in the network's order.
    private static func fixed(_ counterparts: [(places: [Int], layers: [String])]) -> [String] {
        counterparts.filter { $0.places.count == 1 }.sorted { $0.places[0] < $1.places[0] }.map {
            $0.layers[0]
        }
    }

    /// Why no order fits.
    private func shapeProblem(for architecture: Architecture) -> ModelFileProblem {
        func areInEveryLayer(_ kind: String) -> Bool {
            ParameterNames.layers(of: architecture).allSatisfy { place in
                architecture.parameters.contains { $0.place == place && $0.tensor.name == kind }
            }
        }
        let sizes = names.map { name in
            let weight = tensors[name]?["weight"]?.sizes ?? []
            return "'\(name)' of \(weight.map(String.init).joined(separator: "×"))"
        }
        for name in names {
            for kind in ["weight", "bias"] where areInEveryLayer(kind) && tensors[name]?[kind] == nil {
                return absence(of: name.isEmpty ? kind : "\(name).\(kind)")
            }
        }
        let wanted = architecture.parameters.filter { $0.tensor.name == "weight" }
        let known = Set(names.compactMap { tensors[$0]?["weight"]?.sizes })
        let parameter = wanted.first { !known.contains($0.shape.dimensions) } ?? wanted.first
        let layer = parameter.map { "layer \($0.layer + 1) takes \($0.shape)" } ?? "there are none"
        let first = parameter.flatMap { $0.place == wanted.first?.place ? $0 : nil }
        let colours = first.flatMap { first in
            names.lazy.map { ColourImages.words(on: tensors[$0]?["weight"]?.sizes ?? [], for: first) }.first {
                !$0.isEmpty
            }
        }
        return ModelFileProblem(
            "its layers do not fit: \(layer), and it has \(sizes.prefix(20).joined(separator: ", "))\(sizes.count > 20 ? ", …" : "")\(colours ?? "")"
        )
    }
}

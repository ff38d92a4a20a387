/// What to change in a network in which a layer cannot take its input: only what was tried, and helps.
struct NetworkAdvice {
    private let fault: NetworkFault
    private let layers: [Layer]
    private let input: Shape

    /// The network after a change, which is described in words.
    private typealias Change = (words: String, layers: [Layer])

    /// Prepares advice.
    init(for fault: NetworkFault, in layers: [Layer], input: Shape) {
        (self.fault, self.layers, self.input) = (fault, layers, input)
    }

    /// The problem with the advice, if there is any.
    var problem: ArchitectureProblem {
        let advice = words.map { ": \($0)" } ?? ""
        return ArchitectureProblem(
            layer: fault.layer, inner: fault.problem.inner, message: fault.problem.message + advice)
    }

    /// The change after which the network is whole, or else one after which only later layers do not fit; of other
    /// arguments the first two such changes.
    private var words: String? {
        let others = rewriting
        let whole = others.filter(isWhole)
        let written = (whole.isEmpty ? others.filter(helps) : whole).prefix(Self.mostAlternatives)
        guard written.isEmpty else { return "write \(written.map(\.words).joined(separator: " or "))" }
        let changes = self.changes
        return (changes.first(where: isWhole) ?? changes.first(where: helps))?.words
    }

    /// The most layers with other arguments that are named.
    private static let mostAlternatives = 2

    /// Whether all layers fit after a change.
    private func isWhole(_ change: Change) -> Bool { fault(of: change.layers) == nil }

    /// Whether at most layers behind the one at fault do not fit after a change.
    private func helps(_ change: Change) -> Bool {
        guard let next = fault(of: change.layers) else { return true }
        return change.layers.count - next.layer < layers.count - fault.layer
    }

    private var changes: [Change] {
        switch fault.problem.need {
        case nil: []
        // Without a convolution it would be another network, without a pooling of single pixels the same.
        case .largerImages: fault.problem.alternatives.isEmpty ? [removal] : []
        case .features: [counterpart].compactMap(\.self) + flattening
        case .images: [counterpart].compactMap(\.self) + moving + [removal]
        }
    }

    private func fault(of layers: [Layer]) -> NetworkFault? {
        do {
            _ = try Architecture(connecting: layers, input: input)
            return nil
        } catch {
            return error
        }
    }
}

extension NetworkAdvice {
    /// The layer of the same purpose in place of the one at fault.
    private var counterpart: Change? {
        fault.problem.counterpart.map { other in
            ("write '\(other.kind.source)'", changed { list, place in list[place] = other })
        }
    }

    /// The layer at fault with other arguments.
    private var rewriting: [Change] {
        fault.problem.alternatives.map { other in
            ("'\(other.kind.source)'", changed { list, place in list[place] = other })
        }
    }

    /// A row of features made of the images, before the layer at fault or before the outermost that contains it.
    private var flattening: [Change] {
        var changes = [Layer.flatten, .globalAveragePooling2D].map { layer -> Change in
            ("put '\(layer.name)' before it", changed { list, place in list.insert(layer, at: place) })
        }
        guard !fault.problem.inner.isEmpty else { return changes }
        var outer = layers
        outer.insert(.flatten, at: fault.layer)
        let words = "put 'flatten' before the '\(layers[fault.layer].name)'"
        changes.append((words, outer))
        if let next = self.fault(of: outer), next.layer == fault.layer + 1, next.problem.inner.isEmpty,
            let shortcut = next.problem.shortcut
        {
            outer[next.layer] = outer[next.layer].replacing("shortcut", with: shortcut)
            changes.append(("\(words), and give that '\(shortcut.asShortcut)'", outer))
        }
        return changes
    }

    /// The layer at fault before the layer that makes a row of the images, or that layer behind; where that layer is
    /// outside, the outermost layer that contains the one at fault.
    private var moving: [Change] {
        let inner = fault.problem.inner
        let near = moves(of: "it", within: inner)
        return near.isEmpty && !inner.isEmpty
            ? moves(of: "the '\(layers[fault.layer].name)'", within: []) : near
    }

    private func moves(of name: String, within inner: [InnerLayer]) -> [Change] {
        var (earlier, later): (String?, String?)
        let moved = layers.changed(at: fault.layer, inner[...]) { list, place in
            guard let row = list[..<place].rowMaker else { return }
            earlier = "put \(name) before '\(list[row].kind.source)'"
            list.insert(list.remove(at: place), at: row)
        }
        let delayed = layers.changed(at: fault.layer, inner[...]) { list, place in
            guard let row = list[..<place].rowMaker, let next = list[place...].firstOfFeatures else { return }
            later = "put '\(list[row].kind.source)' before '\(list[next].kind.source)' instead"
            list.insert(list.remove(at: row), at: next - 1)
        }
        var changes: [Change] = []
        if let earlier { changes.append((earlier, moved)) }
        if let later { changes.append((later, delayed)) }
        return changes
    }

    /// The network without the layer at fault.
    private var removal: Change { ("leave it out", changed { list, place in list.remove(at: place) }) }

    /// The layers after a change of the list in which the layer at fault is.
    private func changed(_ change: (inout [Layer], Int) -> Void) -> [Layer] {
        layers.changed(at: fault.layer, fault.problem.inner[...], change)
    }
}

extension [Layer] {
    fileprivate func changed(
        at place: Int, _ way: ArraySlice<InnerLayer>, _ change: (inout [Layer], Int) -> Void
    ) -> [Layer] {
        var layers = self
        if let step = way.first {
            let list = layers[place].layers(in: step.list)
            layers[place] = layers[place].replacing(
                step.list, with: list.changed(at: step.layer, way.dropFirst(), change))
        } else {
            change(&layers, place)
        }
        return layers
    }
}

extension ArraySlice<Layer> {
    /// The last layer that makes a row of features of images.
    fileprivate var rowMaker: Int? {
        lastIndex { $0.kind is Flatten || $0.kind is any GlobalPooling2D }
    }

    /// The first layer that takes only a row of features.
    fileprivate var firstOfFeatures: Int? {
        firstIndex { $0.kind is Dense || $0.kind is BatchNormalization1D }
    }
}

extension Layer {
    /// The layers in one of its lists.
    fileprivate func layers(in list: String) -> [Layer] {
        zip(type(of: kind).declarations, kind.values).first { $0.0.name == list }?.1.layers ?? []
    }

    /// The layer with another list of layers.
    fileprivate func replacing(_ list: String, with layers: [Layer]) -> Layer {
        let arguments = zip(type(of: kind).declarations, kind.arguments).map { declaration, argument in
            declaration.name == list ? .layers(layers) : argument
        }
        return type(of: kind).layer(arguments)
    }
}

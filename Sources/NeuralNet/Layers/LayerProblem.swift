/// Why a layer cannot take its input.
public struct LayerProblem: Error, Sendable, Hashable {
    /// What a layer takes that was given the other one.
    enum Need: Sendable, Hashable {
        /// Images of channels×height×width.
        case images
        /// A row of features.
        case features
        /// Images that are not smaller than its windows.
        case largerImages
    }

    /// The error message.
    public let message: String

    /// The way to the layer at fault within the lists of the one that was given the input; empty for that one itself.
    public private(set) var inner: [InnerLayer] = []

    /// What the layer at fault takes; `nil` if its input is not what is wrong.
    let need: Need?

    /// A layer that does the same with such an input; `nil` if there is none.
    let counterpart: Layer?

    /// The layer with other arguments, with each of which it would take such an input, the best first.
    let alternatives: [Layer]

    /// A shortcut with which a residual would take it; `nil` if there is none.
    let shortcut: [Layer]?

    /// Makes a problem with its message.
    public init(_ message: String) { self.init(message, need: nil) }

    init(
        _ message: String, need: Need?, counterpart: Layer? = nil, alternatives: [Layer] = [],
        shortcut: [Layer]? = nil
    ) {
        (self.message, self.need, self.counterpart) = (message, need, counterpart)
        (self.alternatives, self.shortcut) = (alternatives, shortcut)
    }

    /// The problem of a layer in a list of another layer.
    ///
    /// - Parameters:
    ///   - list: the other layer's parameter.
    ///   - layer: the index in the list.
    func within(_ list: String, of name: String, at layer: Int) -> LayerProblem {
        var problem = LayerProblem(
            inner.isEmpty ? "in '\(name)', \(message)" : message, need: need, counterpart: counterpart,
            alternatives: alternatives, shortcut: shortcut)
        problem.inner = [InnerLayer(list: list, layer: layer)] + inner
        return problem
    }
}

import Figures
import NeuralNet

extension NetworkDiagram {
    /// The layers of a network; those within another one come before it, in the order in which they are computed.
    init(of architecture: Architecture) {
        let rows = Rows(of: architecture)
        var layers: [Layer] = []
        for (layer, place) in zip(architecture.layers, LayerPlace.places(of: architecture.layers)) {
            layers += rows.rows(of: layer, at: place, depth: 0, way: "")
        }
        self.init(input: architecture.input.dimensions, layers: layers)
    }
}

/// The rows of a network's layers, by their places.
private struct Rows {
    private var parameters: [LayerPlace: Int] = [:]
    private var multiplyAdds: [LayerPlace: Int] = [:]
    private var outputs: [LayerPlace: Shape] = [:]

    init(of architecture: Architecture) {
        for parameter in architecture.parameters where parameter.tensor.isTrained {
            parameters[parameter.place, default: 0] += parameter.shape.count
        }
        let graph = architecture.graph
        for operation in graph.operations {
            outputs[operation.place] = operation.output
            guard case .layer(let layer) = operation.computation else { continue }
            multiplyAdds[operation.place, default: 0] += layer.kind.multiplyAdds(
                for: graph.shape(of: operation.inputs[0]), output: operation.output)
        }
    }

    /// A layer's row, after those of the layers within it.
    ///
    /// - Parameter way: the way within another layer that it is on, if it has to be told apart: `shortcut`.
    func rows(of layer: Layer, at place: LayerPlace, depth: Int, way: String) -> [NetworkDiagram.Layer] {
        var rows: [NetworkDiagram.Layer] = []
        if let residual = layer.kind as? Residual {
            for (layers, name, way) in [
                (residual.body, "body", ""), (residual.shortcut, "shortcut", "shortcut"),
            ] {
                for (inner, innerPlace) in zip(layers, place.places(of: layers, in: name)) {
                    rows += self.rows(of: inner, at: innerPlace, depth: depth + 1, way: way)
                }
            }
        }
        let detail = [way, layer.kind.detail].filter { !$0.isEmpty }.joined(separator: ": ")
        rows.append(
            NetworkDiagram.Layer(
                name: layer.name, detail: detail, output: outputs[place]?.dimensions ?? [],
                parameters: parameters[place] ?? 0, multiplyAdds: multiplyAdds[place] ?? 0,
                depth: depth > 0 ? depth : nil))
        return rows
    }
}

import Figures
import NeuralNet

extension NetworkDiagram {
    /// The layers of a network.
    init(of architecture: Architecture) {
        var layers: [Layer] = []
        for (index, (layer, output)) in zip(architecture.layers, architecture.outputs).enumerated() {
            layers.append(
                Layer(
                    name: layer.name, detail: layer.kind.detail, output: output.dimensions,
                    parameters: architecture.parameterCount(of: index),
                    multiplyAdds: architecture.multiplyAdds(of: index)))
        }
        self.init(input: architecture.input.dimensions, layers: layers)
    }
}

import Figures
import NeuralNet

extension NetworkDiagram {
    /// The layers of a network.
    init(of architecture: Architecture) {
        var shape = architecture.input
        var layers: [Layer] = []
        for (index, (layer, output)) in zip(architecture.layers, architecture.outputs).enumerated() {
            let parameters = architecture.parameters.filter { $0.layer == index }.map(\.shape.count)
            layers.append(
                Layer(
                    name: layer.name, detail: layer.detail, output: output.dimensions,
                    parameters: parameters.reduce(0, +),
                    // The layers of an architecture fit.
                    multiplyAdds: (try? layer.multiplyAdds(for: shape)) ?? 0))
            shape = output
        }
        self.init(input: architecture.input.dimensions, layers: layers)
    }
}

extension NeuralNet.Layer {
    /// What is special about the layer, in words.
    fileprivate var detail: String {
        switch self {
        case .convolution2D(let filters, let kernel, let stride, let padding):
            "\(filters) filters of \(kernel)×\(kernel)" + (stride > 1 ? ", stride \(stride)" : "")
                + (padding > 0 ? ", padding \(padding)" : "")
        case .maxPooling2D(let size, let stride):
            "\(size)×\(size)" + (stride == size ? "" : ", stride \(stride)")
        case .dense(let units): "\(units) units"
        case .dropout(let rate): "\(rate)"
        case .relu, .flatten: ""
        }
    }
}

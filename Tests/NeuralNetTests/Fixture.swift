import Foundation
import NeuralNet

/// A case that PyTorch computed, read from the fixtures.
struct Fixture {
    let file: SafeTensors
    /// The prefix of the names of the case's tensors.
    private let prefix: String

    /// - Parameter part: the case's name, in a file of several.
    init(_ name: String, part: String? = nil) throws {
        prefix = part.map { "\($0)." } ?? ""
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        file = try SafeTensors(decoding: Data(contentsOf: folder.appending(path: "\(name).safetensors")))
    }

    func tensor(_ name: String) throws -> Tensor {
        guard let tensor = file[prefix + name]?.tensor else { throw Missing(name: name) }
        return tensor
    }

    func integers(_ name: String) throws -> [Int] {
        guard let integers = file[prefix + name]?.integers else { throw Missing(name: name) }
        return integers
    }

    func doubles(_ name: String) throws -> [Double] {
        guard let doubles = file[prefix + name]?.doubles else { throw Missing(name: name) }
        return doubles
    }

    func description<Description: Decodable>(as type: Description.Type = Description.self) throws
        -> Description
    {
        guard let text = file.metadata["description"] else { throw Missing(name: "description") }
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    func parameters(_ prefix: String, for architecture: Architecture) throws -> Parameters {
        var named: [String: Tensor] = [:]
        for parameter in architecture.parameters {
            named[parameter.name] = try tensor("\(prefix).\(parameter.name)")
        }
        return try Parameters(for: architecture, from: named)
    }

    /// A session on a network with the case's parameters, under plain gradient descent.
    func session(
        _ architecture: Architecture, batchSize: Int, threads: Int, precision: Precision = .float32,
        needsInputGradient: Bool = false
    ) throws -> TrainingSession {
        try TrainingSession(
            architecture, parameters: parameters("parameter", for: architecture),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: batchSize, seed: 0,
            threads: threads, precision: precision, needsInputGradient: needsInputGradient)
    }

    struct Missing: Error { let name: String }
}

/// A network as the fixtures describe it.
struct NetworkDescription: Decodable {
    let input: [Int]
    let layers: [LayerDescription]

    struct LayerDescription: Decodable {
        let kind: String
        let filters: Int?
        let kernel: Int?
        let stride: Int?
        let padding: Int?
        let size: Int?
        let units: Int?
        let rate: Double?
        let slope: Double?
        let groups: Int?
        let dilation: Int?
        let bias: Bool?
        let body: [LayerDescription]?
        let shortcut: [LayerDescription]?

        var layer: Layer {
            switch kind {
            case "conv2d": convolution
            case "maxPool2d": .maxPooling2D(size: size!, stride: stride!, padding: padding ?? 0)
            case "averagePool2d": .averagePooling2D(size: size!, stride: stride!, padding: padding ?? 0)
            case "globalAveragePool2d": .globalAveragePooling2D
            case "globalMaxPool2d": .globalMaxPooling2D
            case "dense": .dense(units: units!)
            case "flatten": .flatten
            case "relu": .relu
            case "leakyReLU": .leakyReLU(slope: slope!)
            case "dropout": .dropout(rate: rate!)
            case "batchNorm2d": .batchNormalization2D
            case "batchNorm1d": .batchNormalization1D
            case "layerNorm": .layerNormalization
            case "sigmoid": .sigmoid
            case "tanh": .tanh
            case "gelu": .gelu
            case "silu": .silu
            case "residual": .residual(body!.map(\.layer), shortcut: shortcut!.map(\.layer))
            default: preconditionFailure("a layer '\(kind)'")
            }
        }

        private var convolution: Layer {
            var layer = Convolution2D()
            (layer.filters, layer.kernel, layer.stride, layer.padding) = (
                filters!, kernel!, stride!, padding!
            )
            (layer.groups, layer.dilation, layer.hasBias) = (groups ?? 1, dilation ?? 1, bias ?? true)
            return Layer(layer)
        }
    }

    var batchSize: Int { input[0] }

    func architecture() throws -> Architecture {
        try Architecture(input: Shape(Array(input.dropFirst())), layers: layers.map(\.layer))
    }
}

/// Fills a session's batch from these values.
func rowsOf(_ values: [Float], size: Int) -> TrainingSession.Filling {
    { rows, batch in
        for (place, value) in values[rows.lowerBound * size..<rows.upperBound * size].enumerated() {
            batch[place] = value
        }
    }
}

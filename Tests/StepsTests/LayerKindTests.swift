import Foundation
import NeuralNet
import Reporting
import Steps
import TestSupport
import Testing

/// The parts that every kind of layer needs.
struct LayerKindTests {
    static let names = Layer.kinds.map { $0.name }

    /// A network around a layer, with images that it takes.
    private static func architecture(of kind: any LayerKind.Type) throws -> Architecture {
        let layer = kind.layer(
            kind.declarations.map { declaration in
                switch (declaration.standard, declaration.limits) {
                case (.required, .integers(let range)): .integer(max(range.lowerBound, 2))
                case (.required, .numbers(let range)): .number((range.lowerBound + range.upperBound) / 2)
                case (.required, .layers): .layers([.relu])
                default: nil
                }
            })
        let input = Shape([2, 6, 6])
        let isForImages = (try? Architecture(input: input, layers: [layer])) != nil
        return try Architecture(
            input: input,
            layers: isForImages ? [layer, .flatten, .dense(units: 3)] : [.flatten, layer, .dense(units: 3)])
    }

    @Test(arguments: LayerKindTests.names)
    func `every layer is computed, trained, saved and loaded`(name: String) throws {
        let kind = try #require(Layer.kinds.first { $0.name == name })
        let architecture = try Self.architecture(of: kind)
        let pixels = Data((0..<6 * 72).map { UInt8($0 * 37 % 251) })
        let images = try ImageSet(
            shape: architecture.input, pixels: pixels, labels: Data([0, 1, 2, 2, 1, 0]),
            normalization: Normalization(mean: 0.5, standardDeviation: 0.25))
        let training = Training(
            architecture: architecture, optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false),
            learningRate: 0.01, schedule: .constant, epochs: 1, batchSize: 4, seed: 1, threads: 2)
        let trained = try training.run(on: images, validation: nil) { _ in }
        let parameters = trained.parameters
        #expect(parameters.tensors.map(\.name) == architecture.parameters.map(\.name))
        let logits = try Classifier(architecture: architecture, parameters: parameters, threads: 2)
            .classify(images).logits.values
        #expect(logits.count == 18)
        #expect(logits.allSatisfy { $0.isFinite } && Set(logits).count > 1)

        let stored = try JSONEncoder().encode(architecture)
        let restored = try JSONDecoder().decode(Architecture.self, from: stored)
        #expect(restored == architecture)
        var tensors: [String: Tensor] = [:]
        for entry in try SafeTensors(decoding: SafeTensors(parameters.tensors).encoded()).entries {
            tensors[entry.name] = entry.tensor
        }
        let loaded = try Parameters(for: restored, from: tensors)
        #expect(loaded == parameters)
        #expect(
            try Classifier(architecture: restored, parameters: loaded, threads: 2)
                .classify(images).logits.values == logits)
    }

    @Test(arguments: LayerKindTests.names)
    func `every layer is loaded from a file as it was saved`(name: String) throws {
        let kind = try #require(Layer.kinds.first { $0.name == name })
        let layers = try Self.architecture(of: kind).layers.map(\.kind.source).joined(separator: ", ")
        let experiment = try Experiment()
        let data = #"let digits = load("builtin", train: 20, test: 10)"#
        let saved = try experiment.run(
            """
            \(data)
            let model = train(digits, layers: [\(layers.replacing("dense(3)", with: "dense(10)"))], epochs: 2)
            let result = evaluate(model, on: digits.test)
            save(model, to: "net.pt")
            save(model, to: "net.safetensors")
            """)
        #expect(saved.failures == [])
        for file in ["net.pt", "net.safetensors"] {
            try experiment.folder.write(experiment.folder.data("output/" + file), to: file)
            let loaded = try experiment.run(
                """
                \(data)
                let result = evaluate(loadModel("\(file)"), on: digits.test)
                """)
            #expect(loaded.failures == [])
            #expect(
                try #require(loaded.number("result.loss")) == #require(saved.number("result.loss")),
                "\(file)")
        }
    }

    /// By these names a layer's tensors are found in files of other programs.
    @Test(arguments: LayerKindTests.names)
    func `every layer names its tensors`(name: String) throws {
        let kind = try #require(Layer.kinds.first { $0.name == name })
        let architecture = try Self.architecture(of: kind)
        let place = try #require(architecture.layers.firstIndex { $0.name == name })
        #expect(
            architecture.parameters.filter { $0.layer == place }.map(\.tensor.name) == kind.tensorNames)
    }

    @Test(arguments: LayerKindTests.names)
    func `every layer has a script for pages, unless it does nothing there`(name: String) throws {
        let kind = try #require(Layer.kinds.first { $0.name == name })
        #expect(
            LayerScripts.names.contains(name) != kind.isIdentityInInference,
            "write Sources/Reporting/Resources/Script/Layers/\(name).js, and list it in LayerScripts.swift")
    }

    @Test(arguments: LayerKindTests.names)
    func `every layer can be saved as ONNX`(name: String) throws {
        let kind = try #require(Layer.kinds.first { $0.name == name })
        let layers = try Self.architecture(of: kind).layers.map(\.kind.source).joined(separator: ", ")
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 20, test: 10)
            let model = train(digits, layers: [\(layers.replacing("dense(3)", with: "dense(10)"))], epochs: 1)
            save(model, to: "net.onnx")
            """)
        #expect(run.failures == [])
    }

    @Test func `a layer's source is what a notebook writes`() {
        #expect(
            Layer.convolution2D(filters: 8, kernel: 3, stride: 1, padding: 2).kind.source
                == "conv2d(8, kernel: 3, padding: 2)")
        #expect(Layer.maxPooling2D(size: 2, stride: 2).kind.source == "maxPool2d(2)")
        #expect(Layer.maxPooling2D(size: 3, stride: 2).kind.source == "maxPool2d(3, stride: 2)")
        #expect(Layer.dropout(rate: 0.25).kind.source == "dropout(0.25)")
        #expect(Layer.relu.kind.source == "relu")
        #expect(Layer.leakyReLU(slope: 0.01).kind.source == "leakyReLU")
        #expect(Layer.leakyReLU(slope: 0.2).kind.source == "leakyReLU(slope: 0.2)")
        let block = Layer.residual([.convolution2D(filters: 8, kernel: 1, stride: 1, padding: 0), .relu])
        #expect(block.kind.source == "residual([conv2d(8, kernel: 1), relu])")
        #expect(
            Layer.residual([.relu], shortcut: [.flatten]).kind.source
                == "residual([relu], shortcut: [flatten])")
        var convolution = Convolution2D()
        (convolution.filters, convolution.groups, convolution.hasBias) = (8, 2, false)
        #expect(Layer(convolution).kind.source == "conv2d(8, kernel: 1, groups: 2, bias: false)")
    }
}

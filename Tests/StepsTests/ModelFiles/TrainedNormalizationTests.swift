import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// State dicts of networks with normalizations that PyTorch trained: no two of their numbers are equal.
///
/// PyTorch wrote the files, and what it computes of six images.
struct TrainedNormalizationTests {
    /// A network in a file.
    struct Network: Sendable, CustomTestStringConvertible {
        let file: String
        let layers: String
        /// The names of its layers by those in the file.
        let names: [String: String]

        var testDescription: String { file }
    }

    private static let networks = [
        Network(
            file: "batch_norm", layers: "conv2d(3, kernel: 3), batchNorm2d, relu, flatten, dense(4)",
            names: ["0": "conv1", "1": "batchNorm1", "4": "dense1"]),
        Network(
            file: "batch_norm_1d", layers: "flatten, dense(5), batchNorm1d, relu, dense(4)",
            names: ["1": "dense1", "2": "batchNorm1", "4": "dense2"]),
        Network(
            file: "layer_norm",
            layers: "conv2d(3, kernel: 3), layerNorm, relu, flatten, layerNorm, dense(4)",
            names: ["0": "conv1", "1": "layerNorm1", "4": "layerNorm2", "5": "dense1"]),
    ]

    private static func fixture(_ name: String) throws -> SafeTensors {
        try SafeTensors(
            decoding: Data(
                contentsOf: ModelBench.fixtures.appending(path: "normalization/\(name).safetensors")))
    }

    /// The network that a file is read as, for images of 4 × 4 in four classes.
    private static func model(_ file: String, layers: String) throws -> Model {
        let bench = try ModelBench()
        try bench.use("normalization/" + file)
        for label in ["a", "b", "c", "d"] {
            for number in 0..<2 {
                try bench.experiment.folder.write(
                    .graymap(4, 4, (0..<16).map { UInt8($0 * 9 + number) }),
                    to: "tiles/\(label)/\(number).pgm")
            }
        }
        let run = try bench.experiment.run(
            """
            let tiles = load(from: "tiles", split: 0.5)
            let model = loadModel("normalization/\(file)", for: tiles, layers: [\(layers)])
            """)
        #expect(run.failures == [])
        #expect(!run.notices.contains { $0.message.contains("num_batches_tracked") })
        guard case .artifact(let stored)? = run.value("model") else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return try Model(unpacking: stored.packed)
    }

    @Test(arguments: networks, ["pth", "safetensors"])
    func `every tensor lands in its place`(
        network: Network, ending: String
    ) throws {
        let model = try Self.model("\(network.file).\(ending)", layers: network.layers)
        let read = try model.parameters()
        var count = 0
        for entry in try Self.fixture(network.file).entries where entry.type == .float32 {
            let parts = entry.name.split(separator: ".", maxSplits: 1).map(String.init)
            let layer = try #require(network.names[parts[0]])
            #expect(read["\(layer).\(parts[1])"] == entry.tensor, "\(entry.name)")
            count += 1
        }
        #expect(read.tensors.count == count)
    }

    @Test(arguments: networks, ["pth", "safetensors"])
    func `the network computes what PyTorch's does`(
        network: Network, ending: String
    ) throws {
        let model = try Self.model("\(network.file).\(ending)", layers: network.layers)
        let pixels = Data((0..<6 * 16).map { (place: Int) -> UInt8 in UInt8(place * place * 7 % 251) })
        let logits = try Classifier(
            architecture: model.architecture, parameters: model.parameters(), threads: 2
        ).classify(
            ImageSet(
                shape: model.architecture.input, pixels: pixels, labels: Data(count: 6), normalization: .unit)
        ).logits.values
        let expected = try #require(Self.fixture("logits")[network.file]?.tensor).values
        expectClose(logits, expected, absolute: 1e-5, relative: 1e-5, "logits")
    }
}

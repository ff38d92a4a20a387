import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

/// Networks with batch normalization in files: four tensors a layer, two of which no optimizer changes.
struct BatchNormalizationFileTests {
    private static let layers =
        "[conv2d(6, kernel: 3), batchNorm2d, relu, maxPool2d(4), batchNorm2d, flatten, dense(10)]"

    @Test(arguments: ["net.pt", "net.safetensors"], ["", #", names: ["c", "layer1.bn", "bn2", "fc"]"#])
    func `a saved network is loaded with its running statistics`(file: String, names: String) throws {
        let experiment = try Experiment()
        let data = #"let digits = normalize(load("builtin", train: 600, test: 100))"#
        let saved = try experiment.run(
            """
            \(data)
            let model = train(digits, layers: \(Self.layers), epochs: 5)
            let result = evaluate(model, on: digits.test)
            save(model, to: "\(file)"\(names))
            """)
        #expect(saved.failures == [])
        let bytes = try experiment.folder.data("output/" + file)
        try experiment.folder.write(bytes, to: file)
        let loaded = try experiment.run(
            """
            \(data)
            let model = loadModel("\(file)", for: digits, layers: \(Self.layers)\(names))
            let result = evaluate(model, on: digits.test)
            """)
        #expect(loaded.failures == [])
        for value in ["result.accuracy", "result.loss"] {
            #expect(try #require(loaded.number(value)) == #require(saved.number(value)))
        }
        // Without them it would be another network.
        #expect(try #require(saved.number("result.accuracy")) > 0.5)
    }

    @Test func `PyTorch's state dict is read, and its count of batches passed over`() throws {
        let bench = try ModelBench()
        try bench.use("refused/batch_norm.pth")
        for label in ["a", "b"] {
            for number in 0..<2 {
                try bench.experiment.folder.write(
                    .graymap(4, 4, (0..<16).map { UInt8($0 * 9 + number) }),
                    to: "tiles/\(label)/\(number).pgm")
            }
        }
        let run = try bench.experiment.run(
            """
            let tiles = load(from: "tiles", split: 0.5)
            let model = loadModel(
                "refused/batch_norm.pth", for: tiles,
                layers: [conv2d(2, kernel: 3), batchNorm2d, flatten, dense(2)])
            """)
        #expect(run.failures == [])
        guard case .artifact(let stored)? = run.value("model") else {
            Issue.record("no model")
            return
        }
        let tensors = try SafeTensors(decoding: stored.packed.blob("parameters").data()).entries
        #expect(
            tensors.map(\.name) == [
                "conv1.weight", "conv1.bias", "batchNorm1.weight", "batchNorm1.bias",
                "batchNorm1.running_mean", "batchNorm1.running_var", "dense1.weight", "dense1.bias",
            ])
        #expect(tensors[2].tensor?.values == [1, 1])
        #expect(tensors[4].tensor?.values == [0, 0])
        #expect(tensors[5].tensor?.values == [1, 1])
    }
}

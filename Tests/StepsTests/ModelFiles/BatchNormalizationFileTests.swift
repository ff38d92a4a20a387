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

    /// `load_state_dict` of PyTorch misses it otherwise: 240 images in batches of 80 are 3 steps an epoch, half of
    /// them 2.
    @Test(arguments: [(", epochs: 4", 12), (", epochs: 4, validation: 0.5, keep: .best", 8)])
    func `a saved network has the number of its training steps beside each normalization`(
        more: String, all: Int
    ) throws {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = load("builtin", train: 240, test: 10)
            let model = train(digits, layers: \(Self.layers), batchSize: 80\(more))
            save(model, to: "net.safetensors")
            let kept = model.history.keptEpoch
            let steps = \(all) / 4 * kept
            """)
        #expect(run.failures == [])
        let file = try SafeTensors(decoding: experiment.folder.data("output/net.safetensors"))
        // Whole numbers of 8 bytes come first, so that all numbers are aligned.
        #expect(
            file.entries.prefix(2).map(\.name) == [
                "batchNorm1.num_batches_tracked", "batchNorm2.num_batches_tracked",
            ])
        let steps = Int(try #require(run.number("steps")))
        for entry in file.entries.prefix(2) {
            #expect(entry.integers == [steps] && entry.shape == Shape([]), "\(entry.name)")
        }
        #expect(file.entries.count == 2 + 12)
    }

    @Test func `a network without normalization has no counts`() throws {
        let experiment = try Experiment()
        let run = try experiment.run(
            """
            let digits = load("builtin", train: 20, test: 10)
            let model = train(digits, layers: [layerNorm, flatten, dense(10)], epochs: 1)
            save(model, to: "net.safetensors")
            save(model, to: "net.pt")
            """)
        #expect(run.failures == [])
        for file in ["net.safetensors", "net.pt"] {
            let bytes = try experiment.folder.data("output/" + file)
            #expect(bytes.firstRange(of: Data("num_batches_tracked".utf8)) == nil, "\(file)")
            #expect(bytes.firstRange(of: Data("LongStorage".utf8)) == nil, "\(file)")
        }
    }
}

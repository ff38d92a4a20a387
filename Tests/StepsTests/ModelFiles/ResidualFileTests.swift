import Diagnostics
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

/// Networks with residual connections, convolutions without bias and global pooling in files.
struct ResidualFileTests {
    private static let data = #"let digits = normalize(load("builtin", train: 600, test: 100))"#

    private static let layers = """
        let block = [conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu]
        let layers = block + [
            maxPool2d(2),
            residual(block + [conv2d(8, kernel: 3, padding: 1, groups: 2)]), relu,
            residual(
                [conv2d(12, kernel: 3, stride: 2, padding: 2, dilation: 2, bias: false), batchNorm2d],
                shortcut: [conv2d(12, kernel: 1, stride: 2)]),
            globalMaxPool2d, dense(10),
        ]
        """

    @Test(arguments: ["net.pt", "net.safetensors"])
    func `a saved network with residuals is loaded as it was`(file: String) throws {
        let experiment = try Experiment()
        let saved = try experiment.run(
            """
            \(Self.data)
            \(Self.layers)
            let model = train(digits, layers: layers, epochs: 6)
            let result = evaluate(model, on: digits.test)
            save(model, to: "\(file)")
            """)
        #expect(saved.failures == [])
        try experiment.folder.write(experiment.folder.data("output/" + file), to: file)
        let loaded = try experiment.run(
            """
            \(Self.data)
            \(Self.layers)
            let model = loadModel("\(file)", for: digits, layers: layers)
            let result = evaluate(model, on: digits.test)
            let described = evaluate(loadModel("\(file)"), on: digits.test)
            """)
        #expect(loaded.failures == [])
        for value in ["accuracy", "loss"] {
            let expected = try #require(saved.number("result.\(value)"))
            #expect(try #require(loaded.number("result.\(value)")) == expected)
            #expect(try #require(loaded.number("described.\(value)")) == expected)
        }
        // Without its running statistics it would guess.
        #expect(try #require(saved.number("result.accuracy")) > 0.2)
    }

    /// `AdaptiveMaxPool2d(1)` and `Flatten()` are the modules 7 and 8, so the dense layer is 9.
    @Test func `tensors are named as in a Sequential`() throws {
        let experiment = try Experiment()
        let saved = try experiment.run(
            """
            \(Self.data)
            \(Self.layers)
            save(train(digits, layers: layers), to: "net.pt")
            """)
        #expect(saved.failures == [])
        let file = try experiment.folder.data("output/net.pt")
        for name in [
            "0.weight", "1.weight", "1.bias", "4.body.0.weight", "4.body.1.weight", "4.body.1.bias",
            "4.body.3.weight", "4.body.3.bias", "6.body.0.weight", "6.body.1.weight", "6.body.1.bias",
            "6.shortcut.0.weight", "6.shortcut.0.bias", "9.weight", "9.bias",
        ] {
            // A text in a pickle is behind its length.
            let text = Data([UInt8(name.utf8.count), 0, 0, 0]) + Data(name.utf8)
            #expect(file.firstRange(of: text) != nil, "\(name)")
        }
    }

    /// To pass over a bias would be another network.
    @Test func `a bias that the network has no place for is refused`() throws {
        let experiment = try Experiment()
        var file = ForeignStateDictionary()
        let size = 4 * 26 * 26
        file.add("conv.weight", [4, 1, 3, 3], [Float](repeating: 1, count: 36))
        file.add("conv.bias", [4], [Float](repeating: 1, count: 4))
        file.add("fc.weight", [10, size], [Float](repeating: 1, count: 10 * size))
        file.add("fc.bias", [10], [Float](repeating: 1, count: 10))
        try experiment.folder.write(file.encoded, to: "net.pt")
        let (_, found) = experiment.diagnose(
            """
            \(Self.data)
            let model = loadModel(
                "net.pt", for: digits, layers: [conv2d(4, kernel: 3, bias: false), flatten, dense(10)])
            """)
        #expect(found.count == 1)
        let message = found.first?.message ?? ""
        #expect(message.contains("leave out its 'bias: false'"), "\(message)")
    }
}

import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// Saved networks beside PyTorch, safetensors and ONNX Runtime themselves, on MNIST's 10,000 test images.
///
/// `STEPBOOK_PYTHON` names a Python that has them, PyTorch or not; `Scripts/interoperability.py` is what it runs.
struct InteroperabilityTests {
    private static let names = #"["conv1", "conv2", "fc1", "fc2"]"#

    @Test(.tags(.slow))
    func `PyTorch, safetensors and ONNX Runtime compute what the engine computes, both ways`() throws {
        let environment = ProcessInfo.processInfo.environment
        let python = environment["STEPBOOK_PYTHON"] ?? ""
        let data = environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("python/interoperability", !python.isEmpty, "STEPBOOK_PYTHON is not set"),
            SkipLog.allows("mnist/interoperability", !data.isEmpty, "STEPBOOK_DATA_DIR is not set")
        else { return }
        var experiment = try Experiment()
        experiment.dataDirectories = [data]
        let run = try experiment.run(
            """
            let digits = normalize(load("mnist"))
            let model = train(
                digits, layers: \(DigitNetwork.layers), optimizer: adamW(learningRate: 0.003),
                schedule: oneCycle(warmup: 0.25), epochs: 1, precision: .bfloat16)
            save(model, to: "model.pt", names: \(Self.names))
            save(model, to: "model.safetensors", names: \(Self.names))
            save(model, to: "bytes.onnx")
            save(model, to: "numbers.onnx", preprocessing: false)
            """)
        #expect(run.failures == [])
        let folder = experiment.folder.path + "/output"
        let images = try images(in: data, run)
        let facts = [
            "mean": images.normalization[0].mean,
            "standardDeviation": images.normalization[0].standardDeviation,
        ]
        try JSONEncoder().encode(facts).write(to: URL(filePath: folder + "/facts.json"))
        let logits = try logits(of: run, images)
        try logits.withUnsafeBytes { Data($0) }.write(to: URL(filePath: folder + "/logits.f32"))

        // Ours read by them.
        let report = try Self.run(python, "read", folder, data)
        let found = try JSONDecoder().decode([String: Comparison].self, from: Data(report.utf8))
        let hasTorch = SkipLog.allows(
            "torch/interoperability", found["model.pt"] != nil, "PyTorch is not in that Python")
        #expect(
            found.keys.sorted() == ["bytes.onnx"] + (hasTorch ? ["model.pt"] : [])
                + ["model.safetensors", "numbers.onnx"])
        for (name, comparison) in found.sorted(by: { $0.key < $1.key }) {
            print("\(name): logits differ by at most \(comparison.difference)")
            #expect(comparison.images == 10_000)
            #expect(comparison.predictions == 0, "\(name)")
            #expect(comparison.difference <= 1e-4, "\(name)")
        }

        // Theirs read by us.
        _ = try Self.run(python, "write", folder, data)
        let expected = try Data(contentsOf: URL(filePath: folder + "/peer.f32")).withUnsafeBytes {
            Array($0.bindMemory(to: Float.self))
        }
        for name in (hasTorch ? ["peer.pt"] : []) + ["peer.safetensors"] {
            try experiment.folder.write(
                Data(contentsOf: URL(filePath: folder + "/" + name)), to: name)
            let loaded = try experiment.run(
                """
                let digits = normalize(load("mnist"))
                let model = loadModel("\(name)", for: digits, layers: \(DigitNetwork.layers), names: \(Self.names))
                """)
            #expect(loaded.failures == [])
            let found = try self.logits(of: loaded, images)
            #expect(found.count == expected.count && expected.count == 100_000)
            let difference = zip(found, expected).map { abs($0 - $1) }.max() ?? .nan
            print("\(name): logits differ by at most \(difference)")
            #expect(difference <= 1e-4, "\(name)")
        }
    }

    /// Strictly: no tensor is missing in the files, and none is too many.
    @Test(.tags(.slow))
    func `PyTorch loads residual and normalized networks strictly, and computes what the engine computes`()
        throws
    {
        let python = ProcessInfo.processInfo.environment["STEPBOOK_PYTHON"] ?? ""
        guard SkipLog.allows("python/modules", !python.isEmpty, "STEPBOOK_PYTHON is not set") else { return }
        let experiment = try Experiment()
        var pixels = Data()
        for place in 0..<3500 * 784 { pixels.append(UInt8(place * place % 7919 * 13 % 256)) }
        for (name, layers, names) in [
            ("resnet", Self.residualLayers, ", names: \(Self.residualNames)"),
            (
                "normalized",
                "layerNorm, conv2d(16, kernel: 3), layerNorm, relu, maxPool2d(4), flatten, layerNorm, dense(10)",
                ""
            ),
        ] {
            let run = try experiment.run(
                """
                let digits = load("builtin", train: 300, test: 10)
                let model = train(digits, layers: [\(layers)], epochs: 2)
                save(model, to: "\(name).pt"\(names))
                save(model, to: "\(name).safetensors"\(names))
                save(model, to: "\(name).onnx", preprocessing: false)
                """)
            #expect(run.failures == [])
            guard case .artifact(let stored)? = run.value("model") else { continue }
            let model = try Model(unpacking: stored.packed)
            try experiment.folder.write(Self.logits(of: model, pixels), to: "output/\(name).f32")
        }
        try experiment.folder.write(pixels, to: "output/images.u8")
        let report = try Self.run(python, "modules", experiment.folder.path + "/output")
        let found = try JSONDecoder().decode([String: Comparison].self, from: Data(report.utf8))
        let hasTorch = SkipLog.allows(
            "torch/modules", found["resnet.pt"] != nil, "PyTorch is not in that Python")
        #expect(
            found.keys.sorted()
                == (hasTorch
                    ? ["normalized.onnx", "normalized.pt", "resnet.onnx", "resnet.pt", "resnet.safetensors"]
                    : ["normalized.onnx", "resnet.onnx"]))
        for (name, comparison) in found.sorted(by: { $0.key < $1.key }) {
            print("\(name): logits differ by at most \(comparison.difference)")
            #expect(comparison.images == 3500)
            #expect(comparison.predictions == 0, "\(name)")
            #expect(comparison.difference <= 1e-4, "\(name)")
        }
    }

    /// A small network around each kind of layer, as `MODULES` of the script has it in PyTorch.
    private static let networks: [(name: String, layers: String)] = {
        let first = "conv2d(4, kernel: 5, stride: 2)"
        let between = [
            ("relu", "relu"), ("leakyReLU", "leakyReLU(slope: 0.2)"), ("gelu", "gelu"), ("silu", "silu"),
            ("sigmoid", "sigmoid"), ("tanh", "tanh"), ("maxPool2d", "maxPool2d(3, stride: 2)"),
            ("averagePool2d", "averagePool2d(3, stride: 2)"),
            (
                "conv2d",
                "relu, conv2d(6, kernel: 3, stride: 2, padding: 2, dilation: 2, groups: 2, bias: false), relu"
            ),
            // One that is folded into a convolution, and one that is not.
            ("batchNorm2d", "batchNorm2d, relu, batchNorm2d"), ("layerNorm", "layerNorm, relu"),
            ("dropout2d", "relu, dropout2d(0.5)"),
            (
                "residual",
                """
                residual(
                    [
                        conv2d(6, kernel: 3, padding: 1, bias: false), batchNorm2d,
                        residual([relu, conv2d(6, kernel: 3, padding: 1)]), relu,
                    ], shortcut: [conv2d(6, kernel: 1), batchNorm2d]), relu
                """
            ),
        ].map { (name: $0.0, layers: "\(first), \($0.1), flatten, dense(10)") }
        return between + [
            ("globalAveragePool2d", "\(first), globalAveragePool2d, dense(10)"),
            ("globalMaxPool2d", "\(first), globalMaxPool2d, dense(10)"),
            ("batchNorm1d", "flatten, dense(12), batchNorm1d, relu, batchNorm1d, dense(10)"),
            ("layerNormOfRows", "flatten, dense(12), layerNorm, dense(10)"),
            ("dropout", "flatten, dense(12), relu, dropout(0.5), dense(10)"),
        ]
    }()

    /// A small network around each kind of layer; with PyTorch its state dict, loaded strictly, too.
    @Test(.tags(.slow))
    func `ONNX Runtime and PyTorch compute what the engine computes of every kind of layer`() throws {
        for kind in Layer.kinds {
            let isThere = Self.networks.contains { $0.layers.contains(kind.name) }
            #expect(isThere, "write a network with '\(kind.name)', and list it in MODULES of the script")
        }
        let python = ProcessInfo.processInfo.environment["STEPBOOK_PYTHON"] ?? ""
        guard SkipLog.allows("python/layers", !python.isEmpty, "STEPBOOK_PYTHON is not set") else { return }
        let experiment = try Experiment()
        let count = 60
        // Of some images all numbers are smaller, so that what pooling over whole images gives differs.
        let pixels = Data(
            (0..<count * 784).map { place in
                let number = place * place % 7919 * 13 % 256
                return UInt8(number * (place / 784 % 10 + 1) / 10)
            })
        try experiment.folder.write(pixels, to: "output/images.u8")
        for (name, layers) in Self.networks {
            let run = try experiment.run(
                """
                let digits = load("builtin", train: 200, test: 10)
                let model = train(digits, layers: [\(layers)], epochs: 3)
                save(model, to: "\(name).pt")
                save(model, to: "\(name).onnx", preprocessing: false)
                """)
            #expect(run.failures == [], "\(name)")
            guard case .artifact(let stored)? = run.value("model") else { continue }
            try experiment.folder.write(
                Self.logits(of: Model(unpacking: stored.packed), pixels), to: "output/\(name).f32")
        }
        let report = try Self.run(python, "layers", experiment.folder.path + "/output")
        let found = try JSONDecoder().decode([String: LayerComparison].self, from: Data(report.utf8))
        let hasTorch = SkipLog.allows(
            "torch/layers", found["relu.pt"] != nil, "PyTorch is not in that Python")
        let endings = hasTorch ? ["onnx", "pt"] : ["onnx"]
        let files = Self.networks.flatMap { network in endings.map { "\(network.name).\($0)" } }
        #expect(found.keys.sorted() == files.sorted())
        for (name, comparison) in found.sorted(by: { $0.key < $1.key }) {
            #expect(comparison.images == count, "\(name)")
            #expect(comparison.spread > 0.001, "\(name)")
            // Both sum Float32 in other orders: some 10⁻⁶ of the logits.
            let tolerance = 1e-5 * comparison.largest + 1e-4 * comparison.spread
            #expect(comparison.difference <= tolerance, "\(name)")
        }
    }

    /// How far logits differ, the largest of them, and the most that one differs between images.
    private struct LayerComparison: Decodable {
        let difference: Double
        let largest: Double
        let spread: Double
        let images: Int
    }

    /// The bytes of a network's logits of images, without normalization.
    private static func logits(of model: Model, _ pixels: Data) throws -> Data {
        let shape = model.architecture.input
        let images = try ImageSet(
            shape: shape, pixels: pixels, labels: Data(count: pixels.count / shape.count),
            normalization: .unit)
        return try Classifier(
            architecture: model.architecture, parameters: model.parameters(), threads: 2
        ).classify(images).logits.values.withUnsafeBytes { Data($0) }
    }

    /// The network of `Scripts/small_resnet.py`.
    private static let residualLayers = """
        conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu,
        residual([
            conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu,
            conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d,
        ]), relu,
        residual(
            [
                conv2d(12, kernel: 3, stride: 2, padding: 1, bias: false), batchNorm2d, relu,
                conv2d(12, kernel: 3, padding: 1, bias: false), batchNorm2d,
            ], shortcut: [conv2d(12, kernel: 1, stride: 2, bias: false), batchNorm2d]), relu,
        globalAveragePool2d, dense(10),
        """

    private static let residualNames = """
        [
            "conv1", "bn1", "layer1.0.conv1", "layer1.0.bn1", "layer1.0.conv2", "layer1.0.bn2",
            "layer2.0.conv1", "layer2.0.bn1", "layer2.0.conv2", "layer2.0.bn2", "layer2.0.downsample.0",
            "layer2.0.downsample.1", "fc",
        ]
        """

    private struct Comparison: Decodable {
        let difference: Double
        let predictions: Int
        let images: Int
    }

    private static func run(
        _ python: String, _ direction: String, _ folder: String, _ data: String? = nil
    ) throws -> String {
        let script = BuiltTool.packageFolder.appending(path: "Scripts/interoperability.py").path
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [script, direction, folder] + (data.map { ["--data", $0] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: text, as: UTF8.self)
    }

    /// MNIST's test images as the network sees them.
    private func images(in folder: String, _ run: Run) throws -> ImageSet {
        let file = try Data(contentsOf: URL(filePath: folder + "/t10k-images-idx3-ubyte.gz"))
        let pixels = try Gzip.unpack(file, limit: 1 << 24, name: "images").dropFirst(16)
        return try ImageSet(
            shape: Shape([1, 28, 28]), pixels: Data(pixels), labels: Data(count: pixels.count / 784),
            normalization: Normalization(
                mean: try #require(run.number("digits.mean")),
                standardDeviation: try #require(run.number("digits.standardDeviation"))))
    }

    /// The engine's logits, `[10000, 10]`.
    private func logits(of run: Run, _ images: ImageSet) throws -> [Float] {
        guard case .artifact(let stored)? = run.value("model") else { return [] }
        let (architecture, parameters) = try DigitNetwork.trained(stored)
        return try Classifier(architecture: architecture, parameters: parameters, threads: 2)
            .classify(images).logits.values
    }
}

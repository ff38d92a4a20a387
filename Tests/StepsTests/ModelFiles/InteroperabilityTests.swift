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

    private struct Comparison: Decodable {
        let difference: Double
        let predictions: Int
        let images: Int
    }

    private static func run(
        _ python: String, _ direction: String, _ folder: String, _ data: String
    ) throws -> String {
        let script = BuiltTool.packageFolder.appending(path: "Scripts/interoperability.py").path
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [script, direction, folder, "--data", data]
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

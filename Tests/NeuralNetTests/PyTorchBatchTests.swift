import Foundation
import NeuralNet
import TestSupport
import Testing

/// Whole networks against PyTorch for seven images and one, which do not divide evenly, each in a session of that batch
/// size and of a larger one, distributed over up to three threads.
@Suite struct PyTorchBatchTests {
    static let networks = ["network_blocked", "network_blocked_wide", "network_strided"]

    @Test(arguments: networks, PyTorchLayerTests.Batch.all)
    func `a network's logits, loss and gradients are PyTorch's for any number of images`(
        name: String, batch: PyTorchLayerTests.Batch
    ) throws {
        // With the images' gradient, the first three layers have a kernel each, without it they are fused.
        for needsInputGradient in [true, false] {
            let parts = try Self.compute(name, batch, .float32, needsInputGradient: needsInputGradient)
            for (part, actual, expected) in parts {
                // PyTorch's own rounding, recorded with each network, is up to 1.1e-6 of the largest element;
                // Winograd's is a little coarser.
                let largest = expected.map(abs).max()!
                expectClose(actual, expected, absolute: 2e-6 * largest, relative: 0, part)
            }
        }
    }

    @Test(arguments: networks, PyTorchLayerTests.Batch.all)
    func `in bfloat16 they are nearly PyTorch's for any number of images`(
        name: String, batch: PyTorchLayerTests.Batch
    ) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        for needsInputGradient in [true, false] {
            let parts = try Self.compute(name, batch, .bfloat16, needsInputGradient: needsInputGradient)
            for (part, actual, expected) in parts {
                let largest = expected.map(abs).max()!
                // Each of a few roundings in a row is off by 2⁻⁹ of a number; measured, 1.5 % of the largest element
                // in all. Before a max pooling a rounding may make another element of a window the largest, and then
                // a gradient goes elsewhere: measured, 30 % of the largest of few elements.
                let isBeforePooling = part == "input gradient" || Self.beforePooling[name]!.contains(part)
                expectClose(
                    actual, expected, absolute: (isBeforePooling ? 0.4 : 0.02) * largest, relative: 0, part)
            }
        }
    }

    private static let beforePooling = [
        "network_blocked": ["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"],
        "network_blocked_wide": ["conv1.weight", "conv1.bias"],
        "network_strided": ["conv1.weight", "conv1.bias"],
    ]

    @Test(arguments: PyTorchLayerTests.Batch.all)
    func `a trained network's logits are PyTorch's, dropout doing nothing`(
        batch: PyTorchLayerTests.Batch
    ) throws {
        let fixture = try Fixture("inference")
        let description: NetworkDescription = try fixture.description()
        let architecture = try description.architecture()
        let classifier = Classifier(
            architecture: architecture, parameters: try fixture.parameters("parameter", for: architecture),
            threads: batch.threads)
        let pixels = try fixture.integers("pixels").prefix(batch.count * architecture.input.count)
        let result = try classifier.classify(
            ImageSet(
                shape: architecture.input, pixels: Data(pixels.map(UInt8.init)),
                labels: Data(count: batch.count), normalization: .unit))
        let logits = try fixture.tensor("logits").values.prefix(batch.count * architecture.output.count)
        // PyTorch's own rounding is 1.1e-7 here.
        expectClose(result.logits.values, Array(logits), absolute: 1e-6, relative: 1e-6, "logits")
    }

    /// A network's results, beside PyTorch's.
    private static func compute(
        _ name: String, _ batch: PyTorchLayerTests.Batch, _ precision: Precision, needsInputGradient: Bool
    ) throws -> [(name: String, actual: [Float], expected: [Float])] {
        let fixture = try Fixture(name)
        let description: NetworkDescription = try fixture.description()
        let architecture = try description.architecture()
        let session = try fixture.session(
            architecture, batchSize: batch.count + batch.room, threads: batch.threads, precision: precision,
            needsInputGradient: needsInputGradient)
        try session.leaveRemains()
        let size = architecture.input.count
        let labels = try fixture.integers("labels").prefix(batch.count)
        let step = try session.computeGradients(
            labels: Array(labels), filling: rowsOf(fixture.tensor("input").values, size: size))
        // Each image has the same logits alone; everything that depends on the mean loss differs.
        let prefix = batch.count == 1 ? "first." : ""
        var parts = [
            (
                "logits", Array(session.logits().values.prefix(batch.count * architecture.output.count)),
                Array(try fixture.tensor("logits").values.prefix(batch.count * architecture.output.count))
            ),
            (
                "loss", [Float(step.lossSum / Double(batch.count))],
                try fixture.tensor("\(prefix)loss").values
            ),
        ]
        if needsInputGradient {
            parts.append(
                (
                    "input gradient",
                    Array(try #require(session.inputGradient()).values.prefix(batch.count * size)),
                    try fixture.tensor("\(prefix)inputGradient").values
                ))
        }
        let gradients = try session.gradients()
        for parameter in architecture.parameters {
            let actual = try #require(gradients[parameter.name]).values
            parts.append(
                (parameter.name, actual, try fixture.tensor("\(prefix)gradient.\(parameter.name)").values))
        }
        return parts
    }
}

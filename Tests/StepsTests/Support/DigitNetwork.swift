import NeuralNet
import Workflow

/// The network that MNIST is usually read with, as a notebook writes it and as the engine knows it.
enum DigitNetwork {
    static let layers = """
        [
            conv2d(32, kernel: 3, padding: 1), relu, maxPool2d(2),
            conv2d(64, kernel: 3, padding: 1), relu, maxPool2d(2),
            flatten, dense(128), relu, dropout(0.25), dense(10),
        ]
        """

    /// The network with the parameters that a run's artifact has.
    static func trained(_ artifact: StoredArtifact) throws -> (Architecture, Parameters) {
        let architecture = try Architecture(
            input: Shape([1, 28, 28]),
            layers: [
                .convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1), .relu,
                .maxPooling2D(size: 2, stride: 2),
                .convolution2D(filters: 64, kernel: 3, stride: 1, padding: 1), .relu,
                .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 128), .relu, .dropout(rate: 0.25),
                .dense(units: 10),
            ])
        var named: [String: Tensor] = [:]
        for entry in try SafeTensors(decoding: artifact.packed.blob("parameters").data()).entries {
            named[entry.name] = entry.tensor
        }
        return (architecture, try Parameters(for: architecture, from: named))
    }
}

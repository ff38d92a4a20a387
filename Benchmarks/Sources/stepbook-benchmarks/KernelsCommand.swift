import ArgumentParser
import Glibc
import NeuralNet

/// Computes gradients repeatedly, so that another process can read oneDNN's times of its kernels.
struct KernelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels", abstract: "Computes gradients, for use with DNNL_VERBOSE=1.",
        shouldDisplay: false)

    /// The line before the kernels that count.
    static let mark = "stepbook: from here on"

    @OptionGroup var options: ComputationOptions

    @Option(transform: { name throws(ValidationError) in
        guard let precision = Precision(rawValue: name) else {
            throw ValidationError("no precision '\(name)'")
        }
        return precision
    })
    var precision = Precision.float32

    @Flag(help: "Only the network's first block.")
    var isBlock = false

    @Option var warmup = 20

    @Option var steps = 200

    func run() throws {
        let whole = try DigitNetwork()
        let network = isBlock ? try DigitNetwork(blockOf: whole) : whole
        let session = try network.session(options, precision: precision)
        for _ in 0..<warmup { try session.computeGradientsOfNothing() }
        print(Self.mark)
        fflush(nil)
        for _ in 0..<steps { try session.computeGradientsOfNothing() }
    }
}

extension TrainingSession {
    /// Computes gradients on the images already in memory.
    func computeGradientsOfNothing() throws {
        _ = try computeGradients(labels: Array(repeating: 0, count: batchSize)) { _, _ in }
    }

    /// Trains on the images already in memory.
    func stepOnNothing() throws {
        _ = try step(labels: Array(repeating: 0, count: batchSize), learningRate: 1e-6) { _, _ in }
    }
}

import ArgumentParser
import NeuralNet

/// Times each layer of the network, forward and backward.
struct LayersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layers", abstract: "Times each layer, forward and backward.")

    @OptionGroup var options: ComputationOptions

    @OptionGroup var repetition: Repetition

    @Option(help: "The number of timed steps in a round.")
    var steps = 100

    func validate() throws {
        guard steps > 0 else { throw ValidationError("there must be at least 1 step") }
    }

    func run() throws {
        let table = TimesTable(options, decimals: 2)
        for (name, precision) in [("f32", Precision.float32), ("bf16", .bfloat16)] {
            table.printHead(precision: name)
            let measured = try (0..<repetition.rounds).map { _ in try rows(precision) }
            for row in measured[0] {
                let times = measured.compactMap { round in
                    round.first { $0.name == row.name }?.milliseconds
                }
                table.printRow(row.name, Samples(times), operations: row.operations)
            }
        }
    }

    /// A part of a step's time.
    private struct Row {
        let name: String
        let milliseconds: Double
        /// Floating-point operations in the step.
        var operations: Double?
    }

    /// Measures once.
    private func rows(_ precision: Precision) throws -> [Row] {
        let whole = try DigitNetwork()
        let block = try DigitNetwork(blockOf: whole)
        let times = try StepTimes([whole, block], options, precision: precision, steps: steps)
        let kernels = try KernelTimes.observed(ofBlock: false, options, precision: precision, steps: steps)
        let own = try KernelTimes.observed(ofBlock: true, options, precision: precision, steps: steps)
        // The time of a step beside oneDNN's kernels, in the first block and in the whole network.
        let rests = (times.gradients[1] - own.total, times.gradients[0] - kernels.total)
        let images = Double(options.batchSize)
        var rows: [Row] = []
        for (index, layer) in whole.architecture.layers.enumerated() {
            let operations = whole.operations(of: index) * images
            for pass in KernelTimes.Pass.allCases {
                let time = kernels.milliseconds(of: layer, pass)
                guard time > 0 else { continue }
                rows.append(
                    Row(name: "\(layer.label), \(pass.rawValue)", milliseconds: time, operations: operations))
            }
        }
        for other in kernels.others where other.milliseconds >= 0.005 {
            rows.append(Row(name: other.kind, milliseconds: other.milliseconds))
        }
        let first = whole.architecture.layers[0]
        let isFirstInRest = kernels.milliseconds(of: first, .forward) == 0
        rows += [
            Row(
                name: "\(isFirstInRest ? first.label + ", " : "")first ReLU and pooling, all passes",
                milliseconds: rests.0,
                operations: isFirstInRest ? 2 * whole.operations(of: 0) * images : nil),
            Row(
                name: "second convolution, its ReLU and pooling, all passes; dropout, waiting",
                milliseconds: rests.1 - rests.0),
            Row(name: "all gradients", milliseconds: times.gradients[0]),
            Row(name: "optimizer", milliseconds: times.step - times.gradients[0]),
            Row(
                name: "step", milliseconds: times.step, operations: whole.operationsOfTraining() * images),
        ]
        return rows
    }
}

extension Layer {
    /// Its name with its number of outputs: `conv2d(64)`.
    fileprivate var label: String {
        switch kind {
        case let kind as Convolution2D: "\(name)(\(kind.filters))"
        case let kind as Dense: "\(name)(\(kind.units))"
        default: name
        }
    }
}

import ArgumentParser
import NeuralNet

/// Times the blocks of the residual network.
struct ResidualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "residual", abstract: "Times each block of the network of cifar10, all passes.")

    @OptionGroup var options: ComputationOptions

    @Option(help: "The number of timed steps in a round.")
    var steps = 20

    @Option(help: "The number of measurements of each; medians are shown.")
    var rounds = 5

    @Option(help: "f32 or bf16.")
    var precision = "f32"

    func validate() throws {
        guard rounds > 0, steps > 0, ["f32", "bf16"].contains(precision) else {
            throw ValidationError("there must be at least 1 round and 1 step, in f32 or bf16")
        }
    }

    func run() throws {
        let peak = Machine.peak(cores: options.threadCount)
        print("batches of \(options.batchSize), \(options.threadCount) threads, ", terminator: "")
        print("peak in f32 \((peak / 1e9).text(0)) GFLOP/s")
        // The whole network comes first, since the steps of the first one are timed with their updates.
        let networks = try ResidualNetwork.blocks.indices.reversed().map {
            try ResidualNetwork(blocks: $0 + 1)
        }
        let measured = try (0..<rounds).map { _ in
            try StepTimes(
                networks, options, precision: precision == "f32" ? .float32 : .bfloat16, steps: steps)
        }
        print("\n| \(precision) | ms | GFLOP/s | of the f32 peak |\n|---|---|---|---|")
        for (block, index) in zip(ResidualNetwork.blocks, networks.indices.reversed()) {
            let isFirst = index == networks.count - 1
            let times = measured.map { $0.gradients[index] - (isFirst ? 0 : $0.gradients[index + 1]) }
            let before = isFirst ? 0 : networks[index + 1].operationsOfTraining()
            show(
                block.name, times, operations: networks[index].operationsOfTraining() - before, peak: peak)
        }
        show("optimizer", measured.map { $0.step - $0.gradients[0] }, peak: peak)
        show("step", measured.map(\.step), operations: networks[0].operationsOfTraining(), peak: peak)
    }

    private func show(_ name: String, _ times: [Double], operations: Double? = nil, peak: Double) {
        let samples = Samples(times)
        let rate = operations.map { $0 * Double(options.batchSize) / samples.median * 1e3 }
        let cells = [
            name, samples.text(decimals: 1), rate.map { ($0 / 1e9).text(0) } ?? "",
            rate?.share(of: peak) ?? "",
        ]
        print("| " + cells.joined(separator: " | ") + " |")
    }
}

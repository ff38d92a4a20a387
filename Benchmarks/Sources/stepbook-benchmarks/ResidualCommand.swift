import ArgumentParser
import NeuralNet

/// Times the blocks of the residual network.
struct ResidualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "residual", abstract: "Times each block of the network of cifar10, all passes.")

    @OptionGroup var options: ComputationOptions

    @Option(help: "The number of timed steps in a round.")
    var steps = 20

    @OptionGroup var repetition: Repetition

    @Option(help: "f32 or bf16.")
    var precision = "f32"

    func validate() throws {
        guard steps > 0, ["f32", "bf16"].contains(precision) else {
            throw ValidationError("there must be at least 1 step, in f32 or bf16")
        }
    }

    func run() throws {
        let table = TimesTable(options, decimals: 1)
        // The whole network comes first, since the steps of the first one are timed with their updates.
        let networks = try ResidualNetwork.blocks.indices.reversed().map {
            try ResidualNetwork(blocks: $0 + 1)
        }
        let measured = try (0..<repetition.rounds).map { _ in
            try StepTimes(
                networks, options, precision: precision == "f32" ? .float32 : .bfloat16, steps: steps)
        }
        let images = Double(options.batchSize)
        table.printHead(precision: precision)
        for (block, index) in zip(ResidualNetwork.blocks, networks.indices.reversed()) {
            let isFirst = index == networks.count - 1
            let times = measured.map { $0.gradients[index] - (isFirst ? 0 : $0.gradients[index + 1]) }
            let before = isFirst ? 0 : networks[index + 1].operationsOfTraining()
            table.printRow(
                block.name, Samples(times),
                operations: (networks[index].operationsOfTraining() - before) * images)
        }
        table.printRow(
            "optimizer", Samples(measured.map { $0.step - $0.gradients[0] }), operations: nil)
        table.printRow(
            "step", Samples(measured.map(\.step)), operations: networks[0].operationsOfTraining() * images)
    }
}

import ArgumentParser

/// Times the network engine in one process; the scripts beside this package time whole processes.
@main
struct StepbookBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepbook-benchmarks",
        abstract: "Measures how fast stepbook trains the networks of its notebooks.",
        subcommands: [
            MachineCommand.self, LayersCommand.self, ResidualCommand.self, EpochCommand.self,
            KernelsCommand.self,
        ])
}

/// The settings of a benchmark's computation.
struct ComputationOptions: ParsableArguments {
    @Option(help: "The number of threads. (default: one for each core)")
    var threads: Int?

    @Option(help: "The number of images in a step.")
    var batchSize = 64

    /// The number of threads.
    var threadCount: Int { threads ?? Machine.coreCount }

    func validate() throws {
        guard (1...1024).contains(threadCount), batchSize > 0 else {
            throw ValidationError("there must be 1 to 1024 threads, and at least 1 image in a step")
        }
    }
}

import ArgumentParser

/// Times the network engine in one process; what concerns whole processes is in the scripts beside this package.
@main
struct StepbookBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stepbook-benchmarks",
        abstract: "Measures how fast stepbook trains the network of digit_recognition.",
        subcommands: [MachineCommand.self, LayersCommand.self, EpochCommand.self, KernelsCommand.self])
}

/// What a benchmark computes with.
struct ComputationOptions: ParsableArguments {
    @Option(help: "Threads to compute with. (default: one for each core)")
    var threads: Int?

    @Option(help: "Images in a step.")
    var batchSize = 64

    /// The number of threads.
    var threadCount: Int { threads ?? Machine.coreCount }

    func validate() throws {
        guard (1...1024).contains(threadCount), batchSize > 0 else {
            throw ValidationError("there are 1 to 1024 threads, and 1 image or more in a step")
        }
    }
}

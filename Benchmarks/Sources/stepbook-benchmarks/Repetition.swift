import ArgumentParser

/// How often a benchmark measures everything.
struct Repetition: ParsableArguments {
    @Option(help: "The number of measurements of each; medians are shown.")
    var rounds = 5

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("there must be at least 1 round") }
    }
}

import Workflow

extension Registry {
    /// Small steps that show every way a step may behave.
    ///
    /// - Parameter versions: versions other than 1, by step.
    static func fake(tally: Tally, versions: [String: Int] = [:]) -> Registry {
        var steps =
            FakeStep.numbers(tally) + FakeStep.texts(tally) + FakeStep.others(tally) + [
                FakeStep.countUp(tally), FakeStep.drift(tally),
            ]
        for index in steps.indices {
            steps[index].version = versions[steps[index].signature.name] ?? 1
        }
        return Registry(
            steps: steps, constructors: constructors, artifacts: [Number.self, Text.self],
            arithmetic: ["kernel library": "none"],
            advice: Advice(
                names: ["print": "write 'table'", "soft": "leave it out"],
                labels: [
                    "factor": "times", "number.scale": "it is 'times' of 'number'", "width": "size",
                    "layer.rate": "a share, 0 to 1",
                ], surplus: ["layer": "the inputs are found"]))
    }

    private static let constructors = [
        Signature(
            "layer", "A layer.",
            parameters: [
                .positional("size", .integer, limits: .range(1...100), unit: "units", "the number of units"),
                Parameter("rate", .float, default: .float(0), limits: .range(0..<1), "the rate"),
            ], result: .configuration("layer")),
        Signature("flat", "A flat layer.", result: .configuration("layer")),
    ]
}

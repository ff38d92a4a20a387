import FoundationEssentials
import Workflow

extension FakeStep {
    /// Steps about numbers.
    static func numbers(_ tally: Tally) -> [FakeStep] {
        [
            FakeStep(
                signature: Signature(
                    "number", "A number.",
                    parameters: [
                        .positional("value", .float, "the number"),
                        Parameter("times", .integer, default: .integer(1), limits: .range(1...9), "a factor"),
                        Parameter(
                            "title", .string, default: .string(""), affectsResult: false, "what it is called"),
                    ], result: .artifact("Number")), tally: tally
            ) { call, _, _ in
                try StepResult(number: call.float("value") * Double(call.integer("times")))
            },
            FakeStep(
                signature: Signature(
                    "add", "A sum.",
                    parameters: [
                        .positional("first", .artifact("Number"), "a number"),
                        .positional("second", .artifact("Number"), "another"),
                    ], result: .artifact("Number")), tally: tally
            ) { call, _, _ in
                try StepResult(number: call.number("first") + call.number("second"))
            },
            FakeStep(
                signature: Signature(
                    "parity", "0 for an even number, 1 for an odd one.",
                    parameters: [.positional("number", .artifact("Number"), "the number")],
                    result: .artifact("Number")), tally: tally
            ) { call, _, _ in
                try StepResult(number: call.number("number").remainder(dividingBy: 2).magnitude)
            },
            FakeStep(
                signature: Signature(
                    "draw", "A number that depends on the seed.", result: .artifact("Number")),
                dependence: .seed, tally: tally
            ) { _, _, context in try StepResult(number: Double(context.seed) * 10) },
            FakeStep(
                signature: Signature(
                    "crunch", "A number whose last bits depend on the machine.",
                    parameters: [.positional("number", .artifact("Number"), "the number")],
                    result: .artifact("Number")), dependence: .arithmetic, tally: tally
            ) { call, _, _ in try StepResult(number: call.number("number") / 3) },
            FakeStep(
                signature: Signature(
                    "sumOf", "The sum of an array.",
                    parameters: [.positional("numbers", .array(.float), "the numbers")],
                    result: .artifact("Number")), tally: tally
            ) { call, _, _ in
                // Every element has the declared type, also one that was written as a whole number.
                let numbers = call.array("numbers").map { value in
                    if case .float(let number) = value { number } else { Double.nan }
                }
                return try StepResult(number: numbers.reduce(0, +))
            },
        ]
    }
}

extension StepResult {
    /// A number as a result.
    init(number: Double) throws { self.init(value: .artifact(try StoredArtifact(Number(number)))) }

    /// A text as a result.
    init(text: Text) throws { self.init(value: .artifact(try StoredArtifact(text))) }
}

extension StepCall {
    /// The number of an artifact.
    func number(_ name: String) -> Double { artifact(name, as: Number.self).value }

    /// A text, or the copy that is part of one.
    func text(_ name: String) -> Text {
        if case .artifact(let stored) = value(name), let copy = stored.artifact as? Copy { return copy.text }
        return artifact(name)
    }
}

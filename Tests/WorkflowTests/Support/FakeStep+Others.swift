import Figures
import Workflow

extension FakeStep {
    /// Steps that show, claim, fail, take their time, or check a description.
    static func others(_ tally: Tally) -> [FakeStep] {
        [
            FakeStep(
                signature: Signature(
                    "expect", "Checks a claim.",
                    parameters: [
                        .positional("condition", .boolean, "what must be true"),
                        .positional("claim", .string, default: .string(""), "the claim in words"),
                    ], result: .nothing), tally: tally
            ) { call, _, _ in
                StepResult(
                    expectation: Expectation(claim: call.string("claim"), isMet: call.boolean("condition")))
            },
            FakeStep(
                signature: Signature(
                    "fail", "Fails.",
                    parameters: [.positional("reason", .string, "why")], result: .artifact("Number")),
                tally: tally
            ) { call, _, _ in throw FakeFailure(description: call.string("reason")) },
            FakeStep(
                signature: Signature(
                    "table", "Shows figures, also those that are not finite.",
                    parameters: [
                        .positional("number", .artifact("Number"), "the number"),
                        Parameter("title", .optional(.string), default: .nothing, "what stands over it"),
                    ], furtherArguments: .scalar, result: .nothing), tally: tally
            ) { call, _, _ in
                let number = call.number("number")
                let cells: [Table.Cell] = [.number(number), .number(number / 0), .number(-number * 0)]
                return StepResult(figures: [
                    Figure(
                        Table(
                            title: call.optionalString("title"), columns: ["a", "b", "c"],
                            rows: [cells]
                                + call.further.map { [.text($0.name), .text($0.value.text), .text("")] }))
                ])
            },
            FakeStep(
                signature: Signature(
                    "remark", "Tells the reader something.",
                    parameters: [.positional("text", .string, "what")], result: .artifact("Number")),
                tally: tally,
                finding: { call, _ in StepInputs(notices: [Notice("Found: " + call.string("text"))]) }
            ) { call, _, _ in
                StepResult(
                    value: try StepResult(number: 1).value, notices: [Notice("Done: " + call.string("text"))])
            },
            FakeStep(
                signature: Signature(
                    "wait", "Takes its time.",
                    parameters: [.positional("rounds", .integer, limits: .atLeast(0), "how long")],
                    result: .artifact("Number")), tally: tally
            ) { call, _, context in
                for round in 0..<call.integer("rounds") {
                    try context.checkCancellation()
                    context.report(Progress("round \(round + 1)", fraction: nil))
                }
                return try StepResult(number: Double(call.integer("rounds")))
            },
            FakeStep(
                signature: Signature(
                    "stack", "Puts layers on one another; each is at most as large as the one before.",
                    parameters: [
                        Parameter("layers", .array(.configuration("layer")), "the layers"),
                        Parameter(
                            "scale", .optional(.float), default: .nothing, limits: .moreThan(0), "a scale"),
                    ], result: .artifact("Number")), tally: tally, planning: stackPlan
            ) { call, _, _ in try StepResult(number: Double(call.array("layers").count)) },
        ]
    }

    private static func stackPlan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        guard case .array(let layers)? = call.values["layers"] else { return Facts() }
        guard !layers.isEmpty else {
            throw PlanningProblem(id: "empty", "there are no layers", parameter: "layers")
        }
        var size = Int.max
        for (index, layer) in layers.enumerated() {
            // As a true step does, it relies on each element being of the declared type.
            guard case .configuration(let configuration) = layer else {
                preconditionFailure("\(layer) is no layer")
            }
            guard case .integer(let next)? = configuration.arguments["size"] else { continue }
            guard next <= size else {
                throw PlanningProblem(
                    id: "shape", "layer \(index + 1) has \(next) units, but the one before has \(size)",
                    parameter: "layers", element: index, label: "at most \(size)",
                    notes: ["layers become smaller"])
            }
            size = next
        }
        return Facts(["size": .integer(size)])
    }
}

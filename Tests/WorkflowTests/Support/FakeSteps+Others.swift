import Figures
import Workflow

extension FakeSteps {
    struct Expect: ParameterList {
        let condition: Parameter<Bool>
        let claim: Parameter<String>

        init(declaring parameters: inout ParameterDeclarations) {
            condition = parameters.positional("condition", "what must be true")
            claim = parameters.positional("claim", default: "", "the claim in words")
        }
    }

    struct TableParameters: ParameterList {
        let number: Parameter<Number>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number")
            title = parameters.labelled("title", "what stands over it")
        }
    }

    struct Wait: ParameterList {
        let rounds: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            rounds = parameters.positional("rounds", limits: .atLeast(0), "how long")
        }
    }

    struct Stack: ParameterList {
        let layers: Parameter<[FakeLayer]>
        let scale: Parameter<Double?>

        init(declaring parameters: inout ParameterDeclarations) {
            layers = parameters.labelled("layers", "the layers")
            scale = parameters.labelled("scale", limits: .moreThan(0), "a scale")
        }
    }

    /// Steps that show, claim, fail, take their time, or check a description.
    static func others(_ tally: Tally) -> [any VersionedStep] {
        [
            FakeStep<Expect>(
                declaration: Declaration("expect", "Checks a claim.", result: .nothing), tally: tally
            ) { call, _, _ in
                StepResult(expectation: Expectation(claim: call.claim, isMet: call.condition))
            },
            FakeStep<OneString>(
                declaration: Declaration("fail", "Fails.", result: Number.valueType), tally: tally
            ) { call, _, _ in throw FakeFailure(description: call.string) },
            FakeStep<TableParameters>(
                declaration: Declaration(
                    "table", "Shows figures, also those that are not finite.", furtherArguments: .scalar,
                    result: .nothing), tally: tally
            ) { call, _, _ in
                let number = call.number.value
                let cells: [Table.Cell] = [.number(number), .number(number / 0), .number(-number * 0)]
                return StepResult(figures: [
                    Figure(
                        Table(
                            title: call.title, columns: ["a", "b", "c"],
                            rows: [cells]
                                + call.further.map { [.text($0.name), .text($0.value.text), .text("")] }))
                ])
            },
            FakeStep<OneString>(
                declaration: Declaration("remark", "Tells the reader something.", result: Number.valueType),
                tally: tally, finding: { call, _ in StepInputs(notices: [Notice("Found: " + call.string)]) }
            ) { call, _, _ in
                StepResult(
                    value: try StepResult(number: 1).value,
                    notices: [
                        Notice(
                            "Done: " + call.string,
                            kind: call.string.hasPrefix("asked") ? .information : .warning)
                    ])
            },
            FakeStep<Wait>(
                declaration: Declaration("wait", "Takes its time.", result: Number.valueType), tally: tally
            ) { call, _, context in
                for round in 0..<call.rounds {
                    try context.checkCancellation()
                    context.report(Progress("round \(round + 1)", fraction: nil))
                }
                return try StepResult(number: Double(call.rounds))
            },
            FakeStep<Stack>(
                declaration: Declaration(
                    "stack", "Puts layers on one another; each is at most as large as the one before.",
                    result: Number.valueType), tally: tally, planning: stackPlan
            ) { call, _, _ in try StepResult(number: Double(call.layers.count)) },
        ]
    }

    private static func stackPlan(_ call: PlannedCall<Stack>) throws(PlanningProblem) -> Facts {
        guard let layers = call.layers.value else { return Facts() }
        guard !layers.isEmpty else {
            throw PlanningProblem(id: "empty", "there are no layers", about: call.layers)
        }
        var size = Int.max
        for (index, layer) in layers.enumerated() {
            guard let next = layer.size else { continue }
            guard next <= size else {
                throw PlanningProblem(
                    id: "shape", "layer \(index + 1) has \(next) units, but the one before has \(size)",
                    about: call.layers, element: index, label: "at most \(size)",
                    notes: ["layers become smaller"])
            }
            size = next
        }
        return Facts()
    }
}

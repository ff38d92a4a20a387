import Workflow

/// Checks a claim of the text.
struct Expect: Step {
    let version = 2
    let signature = Signature(
        "expect", "Checks a claim of the text; the run fails where it does not hold, and goes on.",
        parameters: [
            .positional("condition", .boolean, "what must be true"),
            .positional(
                "claim", .string, default: .string(""), affectsResult: false,
                "the claim in words; the condition itself where it is left out"),
        ], result: .nothing)

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        StepResult(expectation: Expectation(claim: "", isMet: call.boolean("condition")))
    }

    func present(_ result: StepResult, of call: StepCall) -> StepResult {
        var result = result
        result.expectation = result.expectation.map {
            Expectation(claim: call.string("claim"), isMet: $0.isMet)
        }
        return result
    }
}

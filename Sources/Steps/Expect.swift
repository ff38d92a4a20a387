import Workflow

/// Checks a claim of the text.
struct Expect: Step {
    let version = 2
    let declaration = Declaration<Parameters>(
        "expect", "Checks a claim of the text; where it does not hold, the run goes on and fails in the end.",
        result: .nothing,
        example: #"expect(result.accuracy >= 0.98, "reads at least 98 % of the test digits")"#)

    struct Parameters: ParameterList {
        let condition: Parameter<Bool>
        let claim: Parameter<String>

        init(declaring parameters: inout ParameterDeclarations) {
            condition = parameters.positional("condition", "what must be true")
            claim = parameters.positional(
                "claim", default: "", affectsResult: false,
                "the claim in words; by default the condition itself")
        }
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        StepResult(expectation: Expectation(claim: "", isMet: call.condition))
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult {
        var result = result
        result.expectation = result.expectation.map { Expectation(claim: call.claim, isMet: $0.isMet) }
        return result
    }
}

import FoundationEssentials
import Workflow

extension FakeSteps {
    struct NumberParameters: ParameterList {
        let value: Parameter<Double>
        let times: Parameter<Int>
        let title: Parameter<String>

        init(declaring parameters: inout ParameterDeclarations) {
            value = parameters.positional("value", "the number")
            times = parameters.labelled("times", default: 1, limits: .range(1...9), "a factor")
            title = parameters.labelled("title", default: "", affectsResult: false, "what it is called")
        }
    }

    struct OneNumber: ParameterList {
        let number: Parameter<Number>

        init(declaring parameters: inout ParameterDeclarations) {
            number = parameters.positional("number", "the number")
        }
    }

    struct TwoNumbers: ParameterList {
        let first: Parameter<Number>
        let second: Parameter<Number>

        init(declaring parameters: inout ParameterDeclarations) {
            first = parameters.positional("first", "a number")
            second = parameters.positional("second", "another")
        }
    }

    struct SumOf: ParameterList {
        let numbers: Parameter<[ExactFloat]>

        init(declaring parameters: inout ParameterDeclarations) {
            numbers = parameters.positional("numbers", "the numbers")
        }
    }

    /// A number that rejects an integer that was not widened.
    struct ExactFloat: ArgumentValue {
        static let valueType = ValueType.float
        let number: Double

        init?(argument: Value) {
            guard case .float(let number) = argument else { return nil }
            self.number = number
        }
    }

    /// Steps about numbers.
    static func numbers(_ tally: Tally) -> [any VersionedStep] {
        [
            FakeStep<NumberParameters>(
                declaration: Declaration("number", "A number.", result: Number.valueType), tally: tally
            ) { call, _, _ in try StepResult(number: call.value * Double(call.times)) },
            FakeStep<TwoNumbers>(
                declaration: Declaration("add", "A sum.", result: Number.valueType), tally: tally
            ) { call, _, _ in try StepResult(number: call.first.value + call.second.value) },
            FakeStep<OneNumber>(
                declaration: Declaration(
                    "parity", "0 for an even number, 1 for an odd one.", result: Number.valueType),
                tally: tally
            ) { call, _, _ in
                try StepResult(number: call.number.value.remainder(dividingBy: 2).magnitude)
            },
            FakeStep<NoParameters>(
                declaration: Declaration(
                    "draw", "A number that depends on the seed.", result: Number.valueType),
                dependence: .seed, tally: tally
            ) { _, _, context in try StepResult(number: Double(context.seed) * 10) },
            FakeStep<OneNumber>(
                declaration: Declaration(
                    "crunch", "A number whose last bits depend on the machine.", result: Number.valueType),
                dependence: .arithmetic, tally: tally
            ) { call, _, _ in try StepResult(number: call.number.value / 3) },
            FakeStep<SumOf>(
                declaration: Declaration("sumOf", "The sum of an array.", result: Number.valueType),
                tally: tally
            ) { call, _, _ in try StepResult(number: call.numbers.map(\.number).reduce(0, +)) },
        ]
    }
}

extension StepResult {
    /// A number as a result.
    init(number: Double) throws { self.init(value: .artifact(try StoredArtifact(Number(number)))) }

    /// A text as a result.
    init(text: Text) throws { self.init(value: .artifact(try StoredArtifact(text))) }
}

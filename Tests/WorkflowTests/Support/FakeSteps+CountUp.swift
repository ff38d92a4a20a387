import Foundation
import Workflow

extension FakeSteps {
    struct CountUp: ParameterList {
        let to: Parameter<Int>
        let times: Parameter<Double>
        let isEven: Parameter<Bool>
        let breaksAt: Parameter<Int>

        init(declaring parameters: inout ParameterDeclarations) {
            to = parameters.labelled("to", limits: .atLeast(0), "the last number")
            times = parameters.labelled("times", default: 1, "a factor")
            isEven = parameters.labelled("isEven", default: false, "whether each counts the same")
            breaksAt = parameters.labelled(
                "breaksAt", default: 0, affectsResult: false, "where it fails")
        }
    }

    /// A step whose work can be continued: the sum of the numbers up to its argument.
    static func countUp(_ tally: Tally) -> FakeStep<CountUp> {
        FakeStep(
            declaration: Declaration(
                "countUp", "The sum of 1, 2, … times a factor.", result: Number.valueType), tally: tally,
            continuing: { call in
                Continuation(
                    of: call, to: \.to, unit: "number",
                    obstacle: call.isEven ? "the share of each depends on their number" : nil)
            }
        ) { call, _, context in
            let goal = call.to
            var sum = 0.0
            if let checkpoint = context.checkpoint {
                guard let kept = Double(String(decoding: checkpoint.data, as: UTF8.self)) else {
                    throw CacheDamage("a checkpoint cannot be read: no number")
                }
                sum = kept
            }
            for number in (context.checkpoint?.progress ?? 0)..<goal {
                let number = number + 1
                if number == call.breaksAt {
                    throw FakeFailure(description: "broken at \(number)")
                }
                try context.checkCancellation()
                tally.add("\(number)")
                sum += call.times * (call.isEven ? 1 / Double(goal) : Double(number))
                context.keep(Checkpoint(progress: number, data: Data("\(sum)".utf8)))
                context.report(Progress("\(number)", fraction: nil))
            }
            return try StepResult(number: sum)
        }
    }

    struct Drift: ParameterList {
        let isText: Parameter<Bool>

        init(declaring parameters: inout ParameterDeclarations) {
            isText = parameters.positional("isText", "whether it is a text")
        }
    }

    /// An impure step: it returns another number and another text whenever it is run.
    static func drift(_ tally: Tally) -> FakeStep<Drift> {
        FakeStep(
            declaration: Declaration("drift", "Another number each time.", result: Number.valueType),
            tally: tally
        ) { call, _, _ in
            let number = tally.next()
            return try call.isText
                ? StepResult(text: Text("abc\(number)e\(number)")) : StepResult(number: Double(number))
        }
    }
}

import Foundation
import Workflow

extension FakeStep {
    /// A step whose work can be taken up where it was left: the sum of the numbers up to one.
    static func countUp(_ tally: Tally) -> FakeStep {
        FakeStep(
            signature: Signature(
                "countUp", "The sum of 1, 2, … times a factor.",
                parameters: [
                    Parameter("to", .integer, limits: .atLeast(0), "the last number"),
                    Parameter("times", .float, default: .float(1), "a factor"),
                    Parameter("isEven", .boolean, default: .boolean(false), "whether each counts the same"),
                    Parameter(
                        "breaksAt", .integer, default: .integer(0), affectsResult: false, "where it fails"),
                ], result: .artifact("Number")), tally: tally,
            continuing: { call in
                Continuation(
                    parameter: "to", unit: "number",
                    obstacle: call.boolean("isEven") ? "the share of each depends on their number" : nil)
            }
        ) { call, _, context in
            let goal = call.integer("to")
            var sum = 0.0
            if let checkpoint = context.checkpoint {
                guard let kept = Double(String(decoding: checkpoint.data, as: UTF8.self)) else {
                    throw CacheDamage("a checkpoint cannot be read: no number")
                }
                sum = kept
            }
            for number in (context.checkpoint?.progress ?? 0)..<goal {
                let number = number + 1
                if number == call.integer("breaksAt") {
                    throw FakeFailure(description: "broken at \(number)")
                }
                try context.checkCancellation()
                tally.add("\(number)")
                sum += call.float("times") * (call.boolean("isEven") ? 1 / Double(goal) : Double(number))
                context.keep(Checkpoint(progress: number, data: Data("\(sum)".utf8)))
                context.report(Progress("\(number)", fraction: nil))
            }
            return try StepResult(number: sum)
        }
    }

    /// A step that breaks its promise: it gives another number and another text whenever it is run.
    static func drift(_ tally: Tally) -> FakeStep {
        FakeStep(
            signature: Signature(
                "drift", "Another number each time.",
                parameters: [.positional("isText", .boolean, "whether it is a text")],
                result: .artifact("Number")), tally: tally
        ) { call, _, _ in
            let number = tally.next()
            return try call.boolean("isText")
                ? StepResult(text: Text("abc\(number)e\(number)")) : StepResult(number: Double(number))
        }
    }
}

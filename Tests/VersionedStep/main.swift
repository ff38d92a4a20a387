import Commands
import Foundation
import Steps
import Workflow

/// A step whose version is what `STAMP_VERSION` says, so that a test can raise it as a new release would.
struct Stamp: Step {
    let version: Int
    let declaration = Declaration<NoParameters>("stamp", "Gives a text.", result: .string)

    func run(_ call: Call<NoParameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        StepResult(value: .string("stamped"))
    }
}

let version = ProcessInfo.processInfo.environment["STAMP_VERSION"].flatMap { Int($0) } ?? 1
Program.main(.standard.adding([Stamp(version: version)]))

import Synchronization
import Workflow

/// The small steps of the tests.
enum FakeSteps {}

/// A step whose version a test can raise.
protocol VersionedStep: Step {
    var version: Int { get set }
}

/// A step made of closures, which informs a tally whenever it is run.
struct FakeStep<Parameters: ParameterList>: VersionedStep {
    let declaration: Declaration<Parameters>
    var version = 1
    var dependence: StepDependence = []
    let tally: Tally
    var planning: @Sendable (PlannedCall<Parameters>) throws(PlanningProblem) -> Facts = { _ in Facts() }
    var finding: @Sendable (Call<Parameters>, StepContext) throws -> StepInputs = { _, _ in StepInputs() }
    var continuing: @Sendable (Call<Parameters>) -> Continuation? = { _ in nil }
    let running: @Sendable (Call<Parameters>, StepInputs, StepContext) throws -> StepResult

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts { try planning(call) }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        try finding(call, context)
    }

    func continuation(of call: Call<Parameters>) -> Continuation? { continuing(call) }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        tally.add(declaration.signature.name)
        return try running(call, inputs, context)
    }
}

/// Counts the steps that were run, from any thread.
final class Tally: Sendable {
    private let names = Mutex<[String]>([])
    private let count = Mutex(0)

    /// 1, 2, 3, …
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    /// Adds a run of a step.
    func add(_ name: String) { names.withLock { $0.append(name) } }

    /// The steps run since the last call, in order.
    func take() -> [String] {
        names.withLock { names in
            defer { names = [] }
            return names
        }
    }
}

/// Why a fake step fails, in words.
struct FakeFailure: Error, CustomStringConvertible {
    let description: String
}

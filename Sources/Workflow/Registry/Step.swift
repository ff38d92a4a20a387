/// A step that notebooks can call.
///
/// A step is a pure function of its arguments, the files that it declares to read, and, if it says so, the seed. The
/// cache depends on its result being determined by nothing else.
public protocol Step: Sendable {
    /// The parameters from which a call's arguments are read.
    associatedtype Parameters: ParameterList

    /// Name, parameters and result.
    var declaration: Declaration<Parameters> { get }

    /// The version, which must be raised whenever the same input gives another result.
    var version: Int { get }

    /// The dependencies of the result besides the arguments.
    var dependence: StepDependence { get }

    /// Checks a call before anything runs, and returns the facts known about its result.
    ///
    /// - Throws: ``PlanningProblem`` for a mistake that the types do not show, such as a tensor shape that does not
    ///   fit.
    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts

    /// Finds the files that the step will read, before its cache key is computed.
    ///
    /// - Throws: an error if a file is missing or unavailable.
    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs

    /// How an earlier run's unfinished work can be continued; `nil` if it cannot.
    func continuation(of call: Call<Parameters>) -> Continuation?

    /// Performs the work, starting from the context's checkpoint if there is one.
    ///
    /// - Throws: any error; its description is shown to the reader.
    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult

    /// Adds the text that a result is shown with, such as a title.
    ///
    /// The text comes from arguments that do not affect the result. Called whenever a result is used, whether
    /// computed or cached; only the figures and the claim's text of the returned value are used.
    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult
}

extension Step {
    /// Name, parameters and result, as the registry knows them.
    public var signature: Signature { declaration.signature }

    /// The unchanged result.
    public func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result }

    /// No dependencies besides the arguments.
    public var dependence: StepDependence { [] }

    /// No checks beyond the types.
    public func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts { Facts() }

    /// Unfinished work starts over.
    public func continuation(of call: Call<Parameters>) -> Continuation? { nil }

    /// No files are read.
    public func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        StepInputs()
    }
}

/// Calls of a step whose parameter types are unknown, as for the registry's steps.
extension Step {
    func plan(_ values: PlannedCallValues) throws(PlanningProblem) -> Facts {
        try plan(PlannedCall(declaration.parameters, values))
    }

    func findInputs(_ values: CallValues, in context: StepContext) throws -> StepInputs {
        try findInputs(Call(declaration.parameters, values), in: context)
    }

    func continuation(of values: CallValues) -> Continuation? {
        continuation(of: Call(declaration.parameters, values))
    }

    func run(_ values: CallValues, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        try run(Call(declaration.parameters, values), inputs: inputs, in: context)
    }

    func present(_ result: StepResult, of values: CallValues) -> StepResult {
        present(result, of: Call(declaration.parameters, values))
    }
}

/// The dependencies of a step's result besides its arguments and files.
public struct StepDependence: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int

    /// Makes a set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The notebook's seed.
    public static let seed = StepDependence(rawValue: 1)

    /// The exact arithmetic of this machine: engine, kernel library, instruction set, number of threads.
    public static let arithmetic = StepDependence(rawValue: 2)
}

/// A step of an experiment, as the registry knows it.
///
/// A step is a pure function of its arguments, the files it says it reads, and the seed where it says so. Nothing
/// else may change what it gives, since the cache relies on it.
public protocol Step: Sendable {
    /// What its arguments are read from.
    associatedtype Parameters: ParameterList

    /// Name, parameters and result.
    var declaration: Declaration<Parameters> { get }

    /// A number that is raised whenever the same input gives another result.
    var version: Int { get }

    /// What the result depends on beside the arguments.
    var dependence: StepDependence { get }

    /// Checks a call before anything runs, and says what is known of its result.
    ///
    /// - Throws: ``PlanningProblem`` for what the types alone do not show, such as a tensor shape that does not fit.
    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts

    /// Finds what the step will read, before its cache key is made.
    ///
    /// - Throws: where a file is missing or cannot be had.
    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs

    /// How the work of a call can be taken up where an earlier run left it; `nil` where it cannot.
    func continuation(of call: Call<Parameters>) -> Continuation?

    /// Does the work, from the context's checkpoint on where there is one.
    ///
    /// - Throws: any error; its description is shown to the reader.
    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult

    /// Puts on a result the words that it is shown with, such as a title.
    ///
    /// They come from arguments that do not affect the result. Called whenever a result is used, computed or cached; of
    /// what it returns, the figures and the claim's words count.
    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult
}

extension Step {
    /// Name, parameters and result, as the registry knows them.
    public var signature: Signature { declaration.signature }

    /// The result as it is.
    public func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result }

    /// Nothing beside the arguments.
    public var dependence: StepDependence { [] }

    /// Nothing to check beyond the types.
    public func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts { Facts() }

    /// All is done anew.
    public func continuation(of call: Call<Parameters>) -> Continuation? { nil }

    /// Nothing is read.
    public func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        StepInputs()
    }
}

/// A step as it is called whose parameters are not known by type, as the registry's are.
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

/// What a step's result depends on beside its arguments and files.
public struct StepDependence: OptionSet, Sendable {
    /// The bits.
    public let rawValue: Int

    /// Makes a set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The notebook's seed.
    public static let seed = StepDependence(rawValue: 1)

    /// The bits that arithmetic gives here: engine, kernel library, instruction set, number of threads.
    public static let arithmetic = StepDependence(rawValue: 2)
}

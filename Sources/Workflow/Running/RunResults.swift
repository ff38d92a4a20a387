/// The results of a run's steps so far, and the values of expressions that depend on them.
struct RunResults {
    /// The value of each completed step, by its index.
    private var values: [Int: Value] = [:]

    /// The values of bound names evaluated so far.
    private let names: NameValues

    /// Makes the results of a plan before its first step.
    init(of plan: Plan) { names = NameValues(plan.bindings.map(\.expression)) }

    /// The value of a step; `nil` if it was not done.
    subscript(step: Int) -> Value? { values[step] }

    /// Whether all of these steps were done.
    func have(_ steps: some Sequence<Int>) -> Bool { steps.allSatisfy { values[$0] != nil } }

    /// Adds the value of a completed step.
    mutating func add(_ value: Value, of step: Int) { values[step] = value }

    /// Replaces a value whose bytes are lost, and discards the values that depend on it.
    mutating func replace(_ value: Value, of step: Int) {
        values[step] = value
        names.forget()
    }

    /// An evaluator for the results so far.
    func evaluator(_ registry: Registry) -> Evaluator {
        Evaluator(registry: registry, results: values, names: names)
    }
}

/// What the steps of a run gave so far, and the values of expressions that follow from it.
struct RunResults {
    /// The value of each step that was done, by its index.
    private var values: [Int: Value] = [:]

    /// The value of each bound name, as far as it was asked for.
    private let names: NameValues

    /// Makes the results of a plan before any of its steps is done.
    init(of plan: Plan) { names = NameValues(plan.bindings.map(\.expression)) }

    /// The value of a step; `nil` where it was not done.
    subscript(step: Int) -> Value? { values[step] }

    /// Whether some steps were all done.
    func have(_ steps: some Sequence<Int>) -> Bool { steps.allSatisfy { values[$0] != nil } }

    /// Takes the value of a step that was done.
    mutating func add(_ value: Value, of step: Int) { values[step] = value }

    /// Takes a value in place of one whose bytes are gone, and forgets what was computed of that.
    mutating func replace(_ value: Value, of step: Int) {
        values[step] = value
        names.forget()
    }

    /// Computes expressions from what there is.
    func evaluator(_ registry: Registry) -> Evaluator {
        Evaluator(registry: registry, results: values, names: names)
    }
}

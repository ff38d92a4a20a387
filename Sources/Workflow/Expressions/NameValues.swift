/// The values of a plan's bound names, each evaluated once.
///
/// A reference type, because the evaluators of one run share the values.
final class NameValues {
    private let expressions: [ResolvedExpression]
    private var values: [Int: Result<Value, EvaluationProblem>] = [:]
    private var textLeft = mostText
    private var elementsLeft = mostElements

    /// The most bytes of a concatenated text: doubled line by line, a few lines would exhaust the memory.
    static let longestText = 100_000

    /// The most bytes of all concatenated texts.
    static let mostText = 20_000_000

    /// The most elements of all arrays that are compared or passed to calls: a long array in many calls would take
    /// unbounded time.
    static let mostElements = 20_000_000

    /// Makes values that are not evaluated yet.
    ///
    /// - Parameter expressions: the expression of each name, by its index among the plan's bindings.
    init(_ expressions: [ResolvedExpression]) { self.expressions = expressions }

    /// Discards all values, after results that they depend on were recomputed.
    func forget() { values = [:] }

    /// The value of the name with an index.
    ///
    /// Its dependencies are evaluated first, in a loop, so that no chain of names exhausts the stack.
    ///
    /// - Precondition: the results of all steps that it depends on are available.
    /// - Throws: ``EvaluationProblem`` if its expression has no value.
    func value(of index: Int, by evaluator: Evaluator) throws(EvaluationProblem) -> Value {
        var pending = [index]
        while let next = pending.last {
            let missing = values[next] == nil ? missingNames(of: next) : []
            guard missing.isEmpty else {
                pending += missing
                continue
            }
            pending.removeLast()
            guard values[next] == nil else { continue }
            do throws(EvaluationProblem) {
                values[next] = .success(try evaluator.value(of: expressions[next]))
            } catch {
                values[next] = .failure(error)
            }
        }
        guard let value = values[index] else { preconditionFailure("name \(index) has no value") }
        return try value.get()
    }

    private func missingNames(of index: Int) -> [Int] {
        expressions[index].needs.names.filter { values[$0] == nil }.sorted()
    }

    /// Counts a concatenated text.
    ///
    /// - Parameter bytes: its length.
    /// - Throws: ``EvaluationProblem`` if it, or all of them together, exceed the limit.
    func count(textOf bytes: Int) throws(EvaluationProblem) {
        guard bytes <= Self.longestText else { throw .longText }
        guard bytes <= textLeft else { throw .muchText }
        textLeft -= bytes
    }

    /// Counts an array that is traversed.
    ///
    /// - Throws: ``EvaluationProblem`` if all of them together exceed the limit.
    func count(elements: Int) throws(EvaluationProblem) {
        guard elements <= elementsLeft else { throw .muchWork }
        elementsLeft -= elements
    }
}

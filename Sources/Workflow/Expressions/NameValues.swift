/// What the bound names of a plan stand for, each computed once.
///
/// A reference type because the evaluators of one run share what was computed.
final class NameValues {
    private let expressions: [ResolvedExpression]
    private var values: [Int: Result<Value, EvaluationProblem>] = [:]
    private var textLeft = mostText
    private var elementsLeft = mostElements

    /// The bytes of the longest text that is put together of others: doubled line by line, a few lines would fill the memory.
    static let longestText = 100_000

    /// The bytes of all such texts.
    static let mostText = 20_000_000

    /// The elements of all arrays that are compared or that calls get: a long one in many calls is work without end.
    static let mostElements = 20_000_000

    /// Makes values that are still to be computed.
    ///
    /// - Parameter expressions: what each name stands for, by its index among the plan's bindings.
    init(_ expressions: [ResolvedExpression]) { self.expressions = expressions }

    /// Forgets what was computed, when results it rests on were made anew.
    func forget() { values = [:] }

    /// The value of the name with an index.
    ///
    /// Names it rests on come first, one after the other, so that no chain of names exhausts the stack.
    ///
    /// - Precondition: the results of all steps that it needs are there.
    /// - Throws: ``EvaluationProblem`` where its expression has none.
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

    /// Counts a text that is put together.
    ///
    /// - Parameter bytes: its length.
    /// - Throws: ``EvaluationProblem`` where it is too long, or all of them together are.
    func count(textOf bytes: Int) throws(EvaluationProblem) {
        guard bytes <= Self.longestText else { throw .longText }
        guard bytes <= textLeft else { throw .muchText }
        textLeft -= bytes
    }

    /// Counts an array that is walked through.
    ///
    /// - Throws: ``EvaluationProblem`` where all of them together are too long.
    func count(elements: Int) throws(EvaluationProblem) {
        guard elements <= elementsLeft else { throw .muchWork }
        elementsLeft -= elements
    }
}

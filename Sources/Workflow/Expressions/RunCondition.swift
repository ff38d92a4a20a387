package import Diagnostics
package import Notebooks

/// A condition that runs satisfy or not, in which their parameters and values are names.
///
/// A name may have another type in another run, since notebooks change, so the condition is checked once for each
/// combination of types.
package struct RunCondition: Sendable {
    /// What became of the runs.
    package struct Selection: Sendable, Hashable {
        /// The indices of the runs that satisfy the condition, ascending.
        package var satisfied: [Int] = []
        /// The number of runs whose names have other types, with which the condition has no meaning.
        package var unfit = 0
    }

    /// The names that it uses, in the order of its text.
    package let names: [String]

    private let expression: Expression
    private let source: SourceFile
    private let registry: Registry

    /// Checks a condition's names.
    ///
    /// - Parameters:
    ///   - known: the names that runs have, which messages list.
    ///   - name: finds the name that runs have for one as it is written, with dots; `nil` if there is none.
    /// - Throws: `DiagnosticsError` for a name that no run has, and a call of anything but functions.
    package init(
        _ condition: Condition, among known: [String], registry: Registry, naming name: (String) -> String?
    ) throws(DiagnosticsError) {
        var names = ConditionNames(known: known, registry: registry)
        expression = names.renamed(condition.expression, by: name)
        guard names.diagnostics.isEmpty else {
            throw DiagnosticsError(names.diagnostics, in: condition.source)
        }
        self.names = names.names
        self.registry = registry
        source = condition.source
    }

    /// Finds the runs that satisfy the condition; one that lacks a name of it does not.
    ///
    /// - Parameters:
    ///   - count: the number of runs.
    ///   - value: the scalar that a run has under a name; `nil` if it has none.
    /// - Throws: `DiagnosticsError` if the condition has no meaning in any run, or no value in one.
    package func selection(
        of count: Int, value: (_ run: Int, _ name: String) -> Value?
    ) throws(DiagnosticsError) -> Selection {
        var selection = Selection()
        var meanings: [[ValueType]: Meaning] = [:]
        for run in 0..<count {
            let values = names.compactMap { value(run, $0) }
            let types = values.compactMap(\.scalarType)
            guard types.count == names.count else { continue }
            let meaning = meanings[types] ?? meaning(with: types)
            meanings[types] = meaning
            switch meaning {
            case .none: selection.unfit += 1
            case .expression(let expression):
                if try holds(expression, values) { selection.satisfied.append(run) }
            }
        }
        guard selection.unfit == 0 || meanings.values.contains(where: \.isThere) else {
            let first = meanings.keys.min { "\($0)" < "\($1)" } ?? []
            guard case .none(let diagnostics)? = meanings[first] else { return selection }
            throw DiagnosticsError(diagnostics, in: source)
        }
        return selection
    }

    private enum Meaning {
        case expression(ResolvedExpression)
        case none([Diagnostic])

        var isThere: Bool { if case .expression = self { true } else { false } }
    }

    private func holds(
        _ expression: ResolvedExpression, _ values: [Value]
    ) throws(DiagnosticsError) -> Bool {
        let evaluator = Evaluator(
            registry: registry, results: [:], names: NameValues(values.map { .constant($0) }))
        do throws(EvaluationProblem) {
            return try evaluator.value(of: expression) == .boolean(true)
        } catch {
            throw DiagnosticsError([.noValue(error, names, values, at: self.expression.range)], in: source)
        }
    }

    private func meaning(with types: [ValueType]) -> Meaning {
        let nothing = SourceFile(name: source.name, text: "")
        var resolver = Resolver(
            notebook: Notebook(parsing: nothing), registry: registry, params: [],
            context: PlanningContext(files: ReadableFiles(beside: nothing.name)))
        for (index, (name, type)) in zip(names, types).enumerated() {
            resolver.names[name] = Resolver.BoundName(
                resolved: Resolver.Resolved(expression: .bound(index), type: type), range: expression.range)
            resolver.bindings.append(
                PlannedBinding(name: name, expression: .constant(.nothing), type: type, steps: [], line: 1))
        }
        let resolved = resolver.resolve(expression, expecting: .boolean)
        let mistakes = resolver.diagnostics.filter { $0.severity == .error }
        guard mistakes.isEmpty else { return .none(mistakes) }
        guard resolved.type == .boolean else {
            return .none([.notBoolean(resolved.type, at: expression.range)])
        }
        return .expression(resolved.expression)
    }
}

extension Value {
    /// The type of a scalar; `nil` for other values.
    fileprivate var scalarType: ValueType? {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .float: .float
        case .string: .string
        default: nil
        }
    }
}

extension Diagnostic {
    fileprivate static func notBoolean(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "condition.type", "a condition is true or false, but this is \(type)", at: range,
            label: "compare it: '… > 0.5'")
    }

    fileprivate static func noValue(
        _ problem: EvaluationProblem, _ names: [String], _ values: [Value], at range: SourceRange
    ) -> Diagnostic {
        let setting = zip(names, values).map { "\($0) = \($1.exactText)" }.joined(separator: ", ")
        return Diagnostic(
            id: "condition.value", problem.description, at: range,
            notes: setting.isEmpty ? [] : [Note("in a run with \(setting)")])
    }
}

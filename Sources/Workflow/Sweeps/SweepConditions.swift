import Diagnostics
import Notebooks

/// The conditions of a sweep that exclude settings, resolved once for all of them.
struct SweepConditions {
    private struct Condition {
        let range: SourceRange
        let expression: ResolvedExpression
        var excluded = 0
        var isBroken = false
    }

    /// The mistakes found so far.
    private(set) var diagnostics: [Diagnostic] = []

    private var conditions: [Condition] = []
    private let registry: Registry

    /// Resolves the conditions of a sweep.
    init(of sweep: PlannedSweep, in notebook: Notebook, registry: Registry) {
        self.registry = registry
        guard !sweep.exclusions.isEmpty else { return }
        var resolver = Resolver(of: sweep, in: notebook, registry: registry)
        for condition in sweep.exclusions {
            guard !reportCalls(in: condition.expression) else { continue }
            let resolved = resolver.resolve(condition.expression, expecting: .boolean)
            guard resolved.type != .unknown else { continue }
            guard resolved.type == .boolean else {
                diagnostics.append(.notBoolean(resolved.type, at: condition.expression.range))
                continue
            }
            conditions.append(Condition(range: condition.range, expression: resolved.expression))
        }
        diagnostics += resolver.diagnostics
    }

    /// The places of conditions that excluded nothing.
    var idle: [SourceRange] { conditions.filter { $0.excluded == 0 && !$0.isBroken }.map(\.range) }

    /// Whether a setting satisfies a condition; reports the first setting in which one has no value.
    mutating func excludes(_ setting: SweepSetting) -> Bool {
        let evaluator = Evaluator(
            registry: registry, results: [:], names: NameValues(setting.values.map { .constant($0) }))
        var isExcluded = false
        for index in conditions.indices where !conditions[index].isBroken {
            do throws(EvaluationProblem) {
                guard try evaluator.value(of: conditions[index].expression) == .boolean(true) else {
                    continue
                }
                conditions[index].excluded += 1
                isExcluded = true
            } catch {
                conditions[index].isBroken = true
                diagnostics.append(.noValue(error, in: setting, at: conditions[index].range))
            }
        }
        return isExcluded
    }

    /// Reports calls of anything but functions, before a step would be planned; returns whether there are any.
    private mutating func reportCalls(in condition: Expression) -> Bool {
        var isFound = false
        var pending = [condition]
        while let next = pending.popLast() {
            if case .call(let callee, _) = next.kind, registry.functions[callee.text] == nil {
                isFound = true
                diagnostics.append(.notFunction(callee, among: registry.functions.keys.sorted()))
            }
            pending += next.parts.reversed()
        }
        return isFound
    }
}

extension Resolver {
    /// A resolver in which the swept parameters are names without a value, in the order of the axes.
    fileprivate init(of sweep: PlannedSweep, in notebook: Notebook, registry: Registry) {
        let fixed = Dictionary(zip(sweep.fixed.names, sweep.fixed.values)) { first, _ in first }
        let params = notebook.frontMatter.params.map { parameter in
            PlannedParameter(
                name: parameter.name.text, value: fixed[parameter.name.text] ?? parameter.value.value,
                isOverridden: fixed[parameter.name.text] != nil)
        }
        self.init(
            notebook: notebook, registry: registry, params: params,
            context: PlanningContext(files: ReadableFiles(beside: notebook.source.name)))
        for axis in sweep.axes {
            guard let parameter = paramsByName[axis.name] else { continue }
            sweptParameters[axis.name] = bindings.count
            bindings.append(
                PlannedBinding(
                    name: "params.\(axis.name)", expression: .constant(parameter.value), type: parameter.type,
                    steps: [], line: 1))
        }
    }
}

extension Diagnostic {
    fileprivate static func notBoolean(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.exclude-type", "a condition is true or false, but this is \(type)", at: range,
            label: "compare it: 'params.NAME > …'")
    }

    fileprivate static func notFunction(_ callee: Name, among names: [String]) -> Diagnostic {
        let near = nearestName(to: callee.text, among: names)
        return Diagnostic(
            id: "sweep.exclude-call", "a condition cannot call '\(callee.text)'", at: callee.range,
            label: near.map { didYouMean($0) },
            notes: [Note("it can call \(names.joined(separator: ", "))")], replacement: near)
    }

    fileprivate static func noValue(
        _ problem: EvaluationProblem, in setting: SweepSetting, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.exclude-value", problem.description, at: range,
            notes: [Note("in the setting \(setting)")])
    }
}

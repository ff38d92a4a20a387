import Diagnostics
import Notebooks

/// Resolves every name of a notebook, and infers the type of every expression.
struct Resolver {
    let notebook: Notebook
    let registry: Registry
    let params: [PlannedParameter]
    /// The parameters' values and types, by name.
    let paramsByName: [String: (value: Value, type: ValueType)]
    /// The parameters that were given on the command line.
    let overridden: [String]
    /// The parameters whose values differ between the settings of a sweep: the index of each among the bindings.
    var sweptParameters: [String: Int] = [:]
    let context: PlanningContext
    /// The parameters used by cells or prose.
    var usedParameters: Set<String> = []
    var diagnostics: [Diagnostic] = []
    var steps: [PlannedStep] = []
    var bindings: [PlannedBinding] = []
    var names: [String: BoundName] = [:]
    /// The range at which each name is first bound, to distinguish a premature use from an unknown name.
    let laterNames: [String: SourceRange]
    /// The files that steps write into the output folder, each with the range of its path.
    var writtenFiles = WrittenPaths()
    var cell = 0
    /// The steps with arguments that follow from a mistake, so that facts about their results may be missing.
    var mistakenSteps: Set<Int> = []
    /// What prose can quote of the notebook's sweep; `nil` before it first does.
    var quotable: QuotableSweep?
    /// The number of known names that may still be compared with unknown ones.
    var comparisonsLeft = 200_000
    /// The number of missing files that may still be compared with existing ones.
    var missingFilesLeft = 100
    /// The number of elements that names may still give with their places, rather than as one value.
    var elementsLeft = 200_000
    /// The values evaluated while planning, counted against the limits of evaluation.
    let constants = NameValues([])
    /// The number of dependencies that may still be recorded for all expressions together.
    private var dependenciesLeft = 2_000_000

    /// A name with its meaning.
    struct BoundName {
        let resolved: Resolved
        let range: SourceRange
    }

    /// An expression with its type and the facts known about it.
    struct Resolved {
        var expression: ResolvedExpression
        var type: ValueType
        var facts = Facts()
        /// The elements as they are written, if the expression is an array of literals; empty if that is not known.
        var elements: [WrittenElement] = []
        /// The number of elements, if the expression is an array in brackets, several joined by `+`, or the name of one;
        /// `nil` if it is unknown.
        var elementCount: Int?
        /// The elements of the lists that it consists of, by parameter, if the expression is a known description.
        var parts: [String: [WrittenElement]] = [:]
        /// Whether it is a member that is a share, 0…1, or an array of such.
        var isShare = false
        /// Where it is written, if the expression is the name of a description.
        var written: SourceRange?

        /// An expression with a mistake that was reported.
        static let unknown = Resolved(expression: .unresolved, type: .unknown)

        /// The value, if it is already known.
        var constant: Value? {
            if case .constant(let value) = expression { value } else { nil }
        }
    }

    init(notebook: Notebook, registry: Registry, params: [PlannedParameter], context: PlanningContext) {
        self.notebook = notebook
        self.registry = registry
        self.params = params
        let declared = Dictionary(
            notebook.frontMatter.params.map { ($0.name.text, $0.value.type) }
        ) { first, _ in first }
        paramsByName = Dictionary(
            params.compactMap { parameter in
                declared[parameter.name].map { (parameter.name, (parameter.value, $0)) }
            }
        ) { first, _ in first }
        overridden = params.filter(\.isOverridden).map(\.name)
        self.context = context
        var later: [String: SourceRange] = [:]
        for name in notebook.cells.flatMap({ $0.statements.compactMap(\.name) + $0.brokenNames })
        where later[name.text] == nil {
            later[name.text] = name.range
        }
        laterNames = later
    }

    /// Resolves all statements of all cells in order.
    mutating func resolveCells() {
        for cell in notebook.cells {
            self.cell = cell.index
            var broken = cell.brokenNames[...]
            for statement in cell.statements {
                let end = broken.firstIndex { $0.range.lowerBound > statement.range.lowerBound }
                bindUnknown(broken[..<(end ?? broken.endIndex)])
                broken = broken[(end ?? broken.endIndex)...]
                resolve(statement)
            }
            bindUnknown(broken)
        }
    }

    /// Binds names whose values are unknown because of mistakes that were reported.
    private mutating func bindUnknown(_ broken: some Sequence<Name>) {
        for name in broken where names[name.text] == nil {
            names[name.text] = BoundName(resolved: .unknown, range: name.range)
        }
    }

    /// Resolves the computed values of the prose, which may use any name of the notebook, including one bound further
    /// down.
    mutating func resolveComputedValues() -> [ResolvedExpression] {
        notebook.computedValues.map { value in
            guard let expression = value.expression else { return .unresolved }
            isInProse = true
            defer { isInProse = false }
            let resolved = resolve(expression, expecting: nil)
            if !ValueType.showable.accepts(resolved.type) {
                diagnostics.append(.notShowable(resolved.type, at: expression.range))
            }
            return resolved.expression
        }
    }

    private(set) var isInProse = false

    private mutating func resolve(_ statement: Statement) {
        guard let name = statement.name else {
            let count = steps.count
            let errors = diagnostics.count
            let resolved = resolve(statement.expression, expecting: nil)
            let isStepCall =
                if case .result = resolved.expression, steps.count > count { true } else { false }
            if !isStepCall, diagnostics.count == errors, resolved.type != .unknown {
                diagnostics.append(.hasNoEffect(at: statement.expression.range))
            }
            return
        }
        var resolved = resolve(statement.expression, expecting: nil, boundTo: name.text)
        guard isFree(name) else { return }
        if resolved.type == .nothing, let callee = statement.expression.calleeName {
            diagnostics.append(.givesNothing(callee, at: statement.expression.range))
            resolved = .unknown
        }
        let binding = PlannedBinding(
            name: name.text, expression: resolved.expression, type: resolved.type,
            steps: steps(of: [resolved.expression], at: statement.expression.range),
            line: notebook.source.position(of: statement.range.lowerBound).line)
        // Each use of the name takes its value; substituting the expression would evaluate it once for each use.
        if resolved.expression.isComputed { resolved.expression = .bound(bindings.count) }
        resolved.keepPlaces(writtenAt: statement.expression.range)
        names[name.text] = BoundName(resolved: resolved, range: name.range)
        bindings.append(binding)
    }

    /// The steps on which some expressions depend, ascending.
    ///
    /// If all expressions together have too many, reports that and returns none.
    mutating func steps(of expressions: [ResolvedExpression], at range: SourceRange) -> [Int] {
        guard dependenciesLeft > 0 else { return [] }
        var found: Set<Int> = []
        for needs in expressions.map(\.needs) {
            found.formUnion(needs.steps)
            for name in needs.names {
                found.formUnion(bindings[name].steps)
                dependenciesLeft -= bindings[name].steps.count
            }
        }
        dependenciesLeft -= found.count
        guard dependenciesLeft > 0 else {
            diagnostics.append(.tooManyDependencies(at: range))
            return []
        }
        return found.sorted()
    }

    /// Whether a mistake that was reported has a part in an expression.
    func followsMistake(_ expression: ResolvedExpression) -> Bool {
        let needs = expression.needs
        return expression.hasMistake || !mistakenSteps.isDisjoint(with: needs.steps)
            || needs.names.contains { !mistakenSteps.isDisjoint(with: bindings[$0].steps) }
    }

    private mutating func isFree(_ name: Name) -> Bool {
        if let earlier = names[name.text] {
            diagnostics.append(.boundTwice(name, first: earlier.range))
            return false
        }
        // A function can only be called, so its name stays free for a value.
        let isOwnName = name.text == "params" || name.text == "sweep"
        if isOwnName || registry.signature(name.text) != nil, registry.functions[name.text] == nil {
            diagnostics.append(.reserved(name))
            return false
        }
        return true
    }
}

extension Expression {
    /// The callee's name, if the expression is a call.
    fileprivate var calleeName: String? {
        if case .call(let callee, _) = kind { callee.text } else { nil }
    }
}

extension Diagnostic {
    fileprivate static func notShowable(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "value.not-showable",
            "prose shows a number, a text, a truth value or an array of these, but this is \(type)", at: range
        )
    }

    fileprivate static func tooManyDependencies(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "name.dependencies", "the notebook's values have too many dependencies on one another",
            at: range,
            label: "up to here there are two million")
    }

    fileprivate static func hasNoEffect(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "statement.no-effect", "this statement does nothing", at: range,
            notes: [Note("a statement is 'let NAME = EXPRESSION' or a call of a step")])
    }

    fileprivate static func givesNothing(_ step: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "name.no-value", "'\(step)' gives no value to bind", at: range,
            notes: [Note("call it without 'let'")])
    }

    fileprivate static func boundTwice(_ name: Name, first: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "name.bound-twice", "'\(name.text)' is bound twice", at: name.range,
            notes: [Note("it is bound first here", at: first)])
    }

    fileprivate static func reserved(_ name: Name) -> Diagnostic {
        Diagnostic(
            id: "name.reserved", "'\(name.text)' already has a meaning", at: name.range,
            label: "choose another name",
            notes: [Note("names of steps and layers, 'params' and 'sweep' cannot be bound")])
    }
}

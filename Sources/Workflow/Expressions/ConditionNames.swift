import Diagnostics
import Notebooks

/// Reads the names of a condition about runs: `result.accuracy` is one name there, and not a member.
struct ConditionNames {
    /// The names that runs have, which messages list.
    let known: [String]
    let registry: Registry

    /// The names found so far, each once.
    private(set) var names: [String] = []

    /// The mistakes found so far.
    private(set) var diagnostics: [Diagnostic] = []

    init(known: [String], registry: Registry) {
        self.known = known
        self.registry = registry
    }

    /// The expression with each name as runs have it.
    ///
    /// - Parameter name: finds the name that runs have for one as it is written; `nil` if there is none.
    mutating func renamed(_ expression: Expression, by name: (String) -> String?) -> Expression {
        if let written = expression.dottedName {
            guard let found = name(written) else {
                diagnostics.append(.unknown(written, among: known, at: expression.range))
                return expression
            }
            if !names.contains(found) { names.append(found) }
            return Expression(.name(found), at: expression.range)
        }
        let kind: Expression.Kind
        switch expression.kind {
        case .integer, .float, .string, .boolean, .nothing, .implicitMember, .name: return expression
        case .array(let elements): kind = .array(elements.map { renamed($0, by: name) })
        case .member(let whole, let member): kind = .member(renamed(whole, by: name), member)
        case .element(let array, let place):
            kind = .element(renamed(array, by: name), renamed(place, by: name))
        case .call(let callee, let arguments):
            if registry.functions[callee.text] == nil {
                diagnostics.append(.notFunction(callee, among: registry.functions.keys.sorted()))
            }
            kind = .call(callee, renamed(arguments, by: name))
        case .methodCall(let whole, let method, let arguments):
            kind = .methodCall(renamed(whole, by: name), method, renamed(arguments, by: name))
        case .prefix(let operation, let operand): kind = .prefix(operation, renamed(operand, by: name))
        case .infix(let first, let operation, let second):
            kind = .infix(renamed(first, by: name), operation, renamed(second, by: name))
        }
        return Expression(kind, at: expression.range)
    }

    private mutating func renamed(_ arguments: [Argument], by name: (String) -> String?) -> [Argument] {
        arguments.map { Argument(label: $0.label, value: renamed($0.value, by: name)) }
    }
}

extension Diagnostic {
    fileprivate static func unknown(_ name: String, among names: [String], at range: SourceRange)
        -> Diagnostic
    {
        let near = nearestName(to: name, among: names)
        return Diagnostic(
            id: "condition.name", "no run has '\(name)'", at: range, label: near.map { didYouMean($0) },
            notes: [Note("they have \(names.listed)")], replacement: near)
    }

    fileprivate static func notFunction(_ callee: Name, among names: [String]) -> Diagnostic {
        let near = nearestName(to: callee.text, among: names)
        return Diagnostic(
            id: "condition.call", "a condition cannot call '\(callee.text)'", at: callee.range,
            label: near.map { didYouMean($0) },
            notes: [Note("it can call \(names.joined(separator: ", "))")], replacement: near)
    }
}

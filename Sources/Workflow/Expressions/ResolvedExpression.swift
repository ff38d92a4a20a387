public import Notebooks

/// An expression whose names and types were resolved.
public indirect enum ResolvedExpression: Sendable, Hashable {
    /// A constant.
    case constant(Value)
    /// The result of the step with this index.
    case result(Int)
    /// A member of an artifact, or of an array.
    case member(ResolvedExpression, String)
    /// An array and an index.
    case element(ResolvedExpression, ResolvedExpression)
    case array([ResolvedExpression])
    /// A constructor's description with every parameter's value by name.
    case configuration(String, [String: ResolvedExpression])
    /// A pure function with every parameter's value by name.
    case function(String, [String: ResolvedExpression])
    case prefix(PrefixOperator, ResolvedExpression)
    case infix(ResolvedExpression, InfixOperator, ResolvedExpression)
    /// An integer widened to a float, or each integer in an array.
    case widened(ResolvedExpression)
    /// A member whose type follows from facts about its artifact, which the run checks.
    case checked(ResolvedExpression, ValueType)
    /// The value of the name with this index among the plan's bindings: evaluated once, however often it is used.
    case bound(Int)
    /// What prose quotes of the notebook's sweep, which no single run knows.
    case quote(SweepQuote)
    /// An expression with a mistake that was reported; never part of a plan.
    case unresolved

    /// The steps and the bound names that it references directly, not through other names.
    var needs: (steps: Set<Int>, names: Set<Int>) {
        var needs: (steps: Set<Int>, names: Set<Int>) = ([], [])
        collectNeeds(into: &needs)
        return needs
    }

    /// Whether its value is worth caching under a name: whether evaluating it takes more than reading a step's
    /// result.
    var isComputed: Bool {
        switch self {
        case .constant, .result, .bound, .quote, .unresolved: false
        case .member(let whole, _), .checked(let whole, _): whole.isComputed
        case .element, .array, .configuration, .function, .prefix, .infix, .widened: true
        }
    }

    /// Whether it has a part with a mistake that was reported.
    var hasMistake: Bool {
        if case .unresolved = self { true } else { parts.contains(where: \.hasMistake) }
    }

    private func collectNeeds(into needs: inout (steps: Set<Int>, names: Set<Int>)) {
        switch self {
        case .constant, .quote, .unresolved: break
        case .result(let index): needs.steps.insert(index)
        case .bound(let index): needs.names.insert(index)
        default: for part in parts { part.collectNeeds(into: &needs) }
        }
    }

    /// Its subexpressions, in order.
    var parts: [ResolvedExpression] {
        switch self {
        case .constant, .unresolved, .result, .bound, .quote: []
        case .member(let whole, _), .checked(let whole, _): [whole]
        case .element(let array, let place): [array, place]
        case .array(let elements): elements
        case .configuration(_, let arguments), .function(_, let arguments):
            arguments.sorted { $0.key < $1.key }.map(\.value)
        case .prefix(_, let operand), .widened(let operand): [operand]
        case .infix(let first, _, let second): [first, second]
        }
    }
}

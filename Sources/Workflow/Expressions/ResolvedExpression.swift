public import Notebooks

/// An expression whose names and types were found to be right.
public indirect enum ResolvedExpression: Sendable, Hashable {
    /// A value known already.
    case constant(Value)
    /// The result of the step with this index.
    case result(Int)
    /// A member of an artifact, or of an array.
    case member(ResolvedExpression, String)
    /// An array and a place in it.
    case element(ResolvedExpression, ResolvedExpression)
    case array([ResolvedExpression])
    /// A description with every parameter's value by name.
    case configuration(String, [String: ResolvedExpression])
    /// A pure function with every parameter's value by name.
    case function(String, [String: ResolvedExpression])
    case prefix(PrefixOperator, ResolvedExpression)
    case infix(ResolvedExpression, InfixOperator, ResolvedExpression)
    /// An integer, or each one in an array, widened to a number.
    case widened(ResolvedExpression)
    /// What the name with this index among the plan's bindings stands for: computed once, however often it is used.
    case bound(Int)
    /// An expression with a mistake that was reported; no plan holds one.
    case unresolved

    /// The steps and the bound names whose values it needs itself, not by way of those names.
    var needs: (steps: Set<Int>, names: Set<Int>) {
        var needs: (steps: Set<Int>, names: Set<Int>) = ([], [])
        collectNeeds(into: &needs)
        return needs
    }

    /// Whether a name for it is worth a value of its own, since using it takes more than a look at a step's result.
    var isComputed: Bool {
        switch self {
        case .constant, .result, .bound, .unresolved: false
        case .member(let whole, _): whole.isComputed
        case .element, .array, .configuration, .function, .prefix, .infix, .widened: true
        }
    }

    private func collectNeeds(into needs: inout (steps: Set<Int>, names: Set<Int>)) {
        switch self {
        case .constant, .unresolved: break
        case .result(let index): needs.steps.insert(index)
        case .bound(let index): needs.names.insert(index)
        default: for part in parts { part.collectNeeds(into: &needs) }
        }
    }

    /// What it is made of, in the order it stands.
    var parts: [ResolvedExpression] {
        switch self {
        case .constant, .unresolved, .result, .bound: []
        case .member(let whole, _): [whole]
        case .element(let array, let place): [array, place]
        case .array(let elements): elements
        case .configuration(_, let arguments), .function(_, let arguments):
            arguments.sorted { $0.key < $1.key }.map(\.value)
        case .prefix(_, let operand), .widened(let operand): [operand]
        case .infix(let first, _, let second): [first, second]
        }
    }
}

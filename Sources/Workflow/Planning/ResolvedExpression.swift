public import Notebooks

/// An expression whose names and types were found to be right.
public indirect enum ResolvedExpression: Sendable, Hashable {
    /// A value known already.
    case constant(Value)
    /// The result of the step with this index.
    case result(Int)
    /// A member of an artifact.
    case member(ResolvedExpression, String)
    case array([ResolvedExpression])
    /// A description with every parameter's value by name.
    case configuration(String, [String: ResolvedExpression])
    /// A pure function with every parameter's value by name.
    case function(String, [String: ResolvedExpression])
    case prefix(PrefixOperator, ResolvedExpression)
    case infix(ResolvedExpression, InfixOperator, ResolvedExpression)
    /// An integer, or each one in an array, widened to a number.
    case widened(ResolvedExpression)
    /// An expression with a mistake that was reported; no plan holds one.
    case unresolved

    /// The steps whose results it needs, ascending.
    public var steps: [Int] {
        var found: Set<Int> = []
        collectSteps(into: &found)
        return found.sorted()
    }

    private func collectSteps(into found: inout Set<Int>) {
        switch self {
        case .constant, .unresolved: break
        case .result(let index): found.insert(index)
        case .member(let whole, _): whole.collectSteps(into: &found)
        case .array(let elements): for element in elements { element.collectSteps(into: &found) }
        case .configuration(_, let arguments), .function(_, let arguments):
            for argument in arguments.values { argument.collectSteps(into: &found) }
        case .prefix(_, let operand), .widened(let operand): operand.collectSteps(into: &found)
        case .infix(let first, _, let second):
            first.collectSteps(into: &found)
            second.collectSteps(into: &found)
        }
    }
}

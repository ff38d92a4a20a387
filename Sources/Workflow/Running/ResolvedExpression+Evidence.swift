import Notebooks

extension ResolvedExpression {
    /// Adds the computed scalars in an expression, each once, in the order they stand.
    func collectEvidence(_ evaluator: Evaluator, plan: Plan, into evidence: inout [Run.Fact]) {
        switch self {
        case .constant, .unresolved: break
        case .result, .member:
            guard let value = try? evaluator.value(of: self), value.isScalar else { return }
            let fact = Run.Fact(text(in: plan), value.text)
            if !evidence.contains(fact) { evidence.append(fact) }
        case .array(let elements):
            for element in elements { element.collectEvidence(evaluator, plan: plan, into: &evidence) }
        case .configuration(_, let arguments), .function(_, let arguments):
            for (_, argument) in arguments.sorted(by: { $0.key < $1.key }) {
                argument.collectEvidence(evaluator, plan: plan, into: &evidence)
            }
        case .prefix(_, let operand), .widened(let operand):
            operand.collectEvidence(evaluator, plan: plan, into: &evidence)
        case .infix(let first, _, let second):
            first.collectEvidence(evaluator, plan: plan, into: &evidence)
            second.collectEvidence(evaluator, plan: plan, into: &evidence)
        }
    }

    /// The expression as its reader would name it: `result.accuracy`.
    private func text(in plan: Plan) -> String {
        switch self {
        case .member(let whole, let name): "\(whole.text(in: plan)).\(name)"
        case .result(let index): plan.steps[index].name ?? "\(plan.steps[index].step)(…)"
        default: "…"
        }
    }

    /// Whether the expression is a truth value, as far as its form tells.
    func type(in plan: Plan) -> ValueType? {
        switch self {
        case .constant(.boolean), .prefix(.not, _): .boolean
        case .infix(_, let operation, _):
            switch operation {
            case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or: .boolean
            default: nil
            }
        default: nil
        }
    }
}

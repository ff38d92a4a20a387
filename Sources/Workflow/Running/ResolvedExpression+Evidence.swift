import Notebooks

extension ResolvedExpression {
    /// The most scalars that a claim shows.
    private static let mostEvidence = 100

    /// The computed scalars in an expression, each once, in the order they stand, by way of bound names too.
    func evidence(_ evaluator: Evaluator, plan: Plan) -> [Run.Fact] {
        var evidence: [Run.Fact] = []
        var known: Set<Run.Fact> = []
        var names: Set<Int> = []
        // A list of what is still to be looked at, rather than a call for each: names may rest on names without end.
        var pending = [self]
        while let next = pending.popLast(), evidence.count < Self.mostEvidence {
            switch next {
            case .result, .member:
                guard let value = try? evaluator.value(of: next), value.isScalar else { continue }
                let fact = Run.Fact(next.text(in: plan), value.text)
                if known.insert(fact).inserted { evidence.append(fact) }
            case .bound(let index):
                if names.insert(index).inserted { pending.append(plan.bindings[index].expression) }
            default: pending += next.parts.reversed()
            }
        }
        return evidence
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
        case .bound(let index): plan.bindings[index].type
        case .infix(_, let operation, _):
            switch operation {
            case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or: .boolean
            default: nil
            }
        default: nil
        }
    }
}

import Notebooks

extension ResolvedExpression {
    /// The most scalars shown with a claim.
    private static let mostEvidence = 100

    /// The most elements of an array that are written out.
    private static let mostWritten = 5

    /// The computed scalars in an expression, without duplicates, in order, including those behind bound names.
    func evidence(_ evaluator: Evaluator, plan: Plan) -> [Run.Fact] {
        var evidence: [Run.Fact] = []
        var known: Set<Run.Fact> = []
        var names: Set<Int> = []
        // A work list instead of recursion: chains of names may be arbitrarily long.
        var pending = [self]
        while let next = pending.popLast(), evidence.count < Self.mostEvidence {
            switch next {
            case .result, .member, .checked, .element, .function:
                // The arguments of a function are evidence too, such as the two losses of a ratio.
                switch next {
                case .function, .element: pending += next.parts.reversed()
                default: break
                }
                guard !next.isText(evaluator.registry), let value = try? evaluator.value(of: next),
                    value.isScalar
                else {
                    continue
                }
                let fact = Run.Fact(next.text(in: plan, evaluator.registry), value.text)
                if known.insert(fact).inserted { evidence.append(fact) }
            case .bound(let index):
                if names.insert(index).inserted { pending.append(plan.bindings[index].expression) }
            default: pending += next.parts.reversed()
            }
        }
        return evidence
    }

    /// The expression in the notebook's syntax: `result.accuracy`.
    private func text(in plan: Plan, _ registry: Registry) -> String {
        switch self {
        case .member(let whole, let name): "\(whole.text(in: plan, registry)).\(name)"
        case .element(let array, let place):
            "\(array.text(in: plan, registry))[\(place.text(in: plan, registry))]"
        case .result(let index): plan.steps[index].name ?? "\(plan.steps[index].step)(…)"
        case .array(let elements) where elements.count <= Self.mostWritten:
            "[" + elements.map { $0.text(in: plan, registry) }.joined(separator: ", ") + "]"
        case .bound(let index): plan.bindings[index].name
        case .widened(let operand), .checked(let operand, _): operand.text(in: plan, registry)
        case .constant(let value) where value.isScalar: value.text
        case .function(let name, let arguments):
            "\(name)(\(Self.texts(of: arguments, for: name, in: plan, registry).joined(separator: ", ")))"
        default: "…"
        }
    }

    private static func texts(
        of arguments: [String: ResolvedExpression], for function: String, in plan: Plan,
        _ registry: Registry
    ) -> [String] {
        let parameters = registry.functions[function]?.signature.parameters ?? []
        return parameters.compactMap { parameter in
            guard let argument = arguments[parameter.name], argument != .constant(.nothing) else {
                return nil
            }
            return argument.text(in: plan, registry)
        }
    }

    /// Whether it is a call that only formats a number, which is then the evidence.
    private func isText(_ registry: Registry) -> Bool {
        guard case .function(let name, _) = self else { return false }
        return registry.functions[name]?.signature.result == .string
    }

    /// The expression's type, as far as its form determines it.
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

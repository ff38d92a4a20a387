import Notebooks

/// Evaluates expressions, given the results of steps.
struct Evaluator {
    let registry: Registry

    /// The value of each completed step, by its index.
    let results: [Int: Value]

    /// The expressions of the bound names, with the values evaluated so far.
    let names: NameValues

    /// The sweep that prose quotes; `nil` in a run.
    var sweep: QuotedSweep?

    /// The value of an expression.
    ///
    /// - Throws: ``EvaluationProblem`` if the arithmetic has no result, or an argument is outside its limits.
    func value(of expression: ResolvedExpression) throws(EvaluationProblem) -> Value {
        switch expression {
        case .constant(let value): return value
        case .result(let index):
            guard let value = results[index] else { preconditionFailure("step \(index) has no result") }
            return value
        case .member(let whole, let name):
            switch try value(of: whole) {
            case .artifact(let stored):
                if let member = stored.members[name] { return member }
            case .array(let elements):
                if let member = ArrayMember(rawValue: name) {
                    return try member.value(of: elements, named: whole.memberName)
                }
            default: break
            }
            // The plan checked the types; the cached artifact may still lack the member.
            throw EvaluationProblem(description: "what was cached has no '\(name)'")
        case .checked(let member, let type):
            let value = try value(of: member)
            guard value.isOfType(type) else {
                // The files that the facts were found in may have changed since.
                throw EvaluationProblem(
                    description: "'\(member.memberName ?? "")' was to be \(type), and is not: run again")
            }
            return value
        case .element(let array, let place):
            guard case .array(let elements) = try value(of: array),
                case .integer(let index) = try value(of: place)
            else { throw EvaluationProblem(description: "what was cached is no array") }
            guard elements.indices.contains(index) else { throw .noElement(index, of: elements.count) }
            return elements[index]
        case .array(let elements):
            return try Value.array(
                elements.map { element throws(EvaluationProblem) in try value(of: element) }
            ).checked()
        case .configuration(let name, let arguments):
            guard let constructor = registry.constructors[name] else {
                preconditionFailure("no constructor '\(name)'")
            }
            return try Value.configuration(
                constructor.configuration(of: values(of: arguments, for: constructor))
            ).checked()
        case .function(let name, let arguments):
            guard let function = registry.functions[name] else {
                preconditionFailure("no function '\(name)'")
            }
            let values = try values(of: arguments, for: function.signature)
            for case .array(let elements) in values.values { try names.count(elements: elements.count) }
            return try function.evaluate(values)
        case .bound(let index): return try names.value(of: index, by: self)
        case .quote(let quote):
            guard let sweep else { throw .onlyInSweep }
            return try sweep.value(of: quote)
        case .unresolved: preconditionFailure("a plan with a mistake is run")
        case .widened(let operand): return try value(of: operand).widened
        case .prefix(let operation, let operand): return try apply(operation, to: value(of: operand))
        case .infix(let first, let operation, let second):
            return try apply(operation, value(of: first)) { () throws(EvaluationProblem) in
                try value(of: second)
            }
        }
    }

    /// The values of a call's arguments, each checked against its parameter's limits.
    ///
    /// Constants were checked while planning; a number that a step computed is only known now.
    func values(
        of arguments: [String: ResolvedExpression], for signature: Signature?
    ) throws(EvaluationProblem) -> [String: Value] {
        var values: [String: Value] = [:]
        for (name, argument) in arguments.sorted(by: { $0.key < $1.key }) {
            let value = try value(of: argument)
            if let signature, let limits = signature.parameter(name)?.limits, let number = value.number,
                !limits.contains(number)
            {
                throw .outOfRange(name, of: signature.name, limits, number)
            }
            if let signature, let type = signature.parameter(name)?.type, case .artifact(let stored) = value,
                !type.accepts(.artifact(stored.packed.type))
            {
                throw EvaluationProblem(
                    description:
                        "'\(name)' of '\(signature.name)' takes \(type), but what was cached is \(ValueType.artifact(stored.packed.type))"
                )
            }
            values[name] = value
        }
        return values
    }

    /// The value that a name is bound to, evaluated once and shared by all its uses.
    func value(ofName index: Int, _ expression: ResolvedExpression) throws(EvaluationProblem) -> Value {
        try value(of: expression.isComputed ? .bound(index) : expression)
    }

    private func apply(_ operation: PrefixOperator, to operand: Value) throws(EvaluationProblem) -> Value {
        switch (operation, operand) {
        case (.not, .boolean(let flag)): return .boolean(!flag)
        case (.minus, .float(let number)): return .float(-number)
        case (.minus, .integer(let number)):
            guard number != .min else { throw .overflow(operation.rawValue) }
            return .integer(-number)
        default: preconditionFailure("'\(operation.rawValue)' before \(operand)")
        }
    }

    private func apply(
        _ operation: InfixOperator, _ first: Value, _ second: () throws(EvaluationProblem) -> Value
    ) throws(EvaluationProblem) -> Value {
        switch (operation, first) {
        case (.and, .boolean(let flag)): return flag ? try second() : .boolean(false)
        case (.or, .boolean(let flag)): return flag ? .boolean(true) : try second()
        default: break
        }
        let second = try second()
        switch (first, second) {
        case (.integer(let left), .integer(let right)) where operation != .divide:
            if let result = operation.applied(left, right) { return result }
            throw .overflow(operation.rawValue)
        case (.string(let left), .string(let right)):
            if operation == .add { try names.count(textOf: left.utf8.count + right.utf8.count) }
            return operation.applied(left, right)
        case (.array(let left), .array(let right)) where operation == .add:
            try names.count(elements: left.count + right.count)
            return try Value.array(left + right).checked()
        case (.array(let left), .array(let right)):
            return .boolean(try areEqual(left, right) == (operation == .equal))
        case (.boolean(let left), .boolean(let right)):
            return .boolean((left == right) == (operation == .equal))
        default:
            guard let left = first.number, let right = second.number else {
                preconditionFailure("'\(operation.rawValue)' between \(first) and \(second)")
            }
            return operation.applied(left, right)
        }
    }
}

extension ResolvedExpression {
    /// The name after the dot; `nil` if it is not a member.
    fileprivate var memberName: String? {
        if case .member(_, let name) = self { name } else { nil }
    }
}

extension Value {
    /// Whether it is a scalar of a type, or an array of such.
    fileprivate func isOfType(_ type: ValueType) -> Bool {
        switch self {
        case .boolean: type.accepts(.boolean)
        case .integer: type.accepts(.integer)
        case .float: type.accepts(.float)
        case .string: type.accepts(.string)
        case .array(let elements):
            if case .array(let element) = type { elements.allSatisfy { $0.isOfType(element) } } else { false }
        case .nothing, .symbol, .configuration, .artifact: false
        }
    }
}

extension Evaluator {
    /// Whether two arrays have the same elements; integers and floats are compared by value.
    private func areEqual(_ first: [Value], _ second: [Value]) throws(EvaluationProblem) -> Bool {
        guard first.count == second.count else { return false }
        // Arrays that share their elements are small in a notebook, but large to traverse.
        try names.count(elements: first.count)
        for (left, right) in zip(first, second) {
            switch (left, right) {
            case (.array(let left), .array(let right)):
                guard try areEqual(left, right) else { return false }
            case (.integer, .float), (.float, .integer):
                guard left.number == right.number else { return false }
            default: guard left == right else { return false }
            }
        }
        return true
    }
}

extension InfixOperator {
    fileprivate func applied(_ left: Int, _ right: Int) -> Value? {
        let result: (partialValue: Int, overflow: Bool)
        switch self {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        default: return compared(left, right)
        }
        return result.overflow ? nil : .integer(result.partialValue)
    }

    fileprivate func applied(_ left: Double, _ right: Double) -> Value {
        switch self {
        case .add: .float(left + right)
        case .subtract: .float(left - right)
        case .multiply: .float(left * right)
        case .divide: .float(left / right)
        default: compared(left, right)
        }
    }

    fileprivate func applied(_ left: String, _ right: String) -> Value {
        self == .add ? .string(left + right) : compared(left, right)
    }

    private func compared<Operand: Comparable>(_ left: Operand, _ right: Operand) -> Value {
        switch self {
        case .less: .boolean(left < right)
        case .lessOrEqual: .boolean(left <= right)
        case .greater: .boolean(left > right)
        case .greaterOrEqual: .boolean(left >= right)
        case .equal: .boolean(left == right)
        case .notEqual: .boolean(left != right)
        default: preconditionFailure("'\(rawValue)' compares nothing")
        }
    }
}

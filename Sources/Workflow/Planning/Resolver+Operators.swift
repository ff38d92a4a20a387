import Diagnostics
import Notebooks

extension Resolver {
    /// Resolves a prefix operator.
    mutating func resolvePrefix(
        _ operation: PrefixOperator, _ operand: Expression, at range: SourceRange
    ) -> Resolved {
        let resolved = resolve(operand, expecting: nil)
        guard resolved.type != .unknown else { return .unknown }
        let isAccepted =
            switch operation {
            case .minus: ValueType.float.accepts(resolved.type)
            case .not: resolved.type == .boolean
            }
        guard isAccepted else {
            diagnostics.append(.wrongOperand(operation, resolved.type, at: operand.range))
            return .unknown
        }
        return folded(.prefix(operation, resolved.expression), type: resolved.type, at: range)
    }

    /// Resolves an infix operator.
    mutating func resolveInfix(
        _ first: Expression, _ operation: InfixOperator, _ second: Expression, at range: SourceRange
    ) -> Resolved {
        let left = resolve(first, expecting: nil)
        let right = resolve(second, expecting: nil)
        guard left.type != .unknown, right.type != .unknown else { return .unknown }
        guard let type = operation.result(left.type, right.type) else {
            // What an array with a mistake would be without it is not known.
            if operation == .add, left.type.mayBeList(beside: right.type) { return .unknown }
            diagnostics.append(
                .wrongOperands(
                    operation, left.type, right.type, at: range,
                    operation == .add ? sum(meantBy: first, left, second, right) : Suggestion()))
            return .unknown
        }
        if reportShare(first, left, operation, second, right) { return .unknown }
        var result = folded(.infix(left.expression, operation, right.expression), type: type, at: range)
        if case .array = result.type {
            result.elementCount = left.count(joining: right)
            if result.constant != nil {
                result.elements = left.elements(at: first.range) + right.elements(at: second.range)
            }
        }
        return result
    }

    /// A value that is known, unless it is too large.
    mutating func constant(_ value: Value, type: ValueType, at range: SourceRange) -> Resolved {
        do {
            return Resolved(expression: .constant(try value.checked()), type: type)
        } catch {
            diagnostics.append(.notComputable(error, at: range))
            return .unknown
        }
    }

    /// Evaluates an expression at planning time if it is constant.
    mutating func folded(_ expression: ResolvedExpression, type: ValueType, at range: SourceRange) -> Resolved
    {
        guard expression.isConstant else { return Resolved(expression: expression, type: type) }
        do {
            let value = try Evaluator(registry: registry, results: [:], names: constants)
                .value(of: expression)
            return Resolved(expression: .constant(value), type: type)
        } catch {
            diagnostics.append(.notComputable(error, at: range))
            return .unknown
        }
    }
}

extension Resolver.Resolved {
    /// The number of elements of this array and another one together; `nil` if that of one is unknown.
    fileprivate func count(joining other: Self) -> Int? {
        guard let count = elementCount, let more = other.elementCount else { return nil }
        // Lists that are doubled line by line are never made: the run refuses them.
        let (sum, isTooMany) = count.addingReportingOverflow(more)
        return isTooMany ? nil : sum
    }
}

extension ResolvedExpression {
    /// Whether every part is known before anything runs.
    fileprivate var isConstant: Bool {
        switch self {
        case .constant: true
        case .result, .bound, .quote, .unresolved: false
        case .member(let whole, _), .checked(let whole, _): whole.isConstant
        case .element(let array, let place): array.isConstant && place.isConstant
        case .array(let elements): elements.allSatisfy(\.isConstant)
        case .configuration(_, let arguments), .function(_, let arguments):
            arguments.values.allSatisfy(\.isConstant)
        case .prefix(_, let operand), .widened(let operand): operand.isConstant
        case .infix(let first, _, let second): first.isConstant && second.isConstant
        }
    }
}

extension InfixOperator {
    /// The result's type; `nil` if the operands do not fit.
    ///
    /// Division always gives a float, also of two integers: 1 / 2 is 0.5.
    fileprivate func result(_ first: ValueType, _ second: ValueType) -> ValueType? {
        let areNumbers = ValueType.float.accepts(first) && ValueType.float.accepts(second)
        switch self {
        case .add where first == .string && second == .string: return .string
        case .add where first.isArrayOfDescriptions && second.isArrayOfDescriptions:
            if first == .array(.unknown) { return second }
            return first.accepts(second) ? first : second.accepts(first) ? second : nil
        case .divide: return areNumbers ? .float : nil
        case .add, .subtract, .multiply:
            guard areNumbers else { return nil }
            return first == .integer && second == .integer ? .integer : .float
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return areNumbers || (first == .string && second == .string) ? .boolean : nil
        case .equal, .notEqual:
            return areNumbers || areComparable(first, second) ? .boolean : nil
        case .and, .or: return first == .boolean && second == .boolean ? .boolean : nil
        }
    }

    /// Whether two non-numeric values can be compared for equality: texts, Booleans, and arrays of these or of
    /// numbers.
    private func areComparable(_ first: ValueType, _ second: ValueType) -> Bool {
        guard case .array(let element) = first, case .array(let other) = second else {
            return first == second && ValueType.scalar.accepts(first)
        }
        if [.unknown, .never].contains(element) || [.unknown, .never].contains(other) { return true }
        return ValueType.float.accepts(element) && ValueType.float.accepts(other)
            || areComparable(element, other)
    }
}

extension ValueType {
    /// Whether it is an array of layers or other descriptions, an empty one, or one of a mistake that was reported; those
    /// of numbers are not joined by '+', which elsewhere adds their elements.
    fileprivate var isArrayOfDescriptions: Bool {
        switch self {
        case .array(.configuration), .array(.never), .array(.unknown): true
        default: false
        }
    }
}

extension Diagnostic {
    fileprivate static func wrongOperand(
        _ operation: PrefixOperator, _ type: ValueType, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "operator.operand", "'\(operation.rawValue)' cannot stand before \(type)", at: range)
    }

    fileprivate static func wrongOperands(
        _ operation: InfixOperator, _ first: ValueType, _ second: ValueType, at range: SourceRange,
        _ meant: Resolver.Suggestion
    ) -> Diagnostic {
        Diagnostic(
            id: "operator.operands",
            "'\(operation.rawValue)' cannot stand between \(first) and \(second)", at: range,
            label: meant.label, notes: meant.notes, replacement: meant.replacement)
    }

    fileprivate static func notComputable(_ problem: EvaluationProblem, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "operator.value", problem.description, at: range)
    }
}

import Diagnostics
import Notebooks

extension Resolver {
    /// Reports a share, such as an accuracy, that is compared with a number of percent; returns whether it is.
    mutating func reportShare(
        _ first: Expression, _ left: Resolved, _ operation: InfixOperator, _ second: Expression,
        _ right: Resolved
    ) -> Bool {
        guard operation.isComparison else { return false }
        for (share, number, written) in [(left, right, second), (right, left, first)] where share.isShare {
            guard let value = number.constant?.number, value > 1 else { continue }
            diagnostics.append(.percentage(value, at: written.range, isLiteral: written.isNumber))
            return true
        }
        return false
    }
}

extension Expression {
    fileprivate var isNumber: Bool {
        switch kind {
        case .integer, .float: true
        default: false
        }
    }
}

extension InfixOperator {
    fileprivate var isComparison: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
        case .add, .subtract, .multiply, .divide, .and, .or: false
        }
    }
}

extension Diagnostic {
    fileprivate static func percentage(_ number: Double, at range: SourceRange, isLiteral: Bool) -> Diagnostic
    {
        let share = number <= 100 ? NumberText.exact(number / 100) : nil
        return Diagnostic(
            id: "operator.share", "a share, which is 0 to 1, is compared with \(NumberText.exact(number))",
            at: range, label: share.map { didYouMean($0) }, replacement: isLiteral ? share : nil)
    }
}

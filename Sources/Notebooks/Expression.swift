public import Diagnostics

/// A statement of the step language: a binding or a bare call.
public struct Statement: Sendable, Hashable {
    /// The bound name; `nil` for a bare call.
    public let name: Name?

    /// The bound or called expression.
    public let expression: Expression

    /// The whole statement.
    public let range: SourceRange
}

/// A name with its range.
public struct Name: Sendable, Hashable {
    /// The name without backticks.
    public let text: String

    /// Its range.
    public let range: SourceRange
}

/// An expression of the step language with its range.
public struct Expression: Sendable, Hashable {
    /// What kind of expression it is.
    public indirect enum Kind: Sendable, Hashable {
        case integer(Int)
        case float(Double)
        case string(String)
        case boolean(Bool)
        /// `nil`
        case nothing
        case array([Expression])
        case name(String)
        /// `result.accuracy`
        case member(Expression, Name)
        /// `recall[3]`: an array and an index
        case element(Expression, Expression)
        /// `.bfloat16`; the name's range leaves out the dot
        case implicitMember(Name)
        /// `conv2d(32, kernel: 3)`; the callee is a plain name
        case call(Name, [Argument])
        /// `model.fit(data)`, which other languages have and the step language does not; parsed only for its
        /// diagnostic
        case methodCall(Expression, Name, [Argument])
        case prefix(PrefixOperator, Expression)
        case infix(Expression, InfixOperator, Expression)
    }

    /// The kind of expression.
    public let kind: Kind

    /// The whole expression, without enclosing parentheses.
    public let range: SourceRange

    /// Makes an expression.
    public init(_ kind: Kind, at range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}

/// An argument of a call.
public struct Argument: Sendable, Hashable {
    /// The label before the colon; `nil` for a positional one.
    public let label: Name?

    /// The argument's value.
    public let value: Expression

    /// Makes an argument.
    public init(label: Name?, value: Expression) { (self.label, self.value) = (label, value) }
}

/// An operator before its operand.
public enum PrefixOperator: String, Sendable, Hashable {
    case minus = "-"
    case not = "!"
}

/// An operator between two operands, with Swift's precedence and associativity.
public enum InfixOperator: String, Sendable, Hashable, CaseIterable {
    case multiply = "*"
    case divide = "/"
    case add = "+"
    case subtract = "-"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and = "&&"
    case or = "||"
}

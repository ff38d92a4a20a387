/// A word that Swift keeps for itself, so that no name of the step language can be it.
enum Keyword: String, Sendable, Hashable, CaseIterable {
    // What the step language knows.
    case `let`, `true`, `false`, `nil`

    // Declarations.
    case `associatedtype`, `class`, `deinit`, `enum`, `extension`, `fileprivate`, `func`, `import`, `init`
    case `inout`, `internal`, `operator`, `precedencegroup`, `private`, `protocol`, `public`, `rethrows`
    case `static`, `struct`, `subscript`, `typealias`, `var`

    // Statements.
    case `break`, `case`, `catch`, `continue`, `default`, `defer`, `do`, `else`, `fallthrough`, `for`, `guard`
    case `if`, `in`, `repeat`, `return`, `throw`, `switch`, `where`, `while`

    // Expressions and types.
    case `Any`, `as`, `is`, `self`, `Self`, `super`, `throws`, `try`, `await`
    case underscore = "_"
}

extension Keyword {
    /// Whether the word cannot stand before the colon of an argument.
    var isForbiddenAsLabel: Bool {
        switch self {
        case .let, .var, .inout, .underscore: true
        default: false
        }
    }

    /// Whether the word means something of its own after a dot.
    var isForbiddenAsMember: Bool {
        switch self {
        case .self, .`init`, .underscore: true
        default: false
        }
    }
}

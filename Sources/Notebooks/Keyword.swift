/// A word that Swift reserves, so that it cannot be a name in the step language.
enum Keyword: String, Sendable, Hashable, CaseIterable {
    // Keywords of the step language.
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
    /// Whether the word cannot be an argument's label.
    var isForbiddenAsLabel: Bool {
        switch self {
        case .let, .var, .inout, .underscore: true
        default: false
        }
    }

    /// Whether the word has a special meaning after a dot.
    var isForbiddenAsMember: Bool {
        switch self {
        case .self, .`init`, .underscore: true
        default: false
        }
    }
}

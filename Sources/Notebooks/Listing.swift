package import Diagnostics

/// A listing that parses as a cell and whose language is one that a cell might be given.
///
/// Only later stages, which know the steps, can decide whether a cell was meant.
package struct Listing: Sendable, Hashable {
    /// The language.
    package let language: SourceRange

    /// The names that its statements call.
    package let callees: Set<String>
}

extension Listing {
    /// Languages that Swift code or code of this program's steps is marked with.
    private static let languages: Set<String> = ["swift", "stepbook", "step", "steps", "cell", "{swift}"]

    /// Whether a listing of a language may be meant as a cell.
    static func isCandidate(_ language: String) -> Bool { languages.contains(language.lowercased()) }

    /// Reads a listing; `nil` unless it consists of bindings and calls.
    init?(_ fence: FencedCell) {
        guard fence.isClosed else { return nil }
        var parser = StepParser(Lexer(fence.text))
        let program = parser.readProgram()
        guard parser.allDiagnostics.isEmpty else { return nil }
        self.language = fence.infoRange
        callees = Set(program.statements.flatMap(\.expression.callees))
    }
}

extension Expression {
    /// The names that are called in the expression.
    fileprivate var callees: [String] {
        var callees: [String] = []
        var pending = [self]
        while let next = pending.popLast() {
            if case .call(let callee, _) = next.kind { callees.append(callee.text) }
            pending += next.parts
        }
        return callees
    }
}

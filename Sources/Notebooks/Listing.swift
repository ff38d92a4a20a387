package import Diagnostics

/// A listing that reads as a cell does, and is called by a word that a cell might be called by.
///
/// Whether a cell was meant is for those to say who know the steps.
package struct Listing: Sendable, Hashable {
    /// The word that it is called by.
    package let language: SourceRange

    /// What its statements call.
    package let callees: Set<String>
}

extension Listing {
    /// Words that a listing of Swift or of this program's steps is called by.
    private static let languages: Set<String> = ["swift", "stepbook", "step", "steps", "cell", "{swift}"]

    /// Whether a listing that is called by a word may be meant as a cell.
    static func isCandidate(_ language: String) -> Bool { languages.contains(language.lowercased()) }

    /// Reads a listing; `nil` where it is not all bindings and calls.
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
    /// The names that are called in it.
    fileprivate var callees: [String] {
        var callees: [String] = []
        var pending = [self]
        while let next = pending.popLast() {
            switch next.kind {
            case .integer, .float, .string, .boolean, .nothing, .name, .implicitMember: continue
            case .member(let whole, _): pending.append(whole)
            case .element(let array, let place): pending += [array, place]
            case .array(let elements): pending += elements
            case .call(let callee, let arguments):
                callees.append(callee.text)
                pending += arguments.map(\.value)
            case .methodCall(let whole, _, let arguments): pending += [whole] + arguments.map(\.value)
            case .prefix(_, let operand): pending.append(operand)
            case .infix(let first, _, let second): pending += [first, second]
            }
        }
        return callees
    }
}

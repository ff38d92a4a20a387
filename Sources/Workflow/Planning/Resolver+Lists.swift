import Diagnostics
import Notebooks

/// What is said where a description, such as a layer, and a list of them are taken for each other.
extension Resolver {
    /// The list that was most likely meant by a description, `[block]`, where a list is expected; `nil` if none was.
    func list(
        meantBy actual: ValueType, at range: SourceRange, expecting expected: ValueType
    ) -> Suggestion? {
        guard case .configuration? = expected.elementType, expected.accepts(.array(actual)),
            case .configuration(let kind) = actual
        else { return nil }
        guard let text = shortText(range) else {
            return Suggestion(notes: [Diagnostic.Note("a single \(kind) goes in brackets too: '[…]'")])
        }
        return Suggestion(text: "[\(text)]")
    }

    /// The list that was most likely meant by a list of lists, `block` for `[block]`; `nil` if it was another one.
    func list(meantBy resolved: Resolved, expecting expected: ValueType) -> Suggestion? {
        guard case .configuration? = expected.elementType, resolved.elements.count == 1,
            let only = resolved.elements.first, only.type != .unknown, expected.accepts(only.type),
            let text = shortText(only.range)
        else { return nil }
        return Suggestion(text: text)
    }

    /// What was most likely meant by a sum of lists and descriptions that cannot be added as they are.
    func sum(
        meantBy first: Expression, _ left: Resolved, _ second: Expression, _ right: Resolved
    ) -> Suggestion {
        guard let kind = left.type.listedKind ?? right.type.listedKind,
            left.type.isListable(kind), right.type.isListable(kind)
        else { return Suggestion() }
        let note = Diagnostic.Note("'+' joins lists: a single \(kind) goes in brackets, and a list does not")
        guard let one = term(first, left, kind), let other = term(second, right, kind) else {
            return Suggestion(notes: [note])
        }
        return Suggestion(text: "\(one) + \(other)", notes: [note])
    }

    /// A term of a sum of lists as it was most likely meant.
    private func term(_ expression: Expression, _ resolved: Resolved, _ kind: String) -> String? {
        switch (resolved.type, expression.kind) {
        case (.configuration, _): shortText(expression.range).map { "[\($0)]" }
        case (.array(.array), .array(let elements)):
            elements.count == 1 ? elements.first.flatMap { shortText($0.range) } : nil
        case (.array(.array), _): nil
        default: shortText(expression.range)
        }
    }

    /// What joins a list to the elements of an array; no notes if neither type is one of a list.
    func notesOnJoining(_ first: ValueType, _ other: ValueType) -> [Diagnostic.Note] {
        let isOfBoth =
            switch (first, other) {
            case (.configuration(let kind), .array(.configuration(let other))),
                (.array(.configuration(let kind)), .configuration(let other)):
                kind == other
            default: false
            }
        return isOfBoth ? [Diagnostic.Note("lists are joined by '+': '[…] + list'")] : []
    }

    /// The arguments of a call whose list lacks its brackets, `residual(relu, relu)`, with the list as one argument; this
    /// is reported. `nil` for other calls.
    mutating func bracketed(_ arguments: [Argument], for signature: Signature) -> [Argument]? {
        let positional = signature.parameters.filter(\.isPositional)
        let unlabelled = arguments.prefix { $0.label == nil }.map(\.value)
        let rest = arguments[unlabelled.count...]
        guard positional.count == 1, let list = positional.first,
            case .configuration? = list.type.elementType,
            unlabelled.count > 1, unlabelled.allSatisfy(isDescription), rest.allSatisfy({ $0.label != nil }),
            let first = unlabelled.first, let last = unlabelled.last
        else { return nil }
        let range = first.range.lowerBound..<last.range.upperBound
        let elements = unlabelled.map { text($0.range) }.joined(separator: ", ")
        let meant = shortText(range) == nil ? nil : "[\(elements)]"
        diagnostics.append(
            Diagnostic(
                id: "\(signature.name).wrong-type",
                "'\(list.name)' of '\(signature.name)' takes \(list.type), but these are \(unlabelled.count) arguments",
                at: range, label: meant.map { didYouMean($0) } ?? "put them in brackets: '[…]'",
                replacement: meant))
        let whole = Argument(label: nil, value: Expression(.array(unlabelled), at: range))
        return [whole] + rest
    }

    /// Whether an expression is a description of which there may be lists.
    private func isDescription(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .call(let callee, _): return registry.constructors[callee.text] != nil
        case .name(let text):
            if case .configuration? = names[text]?.resolved.type { return true }
            return registry.constructors[text] != nil
        default: return false
        }
    }
}

extension ValueType {
    /// The kind of descriptions, if it is one, a list of them, or a list of lists.
    fileprivate var listedKind: String? {
        switch self {
        case .configuration(let kind): kind
        case .array(let element): element.listedKind
        default: nil
        }
    }

    /// Whether two arrays could be joined if one of them had not the mistake that was reported.
    func mayBeList(beside other: ValueType) -> Bool {
        guard case .array(let element) = self, case .array(let otherElement) = other else { return false }
        return element.isUnknown || otherElement.isUnknown
    }

    private var isUnknown: Bool {
        switch self {
        case .unknown: true
        case .array(let element): element.isUnknown
        default: false
        }
    }

    fileprivate func isListable(_ kind: String) -> Bool {
        switch self {
        case .configuration(let own): own == kind
        case .array(.never), .array(.unknown): true
        case .array(let element): element.isListable(kind)
        default: false
        }
    }
}

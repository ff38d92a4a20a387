import Diagnostics
import Notebooks

extension Resolver {
    /// Reports a call of something behind a dot, `model.fit(data)`, and what is called here in its place.
    mutating func reportMethodCall(
        of whole: Expression, _ method: Name, _ arguments: [Argument]
    ) -> Resolved {
        // The arguments may have mistakes of their own, which are worth telling in the same go.
        for argument in arguments {
            if case .implicitMember = argument.value.kind { continue }
            _ = resolve(argument.value, expecting: nil)
        }
        let known = isInProse ? registry.functions.keys.sorted() : registry.names
        let advice = registry.advice.words(for: method.text, isInProse: isInProse)
        let meant =
            known.contains(method.text)
            ? method.text : advice == nil ? nearestName(to: method.text, among: known) : nil
        let range = whole.range.lowerBound..<method.range.upperBound
        if ArrayMember(rawValue: method.text) != nil, arguments.isEmpty {
            diagnostics.append(.memberCalled(method, at: range))
            return .unknown
        }
        diagnostics.append(
            .methodCall(
                at: range,
                meant: meant.flatMap(registry.signature).map {
                    call(of: $0, on: whole, hasArguments: !arguments.isEmpty)
                },
                advice: advice
                    ?? (meant == nil && !isInProse ? "the command 'steps' lists what can be called" : nil)))
        return .unknown
    }

    /// How a call is written with what stood before the dot, where that is a value and not a module.
    private func call(of signature: Signature, on whole: Expression, hasArguments: Bool) -> String {
        guard !signature.parameters.isEmpty else { return signature.name }
        let isValue: Bool
        if case .array = whole.kind {
            isValue = true
        } else {
            isValue = whole.rootName.map { names[$0] != nil || laterNames[$0] != nil } ?? false
        }
        guard isValue, let text = shortText(whole.range) else {
            return "\(signature.name)(\(hasArguments ? "…" : ""))"
        }
        return "\(signature.name)(\(text)\(hasArguments ? ", …" : ""))"
    }

    /// What is to be said where an argument is wrong and the command line gave it, in part or as a whole.
    func notesOnOverrides(in expression: Expression) -> [Diagnostic.Note] {
        guard !overridden.isEmpty else { return [] }
        var given: Set<String> = []
        var pending = [expression]
        while let next = pending.popLast() {
            switch next.kind {
            case .integer, .float, .string, .boolean, .nothing, .name, .implicitMember: continue
            case .member(let whole, let name):
                if case .name("params") = whole.kind {
                    given.insert(name.text)
                } else {
                    pending.append(whole)
                }
            case .element(let array, let place): pending += [array, place]
            case .array(let elements): pending += elements
            case .call(_, let arguments): pending += arguments.map(\.value)
            case .methodCall(let whole, _, let arguments): pending += [whole] + arguments.map(\.value)
            case .prefix(_, let operand): pending.append(operand)
            case .infix(let first, _, let second): pending += [first, second]
            }
        }
        return overridden.filter(given.contains)
            .map { Diagnostic.Note("'params.\($0)' was given on the command line, by '-P \($0)=…'") }
    }
}

extension Expression {
    /// The name that a chain of members begins with; `nil` where it begins with something else.
    fileprivate var rootName: String? {
        var expression = self
        while true {
            switch expression.kind {
            case .name(let text): return text
            case .member(let whole, _), .element(let whole, _): expression = whole
            default: return nil
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func memberCalled(_ member: Name, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.callee", "'\(member.text)' is a member and not called", at: range,
            label: "leave out the '()' behind it")
    }

    fileprivate static func methodCall(at range: SourceRange, meant: String?, advice: String?) -> Diagnostic {
        Diagnostic(
            id: "syntax.callee", "only a plain name can be called", at: range,
            label: meant.map { "write '\($0)'" }, notes: advice.map { [Note($0)] } ?? [])
    }
}

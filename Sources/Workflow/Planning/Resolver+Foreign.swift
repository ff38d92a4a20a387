import Diagnostics
import Notebooks

extension Resolver {
    /// Reports a method call, `model.fit(data)`, with the equivalent in the step language.
    mutating func reportMethodCall(
        of whole: Expression, _ method: Name, _ arguments: [Argument]
    ) -> Resolved {
        // Mistakes in the arguments are reported in the same pass.
        for argument in arguments {
            if case .implicitMember = argument.value.kind { continue }
            _ = resolve(argument.value, expecting: nil)
        }
        let known = isInProse ? registry.functions.keys.sorted() : registry.names
        let other = registry.advice.words(forMethod: method.text)
        let advice = other ?? registry.advice.words(for: method.text, isInProse: isInProse)
        let meant =
            other == nil && known.contains(method.text)
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

    /// The equivalent call with the receiver as its argument, if the receiver is a value rather than a module.
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

    /// Notes for a wrong argument whose value comes, entirely or in part, from the command line.
    func notesOnOverrides(in expression: Expression) -> [Diagnostic.Note] {
        guard !overridden.isEmpty else { return [] }
        var given: Set<String> = []
        var pending = [expression]
        while let next = pending.popLast() {
            if case .member(let whole, let name) = next.kind, case .name("params") = whole.kind {
                given.insert(name.text)
            }
            pending += next.parts
        }
        return overridden.filter(given.contains)
            .map { Diagnostic.Note("'params.\($0)' was given on the command line, by '-P \($0)=…'") }
    }
}

extension Expression {
    /// The name at the start of a chain of members; `nil` if it starts with something else.
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
            id: "syntax.callee", "'\(member.text)' is a member, not a function", at: range,
            label: "leave out the '()' after it")
    }

    fileprivate static func methodCall(at range: SourceRange, meant: String?, advice: String?) -> Diagnostic {
        Diagnostic(
            id: "syntax.callee", "only a plain name can be called", at: range,
            label: meant.map { "write '\($0)'" }, notes: advice.map { [Note($0)] } ?? [])
    }
}

import Diagnostics
import Notebooks

extension Resolver {
    /// Reports an argument that matches no parameter.
    ///
    /// - Returns: the parameter for which it was most likely meant.
    mutating func reportUnknown(
        _ argument: Argument, _ signature: Signature, given: Set<String>, _ excused: Set<String>,
        _ surplusAdvice: String?
    ) -> String? {
        let resolved = argument.value.isSymbol ? .unknown : resolve(argument.value, expecting: nil)
        guard let label = argument.label else {
            let meant =
                surplusAdvice == nil
                ? self.label(for: resolved, in: signature, given: given, excused) : nil
            let near =
                meant.flatMap { label in shortText(argument.value.range).map { "\(label): \($0)" } }
                ?? (surplusAdvice == nil ? named(resolved, at: argument.value.range, in: signature) : nil)
            diagnostics.append(
                .tooMany(signature, at: argument.value.range, near: near, advice: surplusAdvice))
            return meant
        }
        if signature.parameters.contains(where: { $0.isPositional && $0.name == label.text }) {
            diagnostics.append(.needsNoLabel(label, signature, shortText(argument.value.range)))
            return label.text
        }
        let kind = registry.kind(of: signature.name)
        switch registry.advice.onArgument(label.text, of: signature) {
        case .parameter(let parameter)? where parameter.isPositional:
            diagnostics.append(
                .needsNoLabel(label, signature, shortText(argument.value.range), of: parameter))
            return parameter.name
        case .parameter(let parameter)?:
            diagnostics.append(.unknownArgument(label, signature, kind: kind, near: parameter.name))
            return parameter.name
        case .words(let words)?:
            diagnostics.append(.unknownArgument(label, signature, kind: kind, near: nil, advice: words))
            return nil
        case nil:
            let known = signature.parameters.filter { !$0.isPositional }.map(\.name)
            let near = nearestName(to: label.text, among: known)
            diagnostics.append(.unknownArgument(label, signature, kind: kind, near: near))
            return near
        }
    }
}

extension Expression {
    fileprivate var isSymbol: Bool {
        if case .implicitMember = kind { true } else { false }
    }
}

extension Registry {
    fileprivate func kind(of name: String) -> String {
        if steps[name] != nil { return "step" }
        if case .configuration(let kind)? = constructors[name]?.result { return kind }
        return "function"
    }
}

extension Diagnostic {
    fileprivate static func unknownArgument(
        _ label: Name, _ signature: Signature, kind: String, near: String?, advice: String? = nil
    ) -> Diagnostic {
        let names = signature.parameters.map(\.name).joined(separator: ", ")
        return Diagnostic(
            id: "\(signature.name).unknown-argument",
            "unknown argument '\(label.text)' for \(kind) '\(signature.name)'", at: label.range,
            label: near.map { didYouMean($0) },
            notes: (advice.map { [Note($0)] } ?? []) + [
                Note(
                    names.isEmpty
                        ? "'\(signature.name)' takes no arguments" : "'\(signature.name)' takes \(names)")
            ], replacement: near)
    }

    fileprivate static func needsNoLabel(
        _ label: Name, _ signature: Signature, _ value: String?, of parameter: AnyParameter? = nil
    ) -> Diagnostic {
        Diagnostic(
            id: "\(signature.name).label",
            "'\(parameter?.name ?? label.text)' of '\(signature.name)' is given without a label",
            at: label.range, label: value.map { "write '\($0)' without '\(label.text):'" },
            notes: [Note(signature.usage)])
    }

    fileprivate static func tooMany(
        _ signature: Signature, at range: SourceRange, near: String?, advice: String?
    ) -> Diagnostic {
        let count = signature.parameters.count(where: \.isPositional)
        let words =
            count == 0
            ? "no argument" : count == 1 ? "one argument" : "\(count) arguments"
        return Diagnostic(
            id: "\(signature.name).unexpected-argument",
            "'\(signature.name)' takes \(words) without a label", at: range,
            label: near.map { didYouMean($0) },
            notes: (advice.map { [Note($0)] } ?? []) + [Note(signature.usage)], replacement: near)
    }
}

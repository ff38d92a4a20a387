import Diagnostics
import Notebooks

extension Resolver {
    /// The likely intended name, and the accepted ones.
    struct Suggestion {
        /// The replacement; `nil` if no name is near.
        var text: String?
        /// Whether the replacement is complete, rather than still needing arguments.
        var isWhole = true
        /// The accepted names.
        var notes: [Diagnostic.Note] = []

        var label: String? { text.map { didYouMean($0) } }
        var replacement: String? { isWhole ? text : nil }
    }

    /// The likely intended name of an unknown value; `nil` if none is near, or if so many names were unknown that
    /// nobody would read the suggestion.
    mutating func nearestBoundName(to text: String) -> String? {
        guard mayCompare(names.count + laterNames.count) else { return nil }
        // Names too long to be compared are not sorted either, since sorting compares too.
        func sorted(_ names: some Sequence<String>) -> [String] {
            names.filter(\.isShortEnoughToCompare).sorted()
        }
        let known = sorted(names.keys) + sorted(registry.constructors.keys) + sorted(laterNames.keys)
        return nearestName(to: text, among: known)
    }

    /// Whether this many known names may be compared with an unknown one.
    mutating func mayCompare(_ count: Int) -> Bool {
        comparisonsLeft -= count
        return comparisonsLeft > 0
    }

    /// The replacement for a value of the wrong type: the constructor that a string names, or the member of the
    /// expected type.
    ///
    /// - Parameter limits: The accepted range; a count does not fit a share.
    func suggestion(
        insteadOf actual: ValueType, _ constant: Value?, at range: SourceRange, expecting expected: ValueType,
        in limits: Limits? = nil
    ) -> Suggestion {
        if case .artifact(let name) = actual, let type = registry.artifacts[name]?.type {
            guard let whole = shortText(range),
                let member = type.members.first(where: {
                    expected.accepts($0.type) && ($0.type != .integer || limits?.hasShares != true)
                })
            else { return Suggestion() }
            return Suggestion(text: "\(whole).\(member.name)")
        }
        if let list = list(meantBy: actual, at: range, expecting: expected) { return list }
        if case .float(let number)? = constant, expected.accepts(.integer),
            let whole = Int(exactly: number)
        {
            return Suggestion(text: "\(whole)")
        }
        var suggestion = Suggestion(notes: notes(on: expected))
        if case .string(let given)? = constant {
            if let text = literal(meantBy: given, expecting: expected) { return Suggestion(text: text) }
            let names = constructors(of: expected).map(\.name)
            let meant =
                names.first { $0.lowercased() == given.lowercased() } ?? nearestName(to: given, among: names)
            if let signature = meant.flatMap(registry.signature) {
                suggestion.isWhole = signature.parameters.allSatisfy { $0.defaultValue != nil }
                suggestion.text =
                    signature.parameters.isEmpty
                    ? signature.name : "\(signature.name)(\(suggestion.isWhole ? "" : "…"))"
            }
        }
        return suggestion
    }

    /// The artifact that was most likely meant by a member of it, `data` by `data.train`; `nil` if it does not fit either.
    func whole(
        meantBy expression: Expression, _ actual: ValueType, expecting expected: ValueType
    ) -> Suggestion? {
        guard case .artifact = actual, case .member(let whole, _) = expression.kind,
            case .name(let name) = whole.kind, let type = names[name]?.resolved.type,
            case .artifact = type, expected.accepts(type)
        else { return nil }
        return Suggestion(text: name)
    }

    /// Notes on the accepted names for an expected description, such as a layer.
    func notes(on expected: ValueType?) -> [Diagnostic.Note] {
        let names = expected.map(constructors)?.map(\.name) ?? []
        guard let expected, case .configuration(let kind)? = expected.described, !names.isEmpty else {
            return []
        }
        return [
            Diagnostic.Note("\(ValueType.configuration(kind)) is one of \(names.joined(separator: ", "))")
        ]
    }

    /// The label that an unlabelled argument most likely lacks: the first parameter that it fits and that has no
    /// argument.
    func label(
        for resolved: Resolved, in signature: Signature, given: Set<String>, _ excused: Set<String>
    ) -> String? {
        guard resolved.type != .unknown else { return nil }
        let open = signature.parameters.filter {
            !$0.isPositional && !given.contains($0.name) && !excused.contains($0.name)
                && $0.type.accepts(resolved.type)
        }
        return (open.first { $0.defaultValue == nil } ?? open.first)?.name
    }

    /// A labelled form of a value, `accuracy: result.accuracy`, if a call takes further labelled arguments; `nil` if
    /// not.
    func named(_ resolved: Resolved, at range: SourceRange, in signature: Signature) -> String? {
        guard resolved.type != .unknown, signature.furtherArguments?.accepts(resolved.type) == true,
            let text = shortText(range)
        else { return nil }
        let words = text.prefix { $0 != "[" && $0 != "(" }.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        let name = words.last.flatMap { $0.first?.isNumber == false ? String($0) : nil } ?? "value"
        return "\(signature.parameter(name) == nil ? name : "value"): \(text)"
    }

    /// The source text of a range, if it is short enough to be repeated.
    func shortText(_ range: SourceRange) -> String? {
        guard range.count <= 60 else { return nil }
        let text = text(range)
        return text.contains(where: \.isNewline) ? nil : text
    }

    private func constructors(of type: ValueType) -> [Signature] {
        guard let described = type.described else { return [] }
        return registry.constructors.values.filter { $0.result == described }.sorted { $0.name < $1.name }
    }
}

extension ValueType {
    /// The kind of description that the type or its elements accept.
    fileprivate var described: ValueType? {
        switch self {
        case .configuration: self
        case .optional(let wrapped), .array(let wrapped): wrapped.described
        case .either(let types): types.lazy.compactMap(\.described).first
        default: nil
        }
    }
}

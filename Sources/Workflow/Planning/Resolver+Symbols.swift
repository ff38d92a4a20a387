import Diagnostics
import Notebooks

extension Resolver {
    /// Resolves a leading-dot name, `.bfloat16`.
    ///
    /// - Parameters:
    ///   - expected: the type that has the name.
    ///   - notes: what to say if the type has no such names.
    mutating func resolveSymbol(
        _ symbol: Name, expecting expected: ValueType?, at range: SourceRange, notes: [Diagnostic.Note]
    ) -> Resolved {
        guard let names = expected?.symbols else {
            let isElement = expected?.elementType?.symbols?.contains(symbol.text) == true
            // `.adam` means the constructor that a string "adam" would suggest.
            var meant =
                expected.map {
                    suggestion(insteadOf: .string, .string(symbol.text), at: range, expecting: $0)
                }
                ?? Suggestion()
            if meant.text == nil, !isElement { meant.notes += notes }
            diagnostics.append(.symbolWithoutMeaning(symbol, at: range, isElement: isElement, meant))
            return .unknown
        }
        guard names.contains(symbol.text) else {
            let near =
                registry.advice.symbol(meantBy: symbol.text, among: names)
                ?? nearestName(to: symbol.text, among: names)
            diagnostics.append(.unknownSymbol(symbol, among: names, near: near))
            return .unknown
        }
        return Resolved(expression: .constant(.symbol(symbol.text)), type: .symbol([symbol.text]))
    }

    /// Resolves an argument, of which more can be said than of other expressions if it is a leading-dot name.
    mutating func resolve(
        _ argument: Argument, for parameter: AnyParameter, of signature: Signature
    ) -> Resolved {
        guard case .implicitMember(let symbol) = argument.value.kind else {
            return resolve(argument.value, expecting: parameter.type)
        }
        var words = "'\(parameter.name)' of '\(signature.name)' takes \(parameter.type)"
        if case .words(let advice)? = registry.advice.onArgument(parameter.name, of: signature) {
            words = advice
        }
        return resolveSymbol(
            symbol, expecting: parameter.type, at: argument.value.range, notes: [Diagnostic.Note(words)])
    }

    /// What a text was most likely meant for: `.best` for `"best"`, `3` for `"3"`; `nil` if that is not known.
    func literal(meantBy text: String, expecting expected: ValueType) -> String? {
        if let names = expected.symbols,
            let name = registry.advice.symbol(meantBy: text, among: names)
                ?? nearestName(to: text, among: names)
        {
            return ".\(name)"
        }
        let word = text.lowercased()
        if expected.accepts(.boolean), word == "true" || word == "false" { return word }
        if expected.accepts(.nothing), word == "nil" || word == "none" || word == "null" { return "nil" }
        let digits = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 15,
            digits.allSatisfy({ part in
                !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            })
        else { return nil }
        let isAccepted =
            digits.count == 1 ? expected.accepts(.integer) : digits.count == 2 && expected.accepts(.float)
        return isAccepted ? text : nil
    }
}

extension ValueType {
    /// The leading-dot names that the type accepts, if any.
    var symbols: [String]? {
        switch self {
        case .symbol(let names): names
        case .optional(let wrapped): wrapped.symbols
        case .either(let types): types.lazy.compactMap(\.symbols).first
        default: nil
        }
    }
}

extension Diagnostic {
    /// - Parameter isElement: whether an array with it would have one.
    fileprivate static func symbolWithoutMeaning(
        _ symbol: Name, at range: SourceRange, isElement: Bool, _ meant: Resolver.Suggestion
    ) -> Diagnostic {
        let array = "[.\(symbol.text)]"
        return Diagnostic(
            id: "symbol.unexpected", "'.\(symbol.text)' has no meaning here", at: range,
            label: isElement ? didYouMean(array) : meant.label, notes: meant.notes,
            replacement: isElement ? array : meant.replacement)
    }

    fileprivate static func unknownSymbol(
        _ symbol: Name, among names: [String], near: String?
    ) -> Diagnostic {
        Diagnostic(
            id: "symbol.unknown", "unknown name '.\(symbol.text)'", at: symbol.range,
            label: near.map { didYouMean($0) },
            notes: [Note("accepted are \(names.map { ".\($0)" }.joined(separator: ", "))")],
            replacement: near)
    }
}

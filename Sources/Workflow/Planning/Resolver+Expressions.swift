import Diagnostics
import Notebooks

extension Resolver {
    /// Resolves an expression.
    ///
    /// - Parameters:
    ///   - expected: the type expected here, which determines the meaning of a leading-dot name.
    ///   - name: the name that the whole expression is bound to.
    mutating func resolve(
        _ expression: Expression, expecting expected: ValueType?, boundTo name: String? = nil
    ) -> Resolved {
        switch expression.kind {
        case .integer(let number): return Resolved(expression: .constant(.integer(number)), type: .integer)
        case .float(let number): return Resolved(expression: .constant(.float(number)), type: .float)
        case .string(let text): return Resolved(expression: .constant(.string(text)), type: .string)
        case .boolean(let flag): return Resolved(expression: .constant(.boolean(flag)), type: .boolean)
        case .nothing: return Resolved(expression: .constant(.nothing), type: .nothing)
        case .array(let elements): return resolveArray(elements, expecting: expected, at: expression.range)
        case .name(let text): return resolveName(text, expecting: expected, at: expression.range)
        case .member(let whole, let member):
            return resolveMember(member, of: whole, at: expression.range)
        case .element(let array, let place): return resolveElement(place, of: array, at: expression.range)
        case .implicitMember(let symbol):
            return resolveSymbol(symbol, expecting: expected, at: expression.range, notes: [])
        case .call(let callee, let arguments):
            return resolveCall(callee, arguments, at: expression.range, boundTo: name)
        case .methodCall(let whole, let method, let arguments):
            return whole.isSweep
                ? resolveQuote(method, arguments, at: expression.range)
                : reportMethodCall(of: whole, method, arguments)
        case .prefix(let operation, let operand):
            return resolvePrefix(operation, operand, at: expression.range)
        case .infix(let first, let operation, let second):
            return resolveInfix(first, operation, second, at: expression.range)
        }
    }

    /// The limit of nesting for arrays, including through names.
    private static let deepestArray = 8

    private mutating func resolveArray(
        _ elements: [Expression], expecting expected: ValueType?, at range: SourceRange
    ) -> Resolved {
        let elementType = expected?.elementType
        let resolved = elements.map { resolve($0, expecting: elementType) }
        var type = ValueType.unknown
        var isMixed = false
        for (element, expression) in zip(resolved, elements) {
            if type.accepts(element.type) {
                if type == .unknown { type = element.type }
            } else if element.type.accepts(type) {
                type = element.type
            } else if elementType == nil {
                diagnostics.append(
                    .mixedArray(
                        type, element.type, at: expression.range, notes: notesOnJoining(type, element.type)))
                isMixed = true
            } else {
                type = .either([type, element.type])
            }
        }
        // Its elements are not of the type that any use would take them for.
        guard !isMixed else { return Resolved(expression: .unresolved, type: .array(.unknown)) }
        guard type.arrayDepth < Self.deepestArray else {
            diagnostics.append(.deepArray(at: range))
            return .unknown
        }
        let values = resolved.compactMap(\.constant)
        let whole = ValueType.array(elements.isEmpty ? elementType ?? .never : type)
        var array =
            values.count == resolved.count
            ? constant(.array(values), type: whole, at: range)
            : Resolved(expression: .array(resolved.map(\.expression)), type: whole)
        if array.type != .unknown {
            array.elementCount = elements.count
            array.elements = zip(elements, resolved).map { $1.element(at: $0.range) }
        }
        return array
    }

    private mutating func resolveName(
        _ text: String, expecting expected: ValueType?, at range: SourceRange
    ) -> Resolved {
        if let bound = names[text] {
            return used(bound.resolved, at: range)
        }
        if text == "sweep" { return reportSweepAlone(at: range) }
        if let constructor = registry.constructors[text] {
            guard let configuration = constructor.defaultConfiguration else {
                diagnostics.append(.needsArguments(constructor, at: range))
                return .unknown
            }
            return Resolved(expression: .constant(.configuration(configuration)), type: constructor.result)
        }
        if registry.signature(text) != nil {
            diagnostics.append(.isNotCalled(text, at: range))
        } else if text == "params" {
            diagnostics.append(.paramsAlone(params.map(\.name), at: range))
        } else if let later = laterNames[text] {
            if !isInProse { diagnostics.append(.usedTooEarly(text, at: range, bound: later)) }
        } else {
            let symbol = expected?.symbols.flatMap { registry.advice.symbol(meantBy: text, among: $0) }
            let advice = symbol == nil ? registry.advice.words(for: text, isInProse: isInProse) : nil
            let near = symbol.map { ".\($0)" } ?? (advice == nil ? nearestBoundName(to: text) : nil)
            diagnostics.append(
                .unknownName(
                    text, near: near,
                    advice.map { [Diagnostic.Note($0)] } ?? (near == nil ? notes(on: expected) : []),
                    at: range))
        }
        return .unknown
    }

    private mutating func resolveMember(
        _ member: Name, of whole: Expression, at range: SourceRange
    ) -> Resolved {
        if case .name("params") = whole.kind { return resolveParameter(member) }
        if whole.isSweep { return resolveQuote(member, at: range) }
        if case .member(let root, let best) = whole.kind, root.isSweep, best.text == "best" {
            return resolveBest(member, at: range)
        }
        let resolved = resolve(whole, expecting: nil)
        switch resolved.type {
        case .unknown: return .unknown
        case .artifact(let typeName):
            guard let type = registry.artifacts[typeName]?.type else { return .unknown }
            guard let found = type.member(member.text) else {
                let advice = registry.advice.onMember(member.text, of: type)
                diagnostics.append(.unknownMember(member, of: type, advice))
                return .unknown
            }
            if let reason = resolved.facts.memberAbsence(found, of: type) {
                diagnostics.append(
                    Diagnostic(
                        id: "member.absent", "there is no '\(member.text)': \(reason)", at: member.range))
                return .unknown
            }
            let expression = ResolvedExpression.member(resolved.expression, member.text)
            guard let known = resolved.facts.memberType(found, of: type) else {
                // The facts that decide between types may be missing because of a mistake.
                let isOpen = found.type.isOneOfSeveral && followsMistake(resolved.expression)
                return Resolved(
                    expression: expression, type: isOpen ? .unknown : found.type,
                    facts: resolved.facts.ofMember(found, of: type), isShare: found.isShare)
            }
            return Resolved(
                expression: .checked(expression, known), type: known,
                facts: resolved.facts.ofMember(found, of: type), isShare: found.isShare)
        case .array(let element):
            return resolveMember(member, of: resolved, with: element, written: whole.range, at: range)
        default:
            diagnostics.append(.hasNoMembers(resolved.type, at: member.range))
            return .unknown
        }
    }

    private mutating func resolveParameter(_ name: Name) -> Resolved {
        guard let parameter = paramsByName[name.text] else {
            let frontMatter = notebook.frontMatter
            guard frontMatter.isComplete, !frontMatter.unreadParams.contains(name.text) else {
                return .unknown
            }
            let known = params.map(\.name) + frontMatter.unreadParams.sorted()
            let near = mayCompare(known.count) ? nearestName(to: name.text, among: known) : nil
            diagnostics.append(.unknownParameter(name, among: known, near: near))
            return .unknown
        }
        usedParameters.insert(name.text)
        if let index = sweptParameters[name.text] {
            return Resolved(expression: .bound(index), type: parameter.type)
        }
        return Resolved(expression: .constant(parameter.value), type: parameter.type)
    }
}

extension ValueType {
    /// The type of an array's elements, if the type is or may be an array.
    var elementType: ValueType? {
        switch self {
        case .array(let element): element
        case .optional(let wrapped): wrapped.elementType
        case .either(let types): types.lazy.compactMap(\.elementType).first
        default: nil
        }
    }

    /// Whether it is one of several types, of which only facts say which.
    fileprivate var isOneOfSeveral: Bool {
        if case .either = self { true } else { false }
    }
}

extension ValueType {
    /// The depth of nested arrays.
    fileprivate var arrayDepth: Int {
        switch self {
        case .array(let element): 1 + element.arrayDepth
        case .optional(let wrapped): wrapped.arrayDepth
        case .either(let types): types.map(\.arrayDepth).max() ?? 0
        default: 0
        }
    }
}

extension [String] {
    /// The joined words; of many only the first ones.
    var listed: String {
        let most = 40
        return prefix(most).joined(separator: ", ") + (count > most ? " and \(count - most) more" : "")
    }
}

extension Diagnostic {
    fileprivate static func deepArray(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "array.nesting", "arrays nest too deep here", at: range)
    }

    fileprivate static func mixedArray(
        _ first: ValueType, _ other: ValueType, at range: SourceRange, notes: [Note]
    ) -> Diagnostic {
        Diagnostic(
            id: "array.mixed", "this element is \(other), but those before it are not", at: range,
            notes: [Note("the array begins with \(first)")] + notes)
    }

    fileprivate static func needsArguments(_ signature: Signature, at range: SourceRange) -> Diagnostic {
        let needed = signature.parameters.filter { $0.defaultValue == nil }
            .map { $0.isPositional ? "'\($0.name)'" : "'\($0.name):'" }
        let words = signature.example.map {
            "\(needed.joined(separator: " and ")) must be given, as in '\($0)'"
        }
        return Diagnostic(
            id: "\(signature.name).missing-argument", "'\(signature.name)' needs arguments", at: range,
            notes: (words.map { [Note($0)] } ?? []) + [Note(signature.usage)])
    }

    fileprivate static func isNotCalled(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "name.not-called", "'\(name)' must be called", at: range, label: "write '\(name)(…)'")
    }

    fileprivate static func paramsAlone(_ names: [String], at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "params.alone", "'params' is used with a name after a dot", at: range,
            notes: names.isEmpty
                ? [Note("the notebook declares no parameters")]
                : [Note("it has \(names.map { "'\($0)'" }.listed)")])
    }

    fileprivate static func usedTooEarly(
        _ name: String, at range: SourceRange, bound: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "name.too-early", "'\(name)' is used before it is bound", at: range,
            notes: [Note("it is bound here", at: bound)])
    }

    fileprivate static func unknownName(
        _ name: String, near: String?, _ notes: [Note], at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "name.unknown", "unknown name '\(name)'", at: range,
            label: near.map { didYouMean($0) }, notes: notes, replacement: near)
    }

    fileprivate static func unknownMember(
        _ member: Name, of type: ArtifactType, _ advice: Advice.OnMember?
    ) -> Diagnostic {
        let known = type.members.map(\.name)
        var near: String?
        var notes: [Note] = []
        switch advice {
        case .member(let meant): near = meant
        case .words(let words): notes = [Note(words)]
        case nil: near = nearestName(to: member.text, among: known)
        }
        return Diagnostic(
            id: "member.unknown", "\(ValueType.artifact(type.name)) has no member '\(member.text)'",
            at: member.range, label: near.map { didYouMean($0) },
            notes: notes + [Note("it has \(known.joined(separator: ", "))")], replacement: near)
    }

    fileprivate static func hasNoMembers(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "member.none", "\(type) has no members", at: range)
    }

    fileprivate static func unknownParameter(_ name: Name, among names: [String], near: String?) -> Diagnostic
    {
        Diagnostic(
            id: "params.unknown", "unknown parameter '\(name.text)'", at: name.range,
            label: near.map { didYouMean($0) },
            notes: [
                names.isEmpty
                    ? Note("the notebook declares no parameters: add 'params:' to the front matter")
                    : Note("the front matter declares \(names.listed)")
            ], replacement: near)
    }
}

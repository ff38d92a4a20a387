import Diagnostics
import Notebooks

extension Resolver {
    /// Resolves `recall[3]`.
    mutating func resolveElement(
        _ place: Expression, of array: Expression, at range: SourceRange
    ) -> Resolved {
        let whole = resolve(array, expecting: nil)
        let index = resolve(place, expecting: .integer)
        guard whole.type != .unknown, index.type != .unknown else { return .unknown }
        guard case .array(let element) = whole.type else {
            diagnostics.append(.hasNoElements(whole.type, at: array.range))
            return .unknown
        }
        guard index.type == .integer else {
            diagnostics.append(.wrongPlace(index.type, at: place.range))
            return .unknown
        }
        if case .integer(let number)? = index.constant, number < 0 {
            let last = shortText(array.range).map { "\($0).last" }
            diagnostics.append(.negativePlace(number, at: range, last: number == -1 ? last : nil))
            return .unknown
        }
        guard !reportEmpty(whole, "no element", at: range),
            !reportMissing(index.constant, in: whole, at: range)
        else { return .unknown }
        return take(.element(whole.expression, index.expression), of: whole, as: element, at: range)
    }

    /// Reports an index beyond the elements that an array is known to have; returns whether it is.
    private mutating func reportMissing(_ index: Value?, in array: Resolved, at range: SourceRange) -> Bool {
        guard case .integer(let number)? = index, let known = knownCount(of: array), number >= known.count
        else { return false }
        let problem = EvaluationProblem.noElement(number, of: known.count)
        diagnostics.append(
            Diagnostic(
                id: "element.missing", problem.description, at: range,
                notes: known.reason.map { [Diagnostic.Note($0)] } ?? []))
        return true
    }

    /// The number of an array's elements, or the most that it may have, with what there is one for; `nil` if it is not
    /// known, or the whole array is.
    private func knownCount(of array: Resolved) -> (count: Int, reason: String?)? {
        // Evaluating the element reports that a constant array has none.
        guard array.constant == nil else { return nil }
        if let count = array.elementCount { return (count, nil) }
        guard case .member(_, let name) = array.expression,
            let counts = array.facts[MemberCounts.self], counts.contains(name)
        else { return nil }
        return (counts.count, counts.reason)
    }

    /// Reports an array that is known to be empty if one of its elements is accessed; returns whether it is empty.
    private mutating func reportEmpty(_ array: Resolved, _ missing: String, at range: SourceRange) -> Bool {
        guard case .member(_, let name) = array.expression,
            let empty = array.facts[EmptyMembers.self], empty.contains(name)
        else { return false }
        diagnostics.append(.empty(name, missing, empty.advice, at: range))
        return true
    }

    /// Resolves `losses.last`.
    mutating func resolveMember(
        _ member: Name, of array: Resolved, with element: ValueType, written range: SourceRange,
        at whole: SourceRange
    ) -> Resolved {
        let expression = ResolvedExpression.member(array.expression, member.text)
        switch ArrayMember(rawValue: member.text) {
        case .count:
            let known = array.elementCount.map { ResolvedExpression.constant(.integer($0)) }
            return folded(known ?? expression, type: .integer, at: whole)
        case .first, .last:
            guard !reportEmpty(array, "no \(member.text) element", at: whole) else { return .unknown }
            return take(expression, of: array, as: element, at: whole)
        case nil:
            let isFunction = registry.functions[member.text] != nil
            let call = isFunction ? shortText(range).map { "\(member.text)(\($0))" } : nil
            let near = nearestName(to: member.text, among: ArrayMember.allCases.map(\.rawValue))
            diagnostics.append(.unknownMember(member, call: call, near: near))
            return .unknown
        }
    }

    private mutating func take(
        _ expression: ResolvedExpression, of array: Resolved, as type: ValueType, at range: SourceRange
    ) -> Resolved {
        if case .artifact = type {
            // Facts about an artifact are looked up by its name.
            diagnostics.append(.namedThing(type, at: range))
            return .unknown
        }
        // A literal array of numbers may contain integers.
        var element = folded(type == .float ? .widened(expression) : expression, type: type, at: range)
        element.isShare = array.isShare
        return element
    }
}

/// The members of every array.
enum ArrayMember: String, CaseIterable {
    case first, last, count

    /// The member's value.
    ///
    /// - Parameter name: the array's name, if it is a member itself.
    /// - Throws: ``EvaluationProblem`` if an element of an empty array is accessed.
    func value(of array: [Value], named name: String?) throws(EvaluationProblem) -> Value {
        let element =
            switch self {
            case .count: Value?.some(.integer(array.count))
            case .first: array.first
            case .last: array.last
            }
        guard let element else {
            throw EvaluationProblem(
                description: name.map { "'\($0)' is empty, so it has no \(rawValue) element" }
                    ?? "an empty array has no \(rawValue) element")
        }
        return element
    }
}

extension Diagnostic {
    fileprivate static func hasNoElements(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "element.none", "\(type) cannot be subscripted", at: range)
    }

    fileprivate static func wrongPlace(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "element.place", "a subscript must be a whole number, but this is \(type)", at: range,
            notes: [Note("the first element is [0]")])
    }

    fileprivate static func negativePlace(_ place: Int, at range: SourceRange, last: String?) -> Diagnostic {
        Diagnostic(
            id: "element.place", "no array has an element [\(place)]", at: range,
            label: last.map { didYouMean($0) } ?? "count from the first, which is [0]",
            replacement: last)
    }

    fileprivate static func empty(
        _ name: String, _ missing: String, _ words: String, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "element.empty", "'\(name)' is empty, so it has \(missing)", at: range, notes: [Note(words)])
    }

    fileprivate static func namedThing(_ type: ValueType, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "element.thing", "\(type) cannot be taken out of an array", at: range,
            label: "use its own name")
    }

    fileprivate static func unknownMember(_ member: Name, call: String?, near: String?) -> Diagnostic {
        Diagnostic(
            id: "member.unknown", "an array has no member '\(member.text)'", at: member.range,
            label: call.map { "write '\($0)'" } ?? near.map { didYouMean($0) },
            notes: [Note("it has first, last, count, and [0] for its first element")],
            replacement: call == nil ? near : nil)
    }
}

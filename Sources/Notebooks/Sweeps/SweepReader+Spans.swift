import Diagnostics

extension SweepReader {
    private enum SpanKey: String, CaseIterable {
        case from, to, scale
    }

    /// Reads `{from: 1e-4, to: 1e-1, scale: log}`.
    mutating func span(
        _ pairs: [(key: YAMLDocument.Node, value: YAMLDocument.Node)], of name: Name,
        like type: FrontMatter.Literal
    ) -> SweepSpan? {
        switch type {
        case .integer, .float: break
        case .string, .boolean:
            report(.spanOfTexts(name, type))
            return nil
        }
        var nodes: [SpanKey: YAMLDocument.Node] = [:]
        let known = SpanKey.allCases.map(\.rawValue)
        for (key, value) in pairs {
            let word = key.text ?? ""
            if let key = SpanKey(rawValue: word) {
                nodes[key] = value
            } else {
                report(.unknownKey(word, "key", id: "sweep.range-key", known: known, at: key.range))
            }
        }
        let scale = nodes[.scale].map { readScale($0) } ?? .linear
        let isRead = nodes.count == pairs.count
        let from = end(nodes[.from], "from", of: name, like: type, isRead: isRead)
        let to = end(nodes[.to], "to", of: name, like: type, isRead: isRead)
        guard let from, let to, let scale else { return nil }
        guard scale == .linear || from.value.isPositive else {
            report(.logarithmOfZero(at: from.range))
            return nil
        }
        switch (from.value, to.value) {
        case (.integer(let lower), .integer(let upper)) where lower <= upper:
            return SweepSpan(.whole(lower...upper), scale: scale)
        case (.float(let lower), .float(let upper)) where lower <= upper:
            return SweepSpan(.number(lower...upper), scale: scale)
        default:
            report(.reversedSpan(at: from.range, to: to.range))
            return nil
        }
    }

    /// - Parameter isRead: whether all keys of the range are known, so that a missing one was not misspelled.
    private mutating func end(
        _ node: YAMLDocument.Node?, _ key: String, of name: Name, like type: FrontMatter.Literal, isRead: Bool
    ) -> Located<FrontMatter.Literal>? {
        if let node { return value(node, of: name, like: type) }
        if isRead { report(.missingEnd(key, of: name)) }
        return nil
    }

    private mutating func readScale(_ node: YAMLDocument.Node) -> SweepSpan.Scale? {
        let word = node.text ?? ""
        if let scale = SweepSpan.Scale(rawValue: word) { return scale }
        let known = SweepSpan.Scale.allCases.map(\.rawValue)
        report(.unknownScale(word, known: known, near: nearest(to: word, among: known), at: node.range))
        return nil
    }
}

extension FrontMatter.Literal {
    fileprivate var isPositive: Bool {
        switch self {
        case .integer(let number): number > 0
        case .float(let number): number > 0
        case .string, .boolean: false
        }
    }
}

extension Diagnostic {
    fileprivate static func spanOfTexts(_ name: Name, _ type: FrontMatter.Literal) -> Diagnostic {
        Diagnostic(
            id: "sweep.range-type", "'\(name.text)' takes \(type.typeInWords), and only numbers have ranges",
            at: name.range, label: "give a list: [a, b]")
    }

    fileprivate static func missingEnd(_ key: String, of name: Name) -> Diagnostic {
        Diagnostic(
            id: "sweep.range-end", "the range of '\(name.text)' has no '\(key)'", at: name.range,
            notes: [Note("a range is {from: a, to: b}, with 'scale: log' if its parts are ratios")])
    }

    fileprivate static func reversedSpan(at from: SourceRange, to: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.range-order", "'from' is greater than 'to'", at: from, label: "exchange them",
            notes: [Note("'to' is here", at: to)])
    }

    fileprivate static func logarithmOfZero(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.range-logarithm", "a range with 'scale: log' must begin above 0", at: range,
            label: "give a small number, or leave out 'scale'")
    }

    fileprivate static func unknownScale(
        _ text: String, known: [String], near: String?, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.range-scale", "unknown scale '\(text)'", at: range, label: near.map { didYouMean($0) },
            notes: [Note("there are " + known.joined(separator: ", "))], replacement: near)
    }
}

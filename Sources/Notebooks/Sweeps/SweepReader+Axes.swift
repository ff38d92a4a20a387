import Diagnostics

extension SweepReader {
    /// Reads `sweep`: parameters with lists or ranges.
    mutating func readAxes(_ entry: Entry) {
        if case .scalar("", isPlain: true) = entry.value.content { return }
        guard case .mapping(let pairs) = entry.value.content else {
            return report(.wrongType(.sweep, at: entry.range))
        }
        for (key, node) in pairs {
            guard let text = key.text else {
                report(.wrongType(.sweep, at: key.range.isEmpty ? entry.range : key.range))
                continue
            }
            let name = Name(text: text, range: key.range)
            let mistakes = diagnostics.count
            guard let type = defaultValue(of: name) else {
                brokenAxes.insert(text)
                continue
            }
            if let values = values(node, of: name, like: type) {
                declaration.axes.append(SweepAxis(name: name, values: values))
            }
            if diagnostics.count > mistakes { brokenAxes.insert(text) }
        }
    }

    /// A value of a parameter, of its default's type; reports anything else.
    mutating func value(
        _ node: YAMLDocument.Node, of name: Name, like type: FrontMatter.Literal
    ) -> Located<FrontMatter.Literal>? {
        do throws(YAMLDocument.Node.Mistake) {
            let literal = try node.literal(of: name.text, keyRange: name.range, in: bytes)
            if let value = literal.converted(toTypeOf: type) { return Located(value, at: node.range) }
            report(.valueType(name.text, takes: type, node.text ?? "", at: node.range))
        } catch {
            report(error.diagnostic)
        }
        return nil
    }

    private mutating func values(
        _ node: YAMLDocument.Node, of name: Name, like type: FrontMatter.Literal
    ) -> SweepAxis.Values? {
        let place = node.range.isEmpty ? name.range : node.range
        guard !node.isMarked(in: bytes) else {
            report(.tag(at: place))
            return nil
        }
        switch node.content {
        case .sequence(let elements):
            guard !elements.isEmpty else {
                report(.emptyList(name.text, at: place))
                return nil
            }
            let values = list(elements, of: name, like: type)
            return values.isEmpty ? nil : .list(values)
        case .mapping(let pairs):
            return span(pairs, of: name, like: type).map { .span($0) }
        case .scalar, .nested:
            report(.axisType(name.text, node.text, at: place))
            return nil
        }
    }

    private mutating func list(
        _ elements: [YAMLDocument.Node], of name: Name, like type: FrontMatter.Literal
    ) -> [Located<FrontMatter.Literal>] {
        var values: [Located<FrontMatter.Literal>] = []
        var firstPlaces: [FrontMatter.Literal: SourceRange] = [:]
        for element in elements {
            guard let value = value(element, of: name, like: type) else { continue }
            if let first = firstPlaces[value.value] {
                report(.duplicateValue(element.text ?? "", of: name.text, at: value.range, first: first))
                continue
            }
            firstPlaces[value.value] = value.range
            values.append(value)
        }
        return values
    }
}

extension FrontMatter.Literal {
    /// The type in words: `a whole number`.
    var typeInWords: String {
        switch self {
        case .integer: "a whole number"
        case .float: "a number"
        case .string: "a text"
        case .boolean: "true or false"
        }
    }

    /// The value as one of another's type: a whole number is a number too; `nil` if it is not of that type.
    fileprivate func converted(toTypeOf other: FrontMatter.Literal) -> FrontMatter.Literal? {
        switch (self, other) {
        case (.integer, .integer), (.float, .float), (.string, .string), (.boolean, .boolean): self
        case (.integer(let number), .float): .float(Double(number))
        default: nil
        }
    }
}

extension Diagnostic {
    fileprivate static func axisType(_ name: String, _ text: String?, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.axis-type", "'\(name)' is swept over a list or a range", at: range,
            label: "expected [a, b, …] or {from: a, to: b}",
            notes: text == nil ? [] : [Note("a parameter with one value belongs under 'params' alone")])
    }

    fileprivate static func emptyList(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.empty-list", "'\(name)' has no values to sweep over", at: range,
            label: "give some, or leave it out")
    }

    fileprivate static func valueType(
        _ name: String, takes type: FrontMatter.Literal, _ text: String, at range: SourceRange
    ) -> Diagnostic {
        let isText = if case .string = type { true } else { false }
        return Diagnostic(
            id: "sweep.value-type", "'\(name)' takes \(type.typeInWords), but '\(text)' is not", at: range,
            label: isText ? "write \"\(text)\" for a text" : nil,
            notes: [Note("its value under 'params' gives the type")],
            replacement: isText ? "\"\(text)\"" : nil)
    }

    fileprivate static func duplicateValue(
        _ text: String, of name: String, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.duplicate-value", "'\(name)' has the value '\(text)' twice", at: range,
            label: "leave one out", notes: [Note("it is given first here", at: first)])
    }
}

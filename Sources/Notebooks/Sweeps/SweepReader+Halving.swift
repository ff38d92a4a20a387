import Diagnostics

extension SweepReader {
    private enum HalvingKey: String, CaseIterable {
        case parameter, from, by
    }

    /// Reads `halve: {parameter: epochs, from: 2, by: 2}`.
    mutating func readHalving(_ entry: Entry) {
        guard case .mapping(let pairs) = entry.value.content else {
            return report(.wrongType(.halve, at: entry.range))
        }
        var nodes: [HalvingKey: YAMLDocument.Node] = [:]
        let known = HalvingKey.allCases.map(\.rawValue)
        for (key, value) in pairs {
            let word = key.text ?? ""
            if let key = HalvingKey(rawValue: word) {
                nodes[key] = value
            } else {
                report(.unknownKey(word, "key", id: "sweep.halve-key", known: known, at: key.range))
            }
        }
        for key in [HalvingKey.parameter, .from] where nodes[key] == nil && nodes.count == pairs.count {
            report(.missing(key.rawValue, at: entry.range))
        }
        let full = nodes[.parameter].flatMap { halved($0, at: entry.range) }
        let from = nodes[.from].flatMap { number($0, atLeast: 1, of: "from", at: entry.range) }
        let by =
            nodes[.by].map { number($0, atLeast: 2, of: "by", at: entry.range)?.value }
            ?? SweepHalving.defaultFactor
        guard let full, let from, let by else { return }
        guard from.value < full.value else {
            return report(.nothingToHalve(full.name.text, full.value, at: from.range))
        }
        declaration.halving = SweepHalving(parameter: full.name, from: from.value, by: by)
    }

    /// The parameter that says how long a run is, with its value in a full run.
    private mutating func halved(
        _ node: YAMLDocument.Node, at range: SourceRange
    ) -> (name: Name, value: Int)? {
        let name = Name(text: node.text ?? "", range: node.range.isEmpty ? range : node.range)
        switch defaultValue(of: name) {
        case .integer(let value)?:
            if let axis = declaration.axes.first(where: { $0.name.text == name.text }) {
                report(.sweptAndHalved(name, swept: axis.name.range))
                return nil
            }
            return (name, value)
        case let type?: report(.notWhole(name, type))
        case nil: break
        }
        return nil
    }

    private mutating func number(
        _ node: YAMLDocument.Node, atLeast least: Int, of key: String, at range: SourceRange
    ) -> Located<Int>? {
        let range = node.range.isEmpty ? range : node.range
        guard case .scalar(let text, isPlain: true) = node.content,
            case .integer(let number) = YAMLScalar(text), number >= least
        else {
            report(.wrongNumber(key, least: least, at: range))
            return nil
        }
        return Located(number, at: range)
    }
}

extension Diagnostic {
    fileprivate static func missing(_ key: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.halve-incomplete", "'halve' has no '\(key)'", at: range,
            label: "expected \(SweepKey.halve.expectation)")
    }

    fileprivate static func wrongNumber(_ key: String, least: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.halve-number", "wrong type for '\(key)' of 'halve'", at: range,
            label: "expected a whole number from \(least)")
    }

    fileprivate static func notWhole(_ name: Name, _ type: FrontMatter.Literal) -> Diagnostic {
        Diagnostic(
            id: "sweep.halve-type",
            "'halve' takes a parameter that is a whole number, but '\(name.text)' is \(type.typeInWords)",
            at: name.range, label: "name the one that gives the epochs")
    }

    fileprivate static func sweptAndHalved(_ name: Name, swept: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.halve-swept", "'\(name.text)' cannot be swept and halved", at: name.range,
            label: "leave one out", notes: [Note("it is swept here", at: swept)])
    }

    fileprivate static func nothingToHalve(_ name: String, _ full: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.halve-from",
            "the first round must be shorter than a whole run, in which '\(name)' is \(full)",
            at: range, label: full > 1 ? "give a number below \(full)" : "raise '\(name)' under 'params'")
    }
}

import Diagnostics

extension SweepReader {
    /// Reads `zip`: one group of parameters that move together, or several.
    mutating func readZips(_ entry: Entry) {
        guard case .sequence(let elements) = entry.value.content, !elements.isEmpty else {
            return report(.wrongType(.zip, at: entry.range))
        }
        var firstPlaces: [String: SourceRange] = [:]
        if elements.allSatisfy({ $0.text != nil }) {
            return readGroup(elements, at: entry.range, &firstPlaces)
        }
        for element in elements {
            let place = element.range.isEmpty ? entry.range : element.range
            if case .sequence(let names) = element.content {
                readGroup(names, at: names.first?.range ?? place, &firstPlaces)
            } else {
                report(.wrongType(.zip, at: place))
            }
        }
    }

    /// - Parameter firstPlaces: where names stood in earlier groups.
    private mutating func readGroup(
        _ nodes: [YAMLDocument.Node], at range: SourceRange, _ firstPlaces: inout [String: SourceRange]
    ) {
        guard nodes.count > 1 else { return report(.loneParameter(at: range)) }
        var group: [Name] = []
        var first: (name: String, count: Int)?
        for node in nodes {
            guard let text = node.text else {
                report(.wrongType(.zip, at: node.range.isEmpty ? range : node.range))
                continue
            }
            let name = Name(text: text, range: node.range)
            if let place = firstPlaces[text] {
                report(.zippedTwice(name, first: place))
                continue
            }
            firstPlaces[text] = name.range
            guard let count = listLength(of: name) else { continue }
            group.append(name)
            if let first, count != first.count { report(.lengths(name, count, first.name, first.count)) }
            first = first ?? (text, count)
        }
        if group.count > 1 { declaration.zips.append(group) }
    }

    /// The number of values of a parameter that moves together with others; `nil` if it has no list, or a wrong one.
    private mutating func listLength(of name: Name) -> Int? {
        guard !brokenAxes.contains(name.text) else { return nil }
        guard let axis = declaration.axes.first(where: { $0.name.text == name.text }) else {
            let swept = declaration.axes.map(\.name.text)
            let near = mayBeParameter(name.text) ? nil : nearest(to: name.text, among: swept)
            report(.notSwept(name, near: near))
            return nil
        }
        switch axis.values {
        case .list(let values): return values.count
        case .span:
            report(.zippedRange(name))
            return nil
        }
    }
}

extension Diagnostic {
    fileprivate static func loneParameter(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.zip-alone", "one parameter alone moves with no other", at: range,
            label: "name at least two")
    }

    fileprivate static func zippedTwice(_ name: Name, first: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.zip-twice", "'\(name.text)' already moves together with others", at: name.range,
            label: "name it once", notes: [Note("it is named first here", at: first)])
    }

    fileprivate static func notSwept(_ name: Name, near: String?) -> Diagnostic {
        Diagnostic(
            id: "sweep.not-swept", "'\(name.text)' is not swept", at: name.range,
            label: near.map { didYouMean($0) } ?? "give it a list under 'sweep'", replacement: near)
    }

    fileprivate static func zippedRange(_ name: Name) -> Diagnostic {
        Diagnostic(
            id: "sweep.zip-range", "'\(name.text)' has a range, and only lists move together",
            at: name.range, label: "leave it out, or give it a list")
    }

    fileprivate static func lengths(
        _ name: Name, _ count: Int, _ firstName: String, _ firstCount: Int
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.zip-length",
            "'\(name.text)' moves together with '\(firstName)', which has \(firstCount) values, but it has \(count)",
            at: name.range, label: "give them equally many")
    }
}

import Diagnostics
import Notebooks

/// What a plan knows of the sweep that prose quotes: its parameters and their values, for any number of quotations.
struct QuotableSweep {
    /// The names of the swept parameters, in the order of the file.
    let names: [String]

    /// Whether a mistake in the front matter may hide a part of the sweep.
    let isBroken: Bool

    private let axes: [String: SweepAxis]
    private let groups: [[Int]]
    /// The listed values of each parameter; none of a range.
    private let values: [String: Set<Value>]

    /// The most values of a parameter that a message lists.
    private static let mostShown = 20

    /// Takes the sweep from a notebook.
    init(of notebook: Notebook) {
        let sweep = notebook.frontMatter.sweep
        let axes = sweep?.axes ?? []
        names = axes.map(\.name.text)
        self.axes = Dictionary(axes.map { ($0.name.text, $0) }) { first, _ in first }
        groups = SweepGroups(of: names, zips: sweep?.zips.map { $0.map(\.text) } ?? []).members
        values = self.axes.mapValues { axis in
            guard case .list(let values) = axis.values else { return [] }
            return Set(values.map(\.value.value))
        }
        isBroken = notebook.diagnostics.contains {
            $0.severity == .error && ($0.id.hasPrefix("sweep.") || $0.id.hasPrefix("front-matter."))
        }
    }

    /// Whether a parameter is swept.
    func hasAxis(_ name: String) -> Bool { axes[name] != nil }

    /// Why no setting has a value of a parameter, in words; `nil` if one may have it.
    func problem(with value: Value, of name: String) -> String? {
        switch axes[name]?.values {
        case nil: return "it is not swept"
        case .list(let listed):
            if values[name]?.contains(value) == true { return nil }
            let shown = listed.prefix(Self.mostShown).map(\.value.value.exactText).joined(separator: ", ")
            let rest = listed.count - Self.mostShown
            return "it is swept over \(shown)" + (rest > 0 ? " and \(NumberText.grouped(rest)) more" : "")
        case .span(let span):
            switch (span.ends, value) {
            case (.whole(let range), .integer(let number)) where range.contains(number): return nil
            case (.number(let range), .float(let number)) where range.contains(number): return nil
            case (.whole(let range), _): return "it is drawn from \(range.lowerBound) to \(range.upperBound)"
            case (.number(let range), _):
                let ends = [range.lowerBound, range.upperBound].map { Value.float($0).exactText }
                return "it is drawn from \(ends[0]) to \(ends[1])"
            }
        }
    }

    /// The parameters that also have to be named, so that there is one setting only: of those that move together one.
    func missingNames(besides given: Set<String>) -> [String] {
        groups.compactMap { group in
            let first = names[group[0]]
            return hasOneValue(first) || group.contains { given.contains(names[$0]) } ? nil : first
        }
    }

    private func hasOneValue(_ name: String) -> Bool {
        switch axes[name]?.values {
        case nil: false
        case .list(let values): values.count == 1
        case .span(let span): span.count == 1
        }
    }
}

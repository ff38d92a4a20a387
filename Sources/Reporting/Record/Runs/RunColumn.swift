package import Workflow

/// What runs have under one name: a fact about them, a parameter or a value.
package struct RunColumn: Sendable, Hashable {
    /// What it is.
    enum Kind: Sendable, Hashable {
        case started
        case notebook
        case status
        case seed
        case parameter(String)
        case value(String)
        case seconds
        case record
    }

    let kind: Kind

    /// The name, which no other column has: that of a parameter or value, with `params.` or `values.` before it if
    /// another column has that name.
    package let title: String

    /// The columns before those of parameters and values.
    static let first: [RunColumn] = [
        RunColumn(kind: .started, title: "started"), RunColumn(kind: .notebook, title: "notebook"),
        RunColumn(kind: .status, title: "status"), RunColumn(kind: .seed, title: "seed"),
    ]

    /// The columns after them.
    static let last: [RunColumn] = [
        RunColumn(kind: .seconds, title: "seconds"), RunColumn(kind: .record, title: "record"),
    ]

    /// The columns of runs: every parameter and every value of any of them, in the order in which they first appear.
    static func all(of entries: [RunEntry]) -> [RunColumn] {
        var taken = Set((first + last).map(\.title))
        func columns(
            _ names: (RunEntry) -> [RunEntry.Named], _ prefix: String, _ kind: (String) -> Kind
        ) -> [RunColumn] {
            var seen: Set<String> = []
            var columns: [RunColumn] = []
            for name in entries.lazy.flatMap(names).map(\.name) where seen.insert(name).inserted {
                let title = taken.contains(name) ? "\(prefix).\(name)" : name
                columns.append(RunColumn(kind: kind(name), title: title))
            }
            taken.formUnion(columns.map(\.title))
            return columns
        }
        let params = columns(\.params, "params") { .parameter($0) }
        return first + params + columns(\.values, "values") { .value($0) } + last
    }

    /// What a run has there; `nil` for nothing.
    package func value(of entry: RunEntry) -> Value? {
        let value: Value? =
            switch kind {
            case .started: .string(entry.started)
            case .notebook: .string(entry.notebook)
            case .status: .string(entry.status)
            case .seed: Int(exactly: entry.seed).map(Value.integer) ?? .float(Double(entry.seed))
            case .parameter(let name): entry.params.first { $0.name == name }?.value
            case .value(let name): entry.values.first { $0.name == name }?.value
            case .seconds: .float(entry.seconds)
            case .record: .string(entry.record)
            }
        return value == .nothing ? nil : value
    }

    /// What a run has there, in words for people; a dash for nothing.
    package func text(of entry: RunEntry) -> String {
        switch kind {
        case .started:
            String(entry.started.replacing("T", with: " ").prefix(while: { $0 != "." && $0 != "Z" }))
        case .seed: String(entry.seed)
        case .seconds: NumberText.duration(seconds: entry.seconds)
        case .notebook, .status, .record, .parameter, .value:
            Metric(name: valueName, first: value(of: entry).map(RunRecord.Value.init), second: nil).firstText
        }
    }

    /// Whether it is a measure that everyone looks at first.
    package var isLeading: Bool {
        if case .value(let name) = kind {
            Metric(name: name, first: nil, second: nil).isLeading
        } else {
            false
        }
    }

    /// Whether it is a parameter.
    package var isParameter: Bool { if case .parameter = kind { true } else { false } }

    /// The name by which a measure is known; empty for others.
    private var valueName: String { if case .value(let name) = kind { name } else { "" } }
}

extension Metric {
    /// The first run's value in words.
    fileprivate var firstText: String { text(first) }
}

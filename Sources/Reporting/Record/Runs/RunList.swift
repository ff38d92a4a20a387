import Workflow

/// Runs in an order, with everything that any of them has.
package struct RunList: Sendable {
    /// The runs.
    package let entries: [RunEntry]

    /// What they have: facts, parameters, values.
    package let columns: [RunColumn]

    /// Lists runs in their order.
    package init(_ entries: [RunEntry]) { self.init(entries, RunColumn.all(of: entries)) }

    private init(_ entries: [RunEntry], _ columns: [RunColumn]) {
        (self.entries, self.columns) = (entries, columns)
    }

    /// Only some of the runs, by their indices, with the columns that these have.
    package func keeping(_ indices: [Int]) -> RunList { RunList(indices.map { entries[$0] }) }

    /// The column of a name: its title, or a parameter's or a value's name after `params.` or `values.`.
    package func column(named name: String) -> RunColumn? {
        if let column = columns.first(where: { $0.title == name }) { return column }
        return columns.first { column in
            switch column.kind {
            case .parameter(let own): name == "params.\(own)"
            case .value(let own): name == "values.\(own)"
            default: false
            }
        }
    }

    /// The runs in the order of a column, those without a value last, equal ones in the order that they have.
    package func sorted(by column: RunColumn, descending: Bool) -> RunList {
        let keyed = entries.enumerated().map { (place: $0, key: column.value(of: $1).map(SortKey.init)) }
        let sorted = keyed.sorted { first, second in
            switch (first.key, second.key) {
            case (nil, nil): first.place < second.place
            case (nil, _): false
            case (_, nil): true
            case (let one?, let other?):
                one == other ? first.place < second.place : descending ? other < one : one < other
            }
        }
        return RunList(sorted.map { entries[$0.place] }, columns)
    }

    /// The runs in the opposite order.
    package var reversed: RunList { RunList(entries.reversed(), columns) }

    /// The columns of which not all runs have the same.
    package var differing: Set<RunColumn> {
        Set(columns.filter { column in Set(entries.map { column.value(of: $0) }).count > 1 })
    }

    /// The runs as a table, a row each.
    package var table: CSVTable {
        CSVTable(
            columns: columns.map(\.title),
            rows: entries.map { entry in
                columns.map { $0.kind == .seed ? .unsigned(entry.seed) : CSVTable.Cell($0.value(of: entry)) }
            })
    }

    /// The runs as a JSON array with a final line end: each as in its file, with the file's name before it.
    package var json: String {
        let runs = entries.map { entry -> JSONValue in
            let file = entry.file.map { [JSONValue.Member(name: "file", value: .string($0))] } ?? []
            return .object(file + entry.members)
        }
        return JSONValue.array(runs).text + "\n"
    }
}

/// The place of a value in an order: numbers, then Booleans, then texts.
private enum SortKey: Comparable {
    case number(Double)
    case boolean(Int)
    case text(String)

    init(_ value: Value) {
        switch value {
        case .boolean(let flag): self = .boolean(flag ? 1 : 0)
        case .integer, .float: self = .number(value.number ?? 0)
        default: self = .text(value.text)
        }
    }
}

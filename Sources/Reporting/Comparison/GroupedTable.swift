/// What runs have under several names, a row each, with the runs that have the same together: `A, C: met; B: not met`.
struct GroupedTable {
    /// The description of the values.
    let label: String
    /// Whether it is the table's caption, if no heading has it.
    var isCaptioned = false
    let rows: [SeveralRuns.Row]
    /// The letters of the runs.
    let letters: [String]
    /// The number of characters shown of each value; `nil` for all.
    var shown: Int?

    /// The table; rows that are the same in all can be unfolded.
    @NodeBuilder var nodes: [Node] {
        let different = rows.filter { !$0.isSame }
        let same = rows.filter(\.isSame)
        if different.isEmpty {
            Element(.p) { isCaptioned ? "\(label): the same in all." : "The same in all." }
        } else {
            table(different)
        }
        if !same.isEmpty {
            Element(.details, .class("data")) {
                Element(.summary) { "The same in all: \(same.count)" }
                table(same)
            }
        }
    }

    /// A table of some rows.
    func table(_ rows: [SeveralRuns.Row]) -> Element {
        ScrollBox(label: label) {
            Element(.table, .class("listing")) {
                if isCaptioned { Element(.caption) { label } }
                Element(.thead) {
                    Element(.tr) {
                        Element(.th, .scope("col")) { "name" }
                        Element(.th, .scope("col")) { "runs" }
                    }
                }
                Element(.tbody) {
                    for row in rows {
                        Element(.tr) {
                            Element(.th, .scope("row")) { BreakableName(row.name, breaksAtDots: true).nodes }
                            Element(.td) { text(of: row) }
                        }
                    }
                }
            }
        }.node
    }

    private func text(of row: SeveralRuns.Row) -> String {
        func words(_ run: Int) -> String {
            let text = row.text(run)
            return shown.map { String(text.prefix($0)) } ?? text
        }
        guard !row.isSame else { return words(0) }
        var groups: [(value: RunRecord.Value?, runs: [Int])] = []
        for (run, value) in row.values.enumerated() {
            if let index = groups.firstIndex(where: { $0.value == value }) {
                groups[index].runs.append(run)
            } else {
                groups.append((value, [run]))
            }
        }
        return groups.map { group in
            "\(Self.words(group.runs.map { letters[$0] })): \(group.runs.first.map(words) ?? "")"
        }.joined(separator: "; ")
    }

    /// The letters of runs in words: `A, B and C`.
    static func words(_ letters: [String]) -> String {
        guard let last = letters.last, letters.count > 1 else { return letters.first ?? "" }
        return letters.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// Runs as a table, a row each: their names, and the parameters and values that differ.
struct SeveralRunsTable {
    let runs: SeveralRuns

    /// The table; what is the same in all can be unfolded.
    @NodeBuilder var nodes: [Node] {
        let facts = [runs.notebooks, runs.status].filter { !$0.isSame }
        let rows = runs.params + runs.values
        let columns = facts + rows.filter { !$0.isSame }
        ScrollBox(label: "Runs") {
            Element(.table, .class("listing")) {
                Element(.thead) {
                    Element(.tr) {
                        Element(.th, .scope("col")) { "run" }
                        for column in columns {
                            Element(.th, .scope("col")) {
                                BreakableName(column.name, breaksAtDots: true).nodes
                            }
                        }
                    }
                }
                Element(.tbody) {
                    let best = columns.map { Set($0.best) }
                    for run in runs.sides.indices { row(run, columns, best) }
                }
            }
        }.node
        let same = rows.filter(\.isSame)
        if !same.isEmpty {
            Element(.details, .class("data")) {
                Element(.summary) { "The same in all: \(same.count)" }
                GroupedTable(
                    label: "The same in all", rows: same, letters: runs.sides.map(\.letter)
                ).table(same)
            }
        }
    }

    private func row(_ run: Int, _ columns: [SeveralRuns.Row], _ best: [Set<Int>]) -> Element {
        let side = runs.sides[run]
        return Element(.tr) {
            Element(.th, .scope("row")) {
                Element(.b) { side.letter }
                "\u{A0}· "
                Element(.span) { BreakableName(side.name).nodes }
            }
            for (index, column) in columns.enumerated() {
                Element(.td) {
                    column.text(run)
                    if best[index].contains(run) { Element(.span, .class("right")) { " best" } }
                }
            }
        }
    }
}

import Figures
import Workflow

extension ConfusionMatrix {
    /// The names of the columns after those of the classes.
    private static let measures = ["total", "recall", "precision", "F1"]

    /// A row for each true class, with its counts by predicted class and its measures; then a row of totals.
    var countTable: Table {
        var rows = classes.indices.map { row in
            let name = Table.Cell.text(classes[row])
            let numbers = (counts[row] + [actual(row)]).map { Table.Cell.integer($0) }
            let shares = [recall(row), precision(row), f1(row)].map { share in
                Table.Cell.text(share.map { NumberText.percent($0, decimals: 1) } ?? "–")
            }
            return [name] + numbers + shares
        }
        let totals = (classes.indices.map(predicted) + [total]).map { Table.Cell.integer($0) }
        // The measures are those of single classes.
        let absent = Self.measures.dropFirst().map { _ in Table.Cell.text("") }
        rows.append([.text("total")] + totals + absent)
        return Table(title: title, columns: ["true"] + classes + Self.measures, rows: rows)
    }
}

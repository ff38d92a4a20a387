import Figures
import Workflow

extension LineChart {
    /// The numbers behind the curves: a row for each place on the horizontal axis, a column for each curve.
    func table(of data: ChartData) -> Table {
        Table(
            title: title, columns: [horizontalAxis] + data.columns.map { name(of: $0, in: data) },
            rows: data.places.map { place in
                let values = data.columns.map { column in
                    column.values[place].map(panels[column.panel].format.text) ?? ""
                }
                return ([NumberText.short(place)] + values).map { .text($0) }
            })
    }

    private func name(of column: ChartData.Column, in data: ChartData) -> String {
        let panel = panels[column.panel]
        let isAlone = data.columns.filter { $0.panel == column.panel }.count == 1
        return isAlone && column.series.name == panel.title
            ? panel.title : "\(panel.title), \(column.series.name)"
    }
}

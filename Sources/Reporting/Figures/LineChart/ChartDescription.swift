package import Figures
import Workflow

/// A description of a panel's data in words.
package struct ChartDescription: Sendable {
    private let panel: LineChart.Panel
    private let horizontalAxis: String

    /// Makes the description of a panel.
    package init(panel: LineChart.Panel, horizontalAxis: String) {
        self.panel = panel
        self.horizontalAxis = horizontalAxis
    }

    /// A sentence for each curve: the number of points, the first and last value, and its extremes.
    package var text: String {
        panel.series.isEmpty ? "No curves." : panel.series.map(sentence).joined(separator: " ")
    }

    private func sentence(about series: LineChart.Series) -> String {
        let points = series.points.filter(\.isFinite)
        guard let first = points.first, let last = points.last,
            let lowest = points.min(by: { $0.y < $1.y }), let highest = points.max(by: { $0.y < $1.y })
        else { return "\(series.name): no values." }
        guard points.count > 1 else { return "\(series.name): \(value(first)) at \(place(first))." }
        var parts = [
            "from \(value(first)) at \(place(first)) to \(value(last)) at \(place(last)), "
                + "\(NumberText.grouped(points.count)) points"
        ]
        if lowest.y < min(first.y, last.y) { parts.append("lowest \(value(lowest)) at \(place(lowest))") }
        if highest.y > max(first.y, last.y) { parts.append("highest \(value(highest)) at \(place(highest))") }
        let missing = series.points.count - points.count
        if missing > 0 { parts.append("\(missing) not a finite number") }
        return "\(series.name): \(parts.joined(separator: ", "))."
    }

    private func value(_ point: LineChart.Point) -> String { panel.format.text(point.y) }
    private func place(_ point: LineChart.Point) -> String {
        "\(horizontalAxis) \(NumberText.short(point.x))"
    }
}

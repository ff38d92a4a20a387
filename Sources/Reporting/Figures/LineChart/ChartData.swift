import Figures

/// The numbers behind a chart as a table.
struct ChartData {
    /// The maximum number of rows; more are sampled at even distances.
    static let limit = 100

    /// The numbers of a curve.
    struct Column {
        /// The panel that the curve is in.
        let panel: Int
        let series: LineChart.Series
        let values: [Double: Double]
    }

    /// The positions on the horizontal axis that have a row, ascending.
    let places: [Double]
    /// The number of positions without the limit.
    let placeCount: Int
    /// The columns, panel by panel.
    let columns: [Column]
    /// The least and the greatest position of any curve, which all panels extend over; empty without points.
    let extent: [Double]

    init(of chart: LineChart) {
        let all = chart.panels.enumerated().flatMap { panel, each in each.series.map { (panel, $0) } }
        let positions = all.flatMap(\.1.points).filter(\.isFinite).map(\.x)
        extent = [positions.min(), positions.max()].compactMap(\.self)
        // The values of thousands of batches would hide the more informative ones of the epochs.
        let groups: [[LineChart.Series.Style]] = [[.line, .member], [.trend], [.background]]
        let leading = groups.first { group in all.contains { group.contains($0.1.style) } } ?? []
        let places = Set(
            all.filter { leading.contains($0.1.style) }.flatMap(\.1.points).map(\.x).filter(\.isFinite)
        ).sorted()
        let shown = Self.thinned(places)
        self.places = shown
        placeCount = places.count
        columns = all.filter { (leading + [.trend]).contains($0.1.style) }.compactMap { panel, series in
            let values = Dictionary(series.points.map { ($0.x, $0.y) }) { _, last in last }
            guard leading.contains(series.style) || shown.contains(where: { values[$0] != nil }) else {
                return nil
            }
            return Column(panel: panel, series: series, values: values)
        }
    }

    private static func thinned(_ places: [Double]) -> [Double] {
        guard places.count > limit else { return places }
        return (0..<limit).map { places[$0 * (places.count - 1) / (limit - 1)] }
    }
}

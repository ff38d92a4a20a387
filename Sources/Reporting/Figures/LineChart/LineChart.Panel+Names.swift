import Figures

extension LineChart.Panel {
    /// The curves that are named in the drawing.
    var named: [LineChart.Series] { series.filter { [.line, .member].contains($0.style) } }

    /// Whether the names are in a legend under the drawing, and otherwise beside the curves' ends.
    ///
    /// Names of more curves than there are colours would be far from ends that are close together.
    var hasLegend: Bool { named.count > ChartPalette.count }

    /// The named curves in the order of the legend: lines, then members from the highest curve to the lowest.
    var inLegendOrder: [LineChart.Series] {
        let members = named.filter { $0.style == .member }
        let heights = members.map(\.meanHeight)
        let order = members.indices.sorted { first, second in
            heights[first] == heights[second] ? first < second : heights[first] > heights[second]
        }
        return named.filter { $0.style == .line } + order.map { members[$0] }
    }
}

extension LineChart.Series {
    /// The area under the curve, by trapezoids, divided by its extent; −∞ for a curve without values.
    fileprivate var meanHeight: Double {
        let points = points.filter(\.isFinite)
        guard let first = points.first, let last = points.last else { return -.infinity }
        guard last.x > first.x else { return last.y }
        let area = zip(points, points.dropFirst()).reduce(0) {
            $0 + ($1.1.x - $1.0.x) * ($1.0.y + $1.1.y) / 2
        }
        let height = area / (last.x - first.x)
        // Numbers near the greatest have sums beyond it.
        return height.isNaN ? -.infinity : height
    }
}

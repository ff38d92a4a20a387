import Figures

/// A curve smoothed by a centred moving mean.
///
/// At the ends, where one side has fewer values, the mean is that of the available ones.
struct MovingMean {
    /// The window's share of all values.
    private static let share = 0.05
    /// The minimum number of values to smooth.
    private static let least = 40
    /// The maximum number of points of the smoothed curve.
    private static let limit = 160

    private let points: [LineChart.Point]

    init(of points: [LineChart.Point]) { self.points = points }

    /// The number of values on either side of the middle one.
    private var reach: Int { max(2, Int((Double(points.count) * Self.share / 2).rounded())) }

    /// The smoothed curve; empty for few values.
    var series: [LineChart.Series] {
        guard points.count >= Self.least else { return [] }
        return [
            LineChart.Series(
                name: "mean of \(2 * reach + 1) batches", style: .trend, points: places.map(mean))
        ]
    }

    private var places: [Int] {
        let count = min(points.count, Self.limit)
        return (0..<count).map { $0 * (points.count - 1) / (count - 1) }
    }

    private func mean(at place: Int) -> LineChart.Point {
        let around = points[max(0, place - reach)...min(points.count - 1, place + reach)]
        return LineChart.Point(x: points[place].x, y: around.reduce(0) { $0 + $1.y } / Double(around.count))
    }
}

/// A pair of coordinates in a chart.
public struct ChartPoint: Codable, Sendable, Hashable {
    /// The horizontal coordinate, in the unit of the chart's horizontal axis.
    public let x: Double
    /// The vertical coordinate, in the unit of the vertical axis.
    public let y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

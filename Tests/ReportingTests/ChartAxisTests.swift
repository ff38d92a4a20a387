import Figures
import Reporting
import TestSupport
import Testing

/// The axes of a chart: the horizontal one, which its panels have in common, and a vertical one of logarithms.
struct ChartAxisTests {
    /// A curve that leaves out the beginning and the end of the axis.
    private static let inner = LineChart.Series(
        name: "accuracy", points: [.init(x: 47.5, y: 0.4), .init(x: 60, y: 0.5), .init(x: 95.25, y: 0.9)])

    private static func panel(_ series: [LineChart.Series]) -> LineChart.Panel {
        LineChart.Panel(title: "accuracy", format: .percent, series: series)
    }

    /// The horizontal positions of the curves' points, panel by panel.
    private static func places(of panels: [LineChart.Panel]) throws -> [[Double]] {
        let figure = Figure(LineChart(horizontalAxis: "confidence in %", panels: panels))
        return try Markup(figure.standalone()).elements.compactMap { $0.attributes["data-places"] }
            .map { $0.split(separator: " ").compactMap { Double($0) } }
    }

    @Test func `a point of one panel is at the same place as in a panel whose curves extend further`() throws
    {
        let whole = LineChart.Series(
            name: "perfect calibration", style: .background,
            points: [.init(x: 0, y: 0.4), .init(x: 100, y: 0.9)])
        let places = try Self.places(of: [Self.panel([whole, Self.inner]), Self.panel([Self.inner])])
        #expect(places.count == 2 && places[0].count == 3)
        #expect(places[0] == places[1])
        // Alone it would begin at the axis' left end.
        let alone = try Self.places(of: [Self.panel([Self.inner]), Self.panel([Self.inner])])
        #expect(alone[0] == alone[1])
        #expect(alone[0][0] < places[0][0])
    }

    @Test func `values that are not finite extend no axis`() throws {
        let broken = LineChart.Series(
            name: "accuracy",
            points: [.init(x: -.infinity, y: 0.5), .init(x: 0, y: .nan)] + Self.inner.points)
        let places = try Self.places(of: [Self.panel([broken]), Self.panel([Self.inner])])
        let unbroken = try Self.places(of: [Self.panel([Self.inner]), Self.panel([Self.inner])])
        // Only the values themselves may be at places that the axis does not reach.
        #expect(places.map { $0.suffix(3) } == unbroken.map { $0.suffix(3) })
    }

    /// The labels of the horizontal axis' ticks, panel by panel.
    private static func ticks(of chart: LineChart) -> [String] {
        Figure(chart).standalone().matches(of: /text-anchor="middle">([^<]*)</).map { String($0.1) }
    }

    @Test(
        arguments: [
            (1, ["0", "1"]), (2, ["0", "1", "2"]), (3, ["0", "1", "2", "3"]),
            (12, ["0", "5", "10"]),
        ] as [(Int, [String])])
    func `epochs and steps have no ticks between them, whatever is drawn by them`(
        epochs: Int, labels: [String]
    ) {
        let rates = (1...epochs * 7).map { LineChart.Point(x: Double($0) / 7, y: 0.001) }
        let losses = (1...epochs).map { LineChart.Point(x: Double($0), y: 1 / Double($0)) }
        let rate = LineChart.Panel(title: "learning rate", series: [.init(name: "slow", points: rates)])
        let loss = LineChart.Panel(title: "training loss", series: [.init(name: "slow", points: losses)])
        let trend = LineChart.Panel(
            title: "learning rate", series: [.init(name: "learning rate", style: .trend, points: rates)])
        for panels in [[loss, rate], [rate], [trend], [loss, trend]] {
            for axis in ["epoch", "step"] {
                let found = Self.ticks(of: LineChart(horizontalAxis: axis, panels: panels))
                #expect(found == panels.flatMap { _ in labels }, "\(axis) \(panels.map(\.title))")
            }
        }
        // An axis of what is measured rather than counted begins with its first value.
        let seconds = Self.ticks(of: LineChart(horizontalAxis: "seconds", panels: [rate]))
        #expect(seconds != labels)
    }

    @Test(arguments: [([2.2, 2.45], true), ([0.3, 2.45], false), ([7], true), ([0.002, 0.003], true)])
    func `losses that hardly differ have an axis that shows it`(losses: [Double], isLinear: Bool) throws {
        let points = losses.enumerated().map { LineChart.Point(x: Double($0 + 1), y: $1) }
        let figure = Figure(
            LineChart(
                horizontalAxis: "epoch",
                panels: [
                    .init(title: "loss", scale: .logarithmic, series: [.init(name: "loss", points: points)])
                ]))
        let heights = try Markup(figure.standalone()).elements
            .filter { $0.name == "line" && ["base", "rule"].contains($0.attributes["class"]) }
            .compactMap { $0.attributes["y1"].flatMap(Double.init) }
        #expect(heights.count > 2)
        // Ticks of 1, 2 and 5 times powers of ten are not equally far apart on an axis of logarithms.
        let distances = zip(heights, heights.dropFirst()).map { abs($0 - $1) }
        let isEven = distances.allSatisfy { abs($0 - distances[0]) < 0.2 }
        #expect(isEven == isLinear, "\(heights)")
    }
}

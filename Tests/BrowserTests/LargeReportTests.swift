import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// A report with 200 cells and 100 charts, each of two panels.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct LargeReportTests {
    private static let chart: LineChart = {
        func points(_ count: Int, _ value: (Double) -> Double) -> [LineChart.Point] {
            (1...count).map { (place: Int) -> LineChart.Point in
                let x = 10 * Double(place) / Double(count)
                return LineChart.Point(x: x, y: value(x))
            }
        }
        let batches = points(9000) { x in exp(-x / 4) * (1 + 0.3 * sin(57 * x) * cos(91 * x)) }
        let losses = [
            LineChart.Series(name: "each batch", style: .background, points: batches),
            LineChart.Series(name: "training", style: .line, points: points(10) { exp(-$0 / 4) }),
            LineChart.Series(name: "validation", style: .line, points: points(10) { exp(-$0 / 5) }),
        ]
        let accuracies = [
            LineChart.Series(name: "training", style: .line, points: points(10) { 1 - exp(-$0) / 2 }),
            LineChart.Series(name: "validation", style: .line, points: points(10) { 1 - exp(-$0) / 1.8 }),
        ]
        return LineChart(
            horizontalAxis: "epoch",
            panels: [
                .init(title: "loss", scale: .logarithmic, series: losses),
                .init(title: "accuracy", format: .percent, series: accuracies),
            ])
    }()

    private static var run: Run {
        var notebook = NotebookBuilder(name: "large.md")
        for number in 0..<200 {
            notebook.prose("Part \(number), of which there is not much to say.")
            notebook.cell("plot(model\(number).history)")
        }
        var builder = RunBuilder(notebook.notebook)
        for number in 0..<200 {
            builder.step(
                "plot", cell: number, line: 3 * number + 3,
                figures: number % 2 == 0 ? [Figure(chart)] : [])
        }
        return builder.run
    }

    @Test func `it is small, written quickly and opened quickly`() throws {
        let run = Self.run
        _ = Report(of: run)
        let clock = ContinuousClock()
        var html = ""
        let writing = (0..<5).map { _ in clock.measure { html = Report(of: run).html } }.sorted()[2]
        #expect(html.components(separatedBy: "<svg class=\"chart\"").count == 201)
        #expect(html.utf8.count < 2_000_000)
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(Page.written(html, as: "large"))
        let loading = "performance.getEntriesByType('navigation')[0].loadEventEnd"
        let opening = try browser.evaluate(loading) as? Double ?? .nan
        print("\(html.utf8.count) bytes, written in \(writing), open after \(Int(opening)) ms")
        // How fast depends on what else the machine does; the figures are in the measurements.
        #expect(writing < .seconds(3))
        #expect(opening < 10_000)
        #expect(browser.consoleMessages == [])
    }
}

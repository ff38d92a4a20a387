import Figures
import Reporting
import TestSupport
import Testing

struct ChartDescriptionTests {
    @Test func `a curve is described by its ends and extremes`() {
        let panel = LineChart.Panel(
            title: "loss",
            series: [
                .init(
                    name: "training",
                    points: zip(1...4, [2, 0.5, 0.25, 1]).map { .init(x: Double($0), y: $1) })
            ])
        #expect(
            ChartDescription(panel: panel, horizontalAxis: "epoch").text
                == "training: from 2 at epoch 1 to 1 at epoch 4, 4 points, lowest 0.25 at epoch 3.")
    }

    @Test func `a panel without curves has a description too`() {
        let panel = LineChart.Panel(title: "loss", series: [])
        #expect(ChartDescription(panel: panel, horizontalAxis: "epoch").text == "No curves.")
    }

    @Test func `a single point is described alone, and values that are not finite are counted`() {
        let panel = LineChart.Panel(
            title: "accuracy", format: .percent,
            series: [
                .init(name: "one", points: [.init(x: 1, y: 0.5)]),
                .init(name: "none", points: [.init(x: 1, y: .nan)]),
                .init(name: "two", points: [.init(x: 1, y: 0), .init(x: 2, y: .nan), .init(x: 3, y: 1)]),
            ])
        #expect(
            ChartDescription(panel: panel, horizontalAxis: "epoch").text
                == "one: 50.00\u{A0}% at epoch 1. none: no values. two: from 0.00\u{A0}% at epoch 1 to "
                + "100.00\u{A0}% at epoch 3, 2 points, 1 not a finite number.")
    }
}

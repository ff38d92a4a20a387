import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The values on a chart's curves, under the pointer and by the keyboard.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct ChartValuesTests {
    private let browser: Browser

    init() throws {
        browser = try .showing(Report(of: try SampleRun.digits()).html, as: "values", width: 1280)
    }

    private static let shown = """
        [...document.querySelectorAll(".readout")].filter(each => each.textContent)
          .map(each => [...each.children].map(line => line.textContent).join("; "))
        """

    /// The rows of the chart's table as the expected readouts of its first panel.
    private static let expected = """
        [...document.querySelector(".line-chart .data tbody").rows].map(row =>
          "epoch " + [...row.cells].slice(0, 3).map(cell => cell.textContent)
            .map((text, place) => ["", "training ", "validation "][place] + text).join("; "))
        """

    @Test func `the arrow keys go from value to value, and Escape ends it`() throws {
        let rows = try browser.texts(Self.expected)
        try #require(rows.count == 3)
        #expect(try browser.texts(Self.shown) == [])
        _ = try browser.evaluate("document.querySelector('svg.chart').focus()")
        #expect(try browser.texts(Self.shown) == [rows[2]])
        try browser.press("ArrowRight", code: 39)
        #expect(try browser.texts(Self.shown) == [rows[2]])
        try browser.press("ArrowLeft", code: 37)
        #expect(try browser.texts(Self.shown) == [rows[1]])
        try browser.press("Home", code: 36)
        #expect(try browser.texts(Self.shown) == [rows[0]])
        #expect(try browser.texts(PageChecks.contrast) == [])
        try browser.press("End", code: 35)
        #expect(try browser.texts(Self.shown) == [rows[2]])
        try browser.press("Escape", code: 27)
        #expect(try browser.texts(Self.shown) == [])
        #expect(try browser.texts("[String(document.querySelectorAll('.guide').length)]") == ["0"])
        #expect(browser.consoleMessages == [])
    }

    @Test func `the pointer shows the values of the place nearest to it`() throws {
        let rows = try browser.texts(Self.expected)
        for (row, nudge) in [(0, 6), (1, -6), (2, 9)] {
            let places = try browser.texts(
                """
                (() => { const chart = document.querySelector("svg.chart");
                  chart.scrollIntoView({ block: "center" });
                  const box = chart.querySelectorAll(".curve.line circle")[\(row)].getBoundingClientRect();
                  return [String(box.x + box.width / 2 + \(nudge)), String(box.y + 20)]; })()
                """
            ).compactMap(Double.init)
            try #require(places.count == 2)
            try browser.call(
                "Input.dispatchMouseEvent", ["type": "mouseMoved", "x": places[0], "y": places[1]])
            #expect(try browser.texts(Self.shown) == [rows[row]])
            let gap = try browser.texts(
                """
                [(() => { const guide = document.querySelector(".guide").getBoundingClientRect();
                  return String(Math.abs(guide.x - \(places[0] - Double(nudge))) < 1.5); })()]
                """)
            #expect(gap == ["true"])
        }
        try browser.call("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": 5, "y": 5])
        #expect(try browser.texts(Self.shown) == [])
    }
}

import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The origin of a computed number, beside the number itself.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct OriginTests {
    private let browser: Browser

    init() throws {
        browser = try .showing(Report(of: try SampleRun.digits()).html, as: "origins", width: 390)
    }

    private static let shown =
        "[...document.querySelectorAll('.card')].flatMap(card => [...card.children].map(line => line.textContent))"

    /// The text of the card of the sample's accuracy: its expression, and the step's row of the table.
    private func expected() throws -> [String] {
        let row = try browser.texts(
            "[...document.querySelectorAll('.keys tbody tr')[5].cells].map(cell => cell.textContent)")
        try #require(row.count == 5 && row[0] == "evaluate")
        return [
            "accuracy, from evaluate (line \(row[2]))", "evaluate: key \(row[4]), made from scaled, model",
        ]
    }

    private static let link = "document.querySelectorAll('a.value')[1]"

    private func place() throws -> [String: Any] {
        let numbers = try browser.texts(
            """
            (() => { \(Self.link).scrollIntoView({ block: "center" });
              const box = \(Self.link).getBoundingClientRect();
              return [String(box.x + box.width / 2), String(box.y + box.height / 2)]; })()
            """
        ).compactMap(Double.init)
        try #require(numbers.count == 2)
        return ["x": numbers[0], "y": numbers[1]]
    }

    @Test func `the pointer shows it, and can move onto it`() throws {
        let place = try place()
        try browser.call("Input.dispatchMouseEvent", place.merging(["type": "mouseMoved"]) { $1 })
        #expect(try browser.texts(Self.shown) == expected())
        #expect(try browser.texts(PageChecks.overflow) == [])
        #expect(try browser.texts(PageChecks.contrast) == [])
        let inside =
            "(() => { const box = document.querySelector('.card').getBoundingClientRect(); return [String(box.left >= 0 && box.right <= innerWidth), String(box.x + 9), String(box.y + 9)]; })()"
        let card = try browser.texts(inside)
        #expect(card.first == "true")
        let corner = card.dropFirst().compactMap(Double.init)
        try #require(corner.count == 2)
        try browser.call(
            "Input.dispatchMouseEvent", ["type": "mouseMoved", "x": corner[0], "y": corner[1]])
        #expect(try browser.texts(Self.shown) == expected())
        try browser.call("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": 1, "y": 1])
        #expect(try browser.texts(Self.shown) == [])
        // What stood in the title before stands in it again, for those who have it read to them.
        #expect(try browser.texts("[\(Self.link).title]") == [expected()[0]])
        #expect(browser.consoleMessages == [])
    }

    @Test func `the keyboard shows it, and Escape ends it`() throws {
        _ = try browser.evaluate("\(Self.link).focus()")
        #expect(try browser.texts(Self.shown) == expected())
        try browser.press("Escape", code: 27)
        #expect(try browser.texts(Self.shown) == [])
    }

    @Test func `the first tap shows it, the second goes to the step`() throws {
        try browser.call("Emulation.setTouchEmulationEnabled", ["enabled": true])
        var places = [String]()
        for _ in 0..<2 {
            let point = try place()
            try browser.call("Input.dispatchTouchEvent", ["type": "touchStart", "touchPoints": [point]])
            try browser.call("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": [Any]()])
            Thread.sleep(forTimeInterval: 0.5)
            if places.isEmpty { #expect(try browser.texts(Self.shown) == expected()) }
            places += try browser.texts("[location.hash]")
        }
        #expect(places == ["", "#step-6"])
    }
}

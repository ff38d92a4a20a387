import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Selections in a report: a number of the confusion matrix, a class of a grid.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct ChoosingTests {
    private static let shown = """
        [...document.querySelectorAll(".confusion .pair")].filter(pair => pair.getClientRects().length)
          .map(pair => pair.querySelector("p").textContent + ": " +
            [...pair.querySelectorAll("title")].map(title => title.textContent.split(" (")[0]).join("; "))
        """

    private static let choose =
        "document.querySelector('.matrix a[aria-label^=\"7, 4 predicted 9\"]').focus()"

    @Test(arguments: [true, false])
    func `a number of the matrix shows its images, by the keyboard and without a script too`(isScripted: Bool)
        throws
    {
        let page = try Page.written(Report(of: try SampleRun.digits()).html, as: "matrix-\(isScripted)")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.call("Emulation.setScriptExecutionDisabled", ["value": !isScripted])
        try browser.open(page, isScripted: isScripted)
        #expect(try browser.texts(Self.shown) == [])
        _ = try browser.evaluate(Self.choose)
        try browser.press("Enter", code: 13, text: "\r")
        #expect(
            try browser.texts(Self.shown) == [
                "4 predicted 9, 2 of 7: Image 115: 4, predicted 9; Image 4\u{202F}879: 4, predicted 9"
            ])
        // The number and its images are on the screen together.
        let places = """
            [".matrix a[aria-label^=\\"7, 4\\"]", ".pair:target li:last-child"].map(part => {
              const box = document.querySelector(part).getBoundingClientRect();
              return box.top >= 0 && box.bottom <= innerHeight ? "on the screen" : `${box.top} to ${box.bottom}`; })
            """
        #expect(try browser.texts(places) == ["on the screen", "on the screen"])
        #expect(browser.consoleMessages == [])
    }

    @Test func `a grid is filtered by true and by predicted class`() throws {
        let page = try Page.written(Report(of: try SampleRun.digits()).html, as: "filter")
        let browser = try Browser()
        try browser.show(width: 390, theme: "dark")
        try browser.open(page)
        let grid = "[...document.querySelectorAll('.image-grid')].find(grid => grid.querySelector('.filter'))"
        let words = """
            (() => { const grid = \(grid);
              const labels = [...grid.querySelectorAll(".filter label")];
              return labels.map(label => label.firstChild.textContent + label.querySelectorAll("option").length)
                .concat(grid.querySelector(".filter [role=status]").textContent,
                  [...grid.querySelectorAll(".tiles > li")].filter(tile => tile.getClientRects().length)
                    .map(tile => tile.querySelector("title").textContent.split(" (")[0]).join("; ")); })()
            """
        func choose(_ place: Int, _ value: String) -> String {
            """
            (() => { const choice = \(grid).querySelectorAll(".filter select")[\(place)];
              choice.value = "\(value)"; choice.dispatchEvent(new Event("change")); })()
            """
        }
        #expect(try browser.texts(words).prefix(3) == ["Class 11", "Predicted as 11", ""])
        _ = try browser.evaluate(choose(0, "=9"))
        let nines =
            "Image 512: 9, predicted 4; Image 3\u{202F}688: 9, predicted 8; "
            + "Image 5\u{202F}276: 9, predicted 4; Image 8\u{202F}452: 9, predicted 8"
        #expect(try browser.texts(words) == ["Class 11", "Predicted as 11", "4 of 24", nines])
        _ = try browser.evaluate(choose(1, "=8"))
        #expect(try browser.texts(words).dropFirst(2).first == "2 of 24")
        _ = try browser.evaluate(choose(1, "=5"))
        #expect(try browser.texts(words).dropFirst(2) == ["0 of 24", ""])
        _ = try browser.evaluate(choose(0, "") + "," + choose(1, ""))
        #expect(try browser.texts(words)[2] == "")
        #expect(try browser.texts(PageChecks.overflow) == [])
        #expect(browser.consoleMessages == [])
    }

    @Test func `classes with hostile names can be selected, and never become markup`() throws {
        let names = [SampleRun.hostileText, "__proto__", ""]
        let grid = ImageGrid(
            width: 1, height: 1, pixels: Data(repeating: 9, count: 12),
            items: (0..<12).map {
                .init(
                    index: $0, label: names[$0 % 3], guesses: [.init(label: names[$0 / 4], probability: 0.5)])
            }, total: 12)
        var notebook = NotebookBuilder(name: "hostile.md")
        notebook.cell("plot(mistakes)")
        var builder = RunBuilder(notebook.notebook)
        builder.step("plot", cell: 0, line: 4, figures: [Figure(grid)])
        let page = try Page.written(Report(of: builder.run).html, as: "hostile-choices")
        let browser = try Browser()
        try browser.show(width: 320, theme: "light")
        try browser.open(page)
        let choose = """
            (() => { const [first] = document.querySelectorAll(".filter select"), counts = [];
              for (const option of first.options) {
                first.value = option.value; first.dispatchEvent(new Event("change"));
                counts.push([...document.querySelectorAll(".tiles > li")].filter(tile => !tile.hidden).length);
              }
              return [counts.join(" "), document.images.length + " images", document.scripts.length + " script"]; })()
            """
        #expect(try browser.texts(choose) == ["12 4 4 4", "0 images", "1 script"])
        #expect(try browser.texts(PageChecks.overflow) == [])
        #expect(browser.consoleMessages == [])
    }
}

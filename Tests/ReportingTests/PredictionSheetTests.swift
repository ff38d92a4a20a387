import Figures
import Foundation
import Reporting
import TestSupport
import Testing

/// Pictures with their predictions.
struct PredictionSheetTests {
    private static let page = Result {
        try Markup(page(SamplePredictions.sheet(names: ["a.jpg", "b.png", "c.png"], labels: ["7", "1"])))
    }

    private static func page(_ sheet: PredictionSheet) -> String {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("predict()")
        var builder = RunBuilder(notebook.notebook)
        builder.step("predict", cell: 0, line: 3, figures: [Figure(sheet)])
        return Report(of: builder.run).html
    }

    private func elements(_ names: String) throws -> [Markup.Element] {
        try Self.page.get().elements.filter { $0.attributes["class"] == names }
    }

    @Test func `each picture's label has the predictions on it`() throws {
        let labels = try elements("original").map { $0.attributes["aria-label"] }
        #expect(labels.count == 3)
        #expect(labels.first == "a.jpg: read as 7 (99.7\u{A0}%)")
        #expect(
            labels[1]?.hasPrefix("b.png: read as 7 (99.7\u{A0}%), 1 (99.7\u{A0}%), 7 ") == true)
        #expect(labels.last == "c.png: no writing found")
        #expect(try Self.page.get().texts.contains("No writing was found."))
    }

    @Test func `a box is drawn around each of several readings, and none around a single one`() throws {
        #expect(try elements("found").count == 8)
        #expect(try elements("found-label").count == 8)
        let first = try #require(try elements("found").first).attributes
        let numbers = ["x", "y", "width", "height"].map { first[$0] ?? "" }
        #expect(numbers == [".5", "4.8", "2.4", "6.4"])
    }

    @Test func `bars are as long as the probabilities`() throws {
        let lengths = try elements("filling").prefix(2).map { $0.attributes["width"] }
        #expect(lengths == ["99.7", ".2"])
        #expect(try elements("reading").count == 9)
    }

    @Test func `a sheet without pictures says so`() {
        let seen = ImageGrid(width: 1, height: 1, pixels: Data(), items: [], total: 0)
        #expect(
            Self.page(PredictionSheet(pictures: [], seen: seen)).contains(
                "<p class=\"note\">No pictures.</p>"))
    }
}

import Figures
import Foundation
import Reporting
import TestSupport
import Testing

/// The note under a figure.
struct FigureNoteTests {
    private func page(_ figure: Figure) -> String {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("plot()")
        var builder = RunBuilder(notebook.notebook)
        builder.step("plot", cell: 0, line: 3, figures: [figure])
        return Report(of: builder.run).html
    }

    @Test func `a figure without content says so`() {
        let chart = LineChart(
            horizontalAxis: "epoch",
            panels: [
                .init(title: "loss", series: [.init(name: "one", points: [.init(x: 1, y: .nan)])])
            ])
        #expect(page(Figure(chart)).contains("<p class=\"note\">No values.</p>"))
        let grid = ImageGrid(width: 1, height: 1, pixels: Data(), items: [], total: 0)
        #expect(page(Figure(grid)).contains("<p class=\"note\">No images.</p>"))
        let heat = HeatMapGrid(method: .gradCAM, images: grid, heat: Data(), labels: [])
        #expect(page(Figure(heat)).contains("<p class=\"note\">No images.</p>"))
        let matrix = ConfusionMatrix(classes: ["a"], counts: [[0]])
        #expect(page(Figure(matrix)).contains(">No examples.</p>"))
    }

    @Test func `images with predictions show which are correct, and the note explains the marks`() {
        let grid = ImageGrid(
            width: 1, height: 1, pixels: Data([1, 2]),
            items: [
                .init(
                    index: 4, label: "1",
                    guesses: [.init(label: "7", probability: 0.6), .init(label: "1", probability: 0.3)]),
                .init(index: 9, label: "2", guesses: [.init(label: "2", probability: 0.9)]),
            ], total: 5)
        let html = page(Figure(grid))
        #expect(
            html.contains(
                "<p class=\"note\">2 of 5. Under each image its true class, then the predicted class with its confidence. "
                    + "✗ marks a mistake.</p>"))
        #expect(
            html.contains("<title>Image 4: 1, predicted 7 (60.0\u{A0}%), then 1 (30.0\u{A0}%)</title>")
        )
        #expect(html.contains("<title>Image 9: 2, predicted 2 (90.0\u{A0}%)</title>"))
        #expect(
            html.contains("<span class=\"guess wrong\"><span aria-hidden=\"true\">✗\u{A0}</span>7</span>"))
        #expect(
            html.contains("<span class=\"guess right\"><span aria-hidden=\"true\">✓\u{A0}</span>2</span>"))
    }

    @Test func `augmented images say that they are, and that evaluating takes them unchanged`() {
        func note(isAugmented: Bool) -> Bool {
            let grid = ImageGrid(
                width: 1, height: 1, pixels: Data([1]), items: [.init(index: 0, label: "1")], total: 5,
                isAugmented: isAugmented)
            return page(Figure(grid)).contains(
                "<p class=\"note\">1 of 5. Augmented, as a training's first epoch sees them; evaluating and "
                    + "explaining take them unchanged.</p>")
        }
        #expect(note(isAugmented: true))
        #expect(!note(isAugmented: false))
    }

    @Test func `a network of grey pictures gets a place for pictures, and one of ink a canvas`() {
        let pictures = page(Figure(SamplePad.greyPictures))
        #expect(
            pictures.contains("class=\"pad-paper pad-picture\"") && !pictures.contains("class=\"pad-board\""))
        #expect(pictures.contains("Choose a picture."))
        let drawing = page(Figure(SamplePad.pad(classes: ["night", "day"])))
        #expect(
            drawing.contains("class=\"pad-board\"") && !drawing.contains("class=\"pad-paper pad-picture\""))
        #expect(drawing.contains("Draw one of night, day."))
    }
}

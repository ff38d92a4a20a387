import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The numbers of figures as tables, for formats that cannot draw them.
struct FigureTableTests {
    private static func texts(_ table: Table?) -> [[String]] {
        guard let table else { return [] }
        return [table.columns] + table.rows.map { $0.map(\.shownText) }
    }

    @Test func `a chart has a row for each place, and a column for each curve`() {
        let chart = LineChart(
            title: "History", horizontalAxis: "epoch",
            panels: [
                .init(
                    title: "loss",
                    series: [
                        .init(name: "training", points: [.init(x: 1, y: 0.5), .init(x: 2, y: 0.25)]),
                        .init(name: "validation", points: [.init(x: 2, y: 0.75)]),
                    ]),
                .init(
                    title: "accuracy", format: .percent,
                    series: [.init(name: "accuracy", points: [.init(x: 1, y: 0.5)])]),
            ])
        #expect(chart.table?.title == "History")
        #expect(
            Self.texts(chart.table) == [
                ["epoch", "loss, training", "loss, validation", "accuracy"],
                ["1", "0.5", "", "50.00\u{A0}%"],
                ["2", "0.25", "0.75", ""],
            ])
    }

    @Test func `a confusion matrix has its counts, totals and measures`() {
        let matrix = ConfusionMatrix(classes: ["a", "b"], counts: [[3, 1], [0, 0]])
        #expect(
            Self.texts(matrix.table) == [
                ["true", "a", "b", "total", "recall", "precision", "F1"],
                ["a", "3", "1", "4", "75.0\u{A0}%", "100.0\u{A0}%", "85.7\u{A0}%"],
                ["b", "0", "0", "0", "–", "0.0\u{A0}%", "0.0\u{A0}%"], ["total", "3", "1", "4", "", "", ""],
            ])
    }

    @Test func `a network has its layers with shapes and costs`() {
        let diagram = NetworkDiagram(
            input: [1, 4, 4],
            layers: [
                .init(
                    name: "conv2d", detail: "2 filters", output: [2, 4, 4], parameters: 20, multiplyAdds: 288),
                .init(name: "flatten", detail: "", output: [32], parameters: 0, multiplyAdds: 0),
            ])
        #expect(
            Self.texts(diagram.table) == [
                ["layer", "gives", "parameters", "multiply-adds"], ["image", "1×4×4", "", ""],
                ["conv2d 2 filters", "2×4×4", "20", "288"], ["flatten", "32", "0", "0"],
                ["in all", "", "20", "288"],
            ])
    }

    @Test func `a table is its own, and pictures have none`() {
        let table = Table(columns: ["a"], rows: [[.integer(-1)]])
        #expect(table.table == table)
        #expect(ImageGrid(width: 1, height: 1, pixels: Data(), items: [], total: 0).table == nil)
    }

    @Test func `images that are shown by their loss have it in a table, under each image and in words`()
        throws
    {
        func item(_ index: Int, _ label: String, _ loss: Double?) -> ImageGrid.Item {
            let guesses = [
                ImageGrid.Guess(label: "b", probability: 0.75), .init(label: "a", probability: 0.25),
            ]
            return ImageGrid.Item(index: index, label: label, guesses: guesses, loss: loss)
        }
        let grid = ImageGrid(
            title: "hardest", width: 1, height: 1, pixels: Data([0, 255]),
            items: [item(7, "a", 1.386_294), item(1203, "b", 0.287_682)], total: 9)
        #expect(grid.table?.title == "hardest")
        #expect(
            Self.texts(grid.table) == [
                ["image", "class", "predicted", "confidence", "loss"],
                ["7", "a", "b", "75.0\u{A0}%", "1.39"], ["1\u{202F}203", "b", "b", "75.0\u{A0}%", "0.29"],
            ])
        let texts = try Markup(Figure(grid).standalone()).texts
        #expect(texts.contains("loss 1.39") && texts.contains("loss 0.29"))
        #expect(texts.contains { $0.contains("confidence, then the loss. ✗ marks a mistake.") }, "\(texts)")
        #expect(Set(texts).isSuperset(of: ["image", "class", "predicted", "confidence", "loss"]))
        #expect(texts.contains { $0.hasPrefix("Image 7: a") && $0.hasSuffix(", loss 1.39") })
        // Without losses there is none of that.
        let other = ImageGrid(
            width: 1, height: 1, pixels: Data([0, 255]), items: [item(7, "a", nil), item(8, "b", nil)],
            total: 2)
        #expect(other.table == nil)
        #expect(try Markup(Figure(other).standalone()).texts.allSatisfy { !$0.contains("loss") })
    }

    @Test func `the page names the columns of a figure's table`() throws {
        for figure in SampleRun.gallery().steps.flatMap(\.figures) {
            guard let table = (figure.content as? any DrawnFigure)?.table else { continue }
            let shown = Set(try Markup(figure.standalone()).texts)
            for name in table.columns { #expect(shown.contains(name), "\(figure.kind)") }
        }
    }
}

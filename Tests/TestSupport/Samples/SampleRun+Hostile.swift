import Diagnostics
import Figures
import FoundationEssentials
import Notebooks
package import Workflow

extension SampleRun {
    /// Text that becomes markup wherever an escape is missing.
    package static let hostileText =
        "\"'><img src=x onerror=alert(1)></title></script></style><script>alert(2)</script>]]>--><!--&lt;\u{202E}\u{0}"

    /// A run with hostile text from every possible source of text.
    package static func hostile() -> Run {
        let text = hostileText
        var notebook = NotebookBuilder(name: "folder/\(text.replacing("/", with: "∕")).md")
        notebook.frontMatter.title = text
        notebook.frontMatter.authors = [text, text]
        notebook.frontMatter.date = text
        notebook.frontMatter.description = text
        notebook.heading(2, "Words")
        notebook.heading(2, "More words")
        notebook.prose("{\(text.replacing("}", with: ""))} and {missing}\n")
        notebook.cell("let x = load(\"\(text)\") // \(text)") {
            $0.label = text
            $0.caption = text
        }
        var builder = RunBuilder(notebook.notebook)
        builder.params = [.init(name: text, value: .string(text), isOverridden: true)]
        builder.notices = [Notice(text)]
        builder.warnings = [Diagnostic(.warning, id: "hostile", text, at: 0..<1)]
        builder.environment = [.init(text, text)]
        builder.status = .failed
        builder.step(
            text, binding: text, cell: 0, line: 9, value: .string(text),
            figures: [
                chart(text), images(text), predictions(text), pad(text), network(text), matrix(text),
                table(text), heat(text),
            ],
            files: [.init(path: text, bytes: 1, hash: ContentHash(ofText: text))],
            inputs: [.init(name: text, bytes: 1, hash: ContentHash(ofText: text))],
            expectation: .init(
                claim: text, isMet: false, condition: text, evidence: [.init(text, text)], line: 9))
        builder.step(text, cell: 0, line: 9, .failed(text))
        builder.step(text, cell: 0, line: 9, .blocked(by: 1))
        builder.computed(.string(text), from: 0)
        builder.computed(nil, from: 1)
        return builder.run
    }

    private static func chart(_ text: String) -> Figure {
        let points = [LineChart.Point(x: 1, y: 1), .init(x: 2, y: 3)]
        return Figure(
            LineChart(
                title: text, horizontalAxis: text,
                panels: [
                    .init(
                        title: text,
                        series: [
                            .init(name: text, points: points),
                            .init(name: text + "2", style: .background, points: points),
                        ])
                ]))
    }

    private static func images(_ text: String) -> Figure { Figure(grid(text)) }

    private static func grid(_ text: String) -> ImageGrid {
        ImageGrid(
            title: text, width: 2, height: 2, pixels: Data([0, 255, 255, 0]),
            items: [
                .init(index: 0, label: text, guesses: [.init(label: text + "2", probability: 0.5)])
            ], total: 2)
    }

    private static func heat(_ text: String) -> Figure {
        Figure(
            HeatMapGrid(
                title: text, method: .gradCAM, images: grid(text), heat: Data([0, 1, 2, 255]),
                labels: [text + "3"]))
    }

    private static func predictions(_ text: String) -> Figure {
        Figure(
            SamplePredictions.sheet(
                title: text, names: [text, text + "2", text + "3"], labels: [text, text + "2"]))
    }

    private static func pad(_ text: String) -> Figure {
        Figure(SamplePad.pad(title: text, classes: [text, text + "2"]))
    }

    private static func network(_ text: String) -> Figure {
        Figure(
            NetworkDiagram(
                title: text, input: [1, 28, 28],
                layers: [.init(name: text, detail: text + "2", output: [10], parameters: 7, multiplyAdds: 8)])
        )
    }

    private static func matrix(_ text: String) -> Figure {
        Figure(
            ConfusionMatrix(
                title: text, classes: [text, text + "2"], counts: [[1, 2], [3, 4]],
                images: ImageGrid(
                    width: 1, height: 1, pixels: Data([7]),
                    items: [
                        .init(index: 0, label: text, guesses: [.init(label: text + "2", probability: 0.5)])
                    ], total: 1)))
    }

    private static func table(_ text: String) -> Figure {
        Figure(Table(title: text, columns: [text, text], rows: [[.text(text), .integer(-1)]]))
    }
}

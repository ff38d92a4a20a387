import Figures
import Reporting
import TestSupport
import Testing
import Workflow

/// Custom figures in the report, by the same interface as stepbook's own.
struct OwnFigureTests {
    private struct Dial: DrawnFigure {
        static let kind = "dial"
        static let styles = [FigureResource("dials", ".dial{color:red}")]
        static let scripts = [FigureResource("dials", "ready(() => all(\".dial\"));")]
        var title: String?
        let angle: Double
        var isPossible: Bool { true }
        var alternativeText: String { "A dial at \(angle) <degrees>." }

        func element(anchor: String) -> Element {
            Element(.div, .class("dial"), .id(anchor)) { "\(angle) <degrees>" }
        }
    }

    /// A kind without a drawing.
    private struct Silence: FigureContent {
        static let kind = "silence"
        var title: String?
        var isPossible: Bool { true }
    }

    private func page(_ figures: Figure...) -> String {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("show()")
        var builder = RunBuilder(notebook.notebook)
        builder.step("show", cell: 0, line: 2, figures: figures)
        return Report(of: builder.run).html
    }

    @Test func `a page has the markup, the style and the script of a custom figure once`() throws {
        let html = page(Figure(Dial(angle: 30)), Figure(Dial(angle: 60)))
        let markup = try Markup(html)
        #expect(markup.elements.filter { $0.attributes["class"] == "dial" }.count == 2)
        #expect(html.contains("30.0 &lt;degrees&gt;"))
        #expect(markup.raw.map { $0.text.ranges(of: ".dial").count } == [1, 1])
        #expect(markup.raw[0].text.contains(".dial{color:red}"))
        #expect(markup.raw[1].text.contains("\nready(() => all(\".dial\"));\n"))
        let other = page(Figure(Table(columns: ["a"], rows: [])))
        #expect(!other.contains(".dial"))
    }

    @Test func `a live page has the styles of all kinds that may come`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("show()")
        let run = RunBuilder(notebook.notebook).run
        let kinds = FigureKinds.standard.adding([Dial.self])
        let html = Page(of: run, liveNumber: 1, figureKinds: kinds).html
        #expect(html.contains(".dial{color:red}"))
        #expect(!Page(of: run, liveNumber: 1).html.contains(".dial{color:red}"))
    }

    @Test func `a figure without a drawing is reported in the page`() {
        #expect(
            page(Figure(Silence())).contains(
                "<p class=\"note failure\">Figures of the kind 'silence' cannot be drawn: "))
    }

    @Test func `each kind that stepbook comes with can be drawn`() {
        for kind in FigureKinds.standard.all {
            let isDrawn = kind is any DrawnFigure.Type
            #expect(isDrawn, "\(kind.kind)")
        }
    }
}

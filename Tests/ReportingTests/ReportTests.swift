import Diagnostics
import Figures
import Foundation
import Notebooks
import Reporting
import TestSupport
import Testing
import Workflow

struct ReportTests {
    @Test func `a small run has the body it had before`() throws {
        let html = Report(of: try SampleRun.small()).html
        let body = String(html[try #require(html.firstRange(of: "<body")).lowerBound...])
        #expect(try Golden("small.html").difference(from: body) == nil)
    }

    @Test(arguments: try SampleRun.all())
    func `a page is well formed by the strictest rules`(run: NamedRun) throws {
        _ = try Markup(Report(of: run.run).html)
    }

    @Test(arguments: try SampleRun.all())
    func `all anchors are unique, and every link has its anchor`(run: NamedRun) throws {
        let elements = try Markup(Report(of: run.run).html).elements
        let names = elements.compactMap { $0.attributes["id"] }
        #expect(Set(names).count == names.count)
        for element in elements {
            for key in ["href", "aria-labelledby", "aria-describedby", "data-step"] {
                guard let value = element.attributes[key] else { continue }
                if key == "href", !value.hasPrefix("#") { continue }
                for name in value.split(separator: " ") {
                    let name = name.hasPrefix("#") ? name.dropFirst() : name
                    #expect(names.contains(String(name)), "<\(element.name) \(key)=\(value)>")
                }
            }
        }
    }

    @Test func `a label with the name of a figure's part changes the figure's anchors`() throws {
        var notebook = NotebookBuilder(name: "labels.md")
        notebook.cell("plot(result.confusion)") { $0.label = "figure-1-1-5-10" }
        var builder = RunBuilder(notebook.notebook)
        builder.step("plot", cell: 0, line: 4, figures: [Figure(SampleFigures.confusion)])
        let names = try Markup(Report(of: builder.run).html).elements.compactMap { $0.attributes["id"] }
        #expect(Set(names).count == names.count)
        #expect(names.contains("report-figure-1-1-5-10"))
    }

    @Test(arguments: [
        (["figure-1-12"], "report-figure-1-1"), (["figure-1-1x"], "report-figure-1-1"),
        (["figure-1-1", "report-figure-1-1-2"], "report-report-figure-1-1"),
        (["figure-1-2", "a-figure-1-1", "figure-1-", "figure-11-1", "report-figure-1-1"], "figure-1-1"),
        (["figure-1-1" + String(repeating: "1", count: 100_000)], "report-figure-1-1"),
    ]) func `a figure's anchors avoid the prefixes of labels`(
        labels: [String], expected: String
    ) throws {
        var notebook = NotebookBuilder(name: "labels.md")
        notebook.cell("plot(result.confusion)")
        for label in labels { notebook.cell("show(a: 1)") { $0.label = label } }
        var builder = RunBuilder(notebook.notebook)
        builder.step("plot", cell: 0, line: 4, figures: [Figure(SampleFigures.confusion)])
        let names = try Markup(Report(of: builder.run).html).elements.compactMap { $0.attributes["id"] }
        let figures = names.filter { $0.contains("figure") }.map { $0.prefix(40) }
        #expect(names.contains(expected + "-5-10"), "\(figures)")
    }

    @Test(arguments: try SampleRun.all())
    func `nothing in a page refers to anything outside it`(run: NamedRun) throws {
        let page = try Markup(Report(of: run.run).html)
        for element in page.elements {
            let address =
                element.attributes["src"] ?? (element.name == "a" ? nil : element.attributes["href"])
            if let address {
                #expect(address.hasPrefix("data:") || address.hasPrefix("#"), "\(address.prefix(80))")
            }
            #expect(element.attributes["style"] == nil)
            #expect(!element.attributes.keys.contains { $0.hasPrefix("on") || $0 == "srcset" })
        }
        for (_, text) in page.raw {
            #expect(!text.contains("url(") && !text.contains("@import") && !text.contains("//"))
        }
    }

    @Test func `the same run gives the same bytes`() throws {
        #expect(Report(of: try SampleRun.digits()) == Report(of: try SampleRun.digits()))
    }

    @Test func `two runs that differ only in time and cache differ only in the marked block`() throws {
        let first = Report(of: try SampleRun.digits()).html
        let second = Report(of: try SampleRun.digits(isSecond: true)).html
        #expect(first != second)
        #expect(try first.withoutTiming == second.withoutTiming)
    }

    @Test func `the page of ten classes and 47 images is small`() throws {
        #expect(Report(of: try SampleRun.digits()).html.utf8.count < 88_500)
    }

    @Test func `a seed other than the notebook's is marked, and only such a one`() {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.frontMatter.seed = 7
        var builder = RunBuilder(notebook.notebook)
        builder.seed = 7
        #expect(!Report(of: builder.run).html.contains("given on the command line</span>"))
        builder.seed = 8
        let page = Report(of: builder.run).html
        #expect(page.contains("<p class=\"checks\">seed 8 given on the command line\u{A0}· "))
        #expect(page.contains("<dd>8 <span class=\"tag\">given on the command line</span></dd>"))
        #expect(page.contains("stepbook run a.md --seed 8</code>"))
    }

    @Test func `the facts to check first are in one line at the top`() throws {
        let checks = [
            "4 files of data, hashed", "seed 0", "2 threads",
            "stepbook 0.1.0",
        ]
        let line =
            checks.joined(separator: "\u{A0}· ")
            + "\u{A0}· <a class=\"took\" href=\"#timing\">timing</a>"
        #expect(Report(of: try SampleRun.digits()).html.contains("<p class=\"checks\">\(line)</p>"))
        #expect(
            Report(of: try SampleRun.small()).html.contains(
                "epochs = 3 given on the command line"))
        let texts = try Markup(Report(of: SampleRun.hostile()).html).texts
        #expect(texts.contains { $0.contains(" given on the command line") && $0.contains("<script>") })
    }

    @Test func `a link without words gets the number of the figure`() throws {
        let html = Report(of: try SampleRun.digits()).html
        #expect(html.contains("<a href=\"#loss\">Figure\u{A0}2</a>"))
    }

    @Test func `an image from elsewhere is named and not fetched`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.prose("![a \"cat\"](https://example.org/a.png)")
        let html = Report(of: RunBuilder(notebook.notebook).run).html
        #expect(!html.contains("<img"))
        #expect(html.contains("[image outside this page: a \"cat\"]"))
    }

    @Test func `an image of the plan is in the page, with its description`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.prose("![a \"cat\"](<a b.png> \"t\") ![](c.png)")
        var builder = RunBuilder(notebook.notebook)
        let data = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        builder.images = ["a%20b.png": try #require(EmbeddedImage(data))]
        let html = Report(of: builder.run).html
        #expect(
            html.contains(
                "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"a &quot;cat&quot;\" title=\"t\" />"))
        #expect(html.contains("[image outside this page]"))
    }

    @Test func `a confidence of nearly 1 is not shown as 100 %`() throws {
        let guesses = [0.9996, 1, 0.994].map { ImageGrid.Guess(label: "7", probability: $0) }
        let grid = ImageGrid(
            width: 1, height: 1, pixels: Data([1, 2, 3]),
            items: guesses.map { .init(index: 0, label: "1", guesses: [$0]) }, total: 3)
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("plot()")
        var builder = RunBuilder(notebook.notebook)
        builder.step("plot", cell: 0, line: 3, figures: [Figure(grid)])
        let html = Report(of: builder.run).html
        let shown = html.split(separator: "<span class=\"probability\">").dropFirst().map {
            $0.prefix { $0 != "<" }
        }
        #expect(shown == ["&gt;99\u{A0}%", "100\u{A0}%", "99\u{A0}%"])
    }

    @Test func `a value inside a link is not a nested link`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.prose("[see {x}](#there) and {x}")
        notebook.cell("let x = load()") { $0.label = "there" }
        var builder = RunBuilder(notebook.notebook)
        builder.step("load", binding: "x", cell: 0, line: 4, value: .integer(3))
        builder.computed(.integer(3), from: 0)
        builder.computed(.integer(3), from: 0)
        let html = Report(of: builder.run).html
        #expect(html.contains("see <span class=\"value\""))
        #expect(html.contains("and <a class=\"value\""))
    }

    @Test func `a notebook without title is named by its first heading, else by its file`() {
        var notebook = NotebookBuilder(name: "folder/my.notes.md")
        #expect(Report(of: RunBuilder(notebook.notebook).run).html.contains("<title>my.notes</title>"))
        notebook.heading(1, "Cats & dogs")
        let html = Report(of: RunBuilder(notebook.notebook).run).html
        #expect(html.contains("<title>Cats &amp; dogs</title>"))
        #expect(html.split(separator: "<h1").count == 2)
    }

    @Test func `the warnings of the plan are at the top with their lines`() {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.heading(2, "One")
        notebook.cell("let x = load()")
        var builder = RunBuilder(notebook.notebook)
        let range = 15..<16
        builder.warnings = [Diagnostic(.warning, id: "unused", "'x' is not used & never was", at: range)]
        builder.notices = [Notice("The built-in digits are used.")]
        let top = Report(of: builder.run).html.split(separator: "<main")[0]
        #expect(top.contains("<p>The built-in digits are used.</p>"))
        #expect(top.contains("<p>line 3: 'x' is not used &amp; never was</p>"))
        builder.notices = []
        #expect(Report(of: builder.run).html.contains("<p>line 3: 'x' is not"))
        builder.warnings = []
        #expect(!Report(of: builder.run).html.contains("aria-label=\"To be noted\""))
    }

    @Test func `information on a step is at the step, and is no notice at the top`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("let model = train()")
        var builder = RunBuilder(notebook.notebook)
        let notice = Notice("All 4 tensors came over & stay.", kind: .information)
        builder.notices = [notice]
        builder.step("train", binding: "model", cell: 0, line: 3, information: [notice])
        builder.step("train", cell: 0, line: 4, information: [notice])
        let parts = Report(of: builder.run).html.split(separator: "<main")
        #expect(!parts[0].contains("tensors") && !parts[0].contains("To be noted"))
        #expect(
            parts[1].contains(
                "<p class=\"note\"><code>model</code>: All 4 tensors came over &amp; stay.</p>\n"
                    + "<p class=\"note\"><code>train</code>: All 4 tensors came over &amp; stay.</p>"))
    }

    @Test func `the notebook can turn off the contents list`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.heading(2, "One")
        notebook.heading(2, "Two")
        #expect(Report(of: RunBuilder(notebook.notebook).run).html.contains("<nav"))
        notebook.frontMatter.toc = false
        #expect(!Report(of: RunBuilder(notebook.notebook).run).html.contains("<nav"))
    }

    @Test func `headings keep their hierarchy under one title whatever level they begin at`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.frontMatter.title = "Title"
        for (level, words) in [(1, "One"), (2, "Two"), (6, "Six")] { notebook.heading(level, words) }
        let html = Report(of: RunBuilder(notebook.notebook).run).html
        #expect(
            html.contains("<h2 id=\"one\"") && html.contains("<h3 id=\"two\"")
                && html.contains("<h6 id=\"six\""))
    }

    @Test func `the page's own anchors avoid the notebook's`() throws {
        var notebook = NotebookBuilder(name: "a.md")
        for words in ["step-1", "timing", "main", "provenance"] { notebook.heading(2, words) }
        notebook.cell("load()")
        var builder = RunBuilder(notebook.notebook)
        builder.step("load", cell: 0, line: 11)
        let names = try Markup(Report(of: builder.run).html).elements.compactMap { $0.attributes["id"] }
        #expect(Set(names).count == names.count)
        #expect(names.contains("report-step-1") && names.contains("report-timing"))
    }
}

/// A run with a name to show in a test's output.
struct NamedRun: CustomTestStringConvertible {
    let testDescription: String
    let run: Run
}

extension SampleRun {
    static func all() throws -> [NamedRun] {
        [
            NamedRun(testDescription: "digits", run: try digits()),
            NamedRun(testDescription: "failed", run: try failed()),
            NamedRun(testDescription: "small", run: try small()),
            NamedRun(testDescription: "gallery", run: gallery()),
            NamedRun(testDescription: "hostile", run: hostile()),
        ]
    }
}

extension String {
    /// The page without its one block of volatile facts.
    var withoutTiming: String {
        get throws {
            let begin = try #require(firstRange(of: "<!-- timing: begin -->"))
            let end = try #require(firstRange(of: "<!-- timing: end -->"))
            return String(self[..<begin.lowerBound] + self[end.upperBound...])
        }
    }
}

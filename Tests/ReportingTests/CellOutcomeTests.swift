import Diagnostics
import Figures
import Foundation
import Notebooks
import Reporting
import TestSupport
import Testing
import Workflow

/// A cell's outcome, in the order of its source.
struct CellOutcomeTests {
    private static let table = Figure(Table(columns: ["name", "value"], rows: []))

    private func page(
        caption: String? = nil, label: String? = nil, _ add: (inout RunBuilder) -> Void
    ) -> String {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.cell("f()") {
            $0.caption = caption
            $0.label = label
        }
        var builder = RunBuilder(notebook.notebook)
        add(&builder)
        return Report(of: builder.run).html
    }

    private func save(_ path: String, _ builder: inout RunBuilder) {
        builder.step(
            "save", cell: 0, line: 2, files: [.init(path: path, bytes: 1, hash: .init(ofText: path))])
    }

    private func expect(_ claim: String, _ builder: inout RunBuilder) {
        builder.step(
            "expect", cell: 0, line: 2,
            expectation: .init(claim: claim, isMet: true, condition: "a > 1", evidence: [], line: 2))
    }

    /// The kinds of what stands in the cell below its code, in order.
    private func order(_ html: String) -> [String] {
        let cell = html.components(separatedBy: "<div class=\"cell\"").dropFirst().first ?? ""
        let end = cell.components(separatedBy: "<section").first ?? ""
        return end.matches(
            of: #/<(figure|figcaption)>|class="(saved|expectations)"|class="letter">(\([a-z]+\))/#
        )
        .map { String($0.output.1 ?? $0.output.2 ?? $0.output.3 ?? "") }
    }

    @Test func `figures, files and claims are in the order of the source`() {
        let html = page(caption: "Two") { builder in
            save("a.pt", &builder)
            builder.step("show", cell: 0, line: 3, figures: [Self.table])
            expect("one", &builder)
            builder.step("show", cell: 0, line: 4, figures: [Self.table])
            save("b.pt", &builder)
            save("c.pt", &builder)
        }
        #expect(
            order(html) == [
                "saved", "figure", "(a)", "expectations", "figure", "(b)", "figcaption", "saved",
            ])
        #expect(html.components(separatedBy: "class=\"saved\"").count == 3)
    }

    @Test func `one caption on several figures letters them, and one figure needs no letter`() {
        let several = page(caption: "All") { builder in
            builder.step("show", cell: 0, line: 3, figures: [Self.table, Self.table])
            builder.step("show", cell: 0, line: 4, figures: [Self.table])
        }
        #expect(order(several) == ["figure", "(a)", "(b)", "(c)", "figcaption"])
        #expect(
            order(page(caption: "One") { $0.step("show", cell: 0, line: 3, figures: [Self.table]) }) == [
                "figure", "figcaption",
            ])
        let bare = page { builder in
            builder.step("show", cell: 0, line: 3, figures: [Self.table, Self.table])
        }
        #expect(order(bare) == ["figure"])
    }

    @Test func `folded numbers are a part of the figure before them, without a letter`() {
        let folded = Figure(Table(columns: ["name", "value"], rows: [], isFolded: true))
        let one = page(caption: "Filters") { builder in
            builder.step("plot", cell: 0, line: 3, figures: [Self.table, folded])
        }
        #expect(order(one) == ["figure", "figcaption"])
        let two = page(caption: "Filters of two") { builder in
            builder.step("plot", cell: 0, line: 3, figures: [Self.table, folded])
            builder.step("plot", cell: 0, line: 4, figures: [Self.table, folded])
        }
        #expect(order(two) == ["figure", "(a)", "(b)", "figcaption"])
        let cell = two.components(separatedBy: "<div class=\"cell\"")[1].components(separatedBy: "<section")[
            0]
        #expect(
            cell.matches(of: #/class="(letter|table|data)"/#).map { String($0.output.1) } == [
                "letter", "table", "data", "letter", "table", "data",
            ])
    }

    @Test func `a caption is shown where there is no figure for it`() {
        let html = page(caption: "Words & more") { $0.step("load", cell: 0, line: 3) }
        #expect(html.contains("<p class=\"note\">Words &amp; more</p>"))
    }

    @Test func `a step's line names its result`() {
        let html = page { $0.step("train", binding: "model", cell: 0, line: 3) }
        #expect(
            html.contains(
                "<span class=\"step-name\">train</span> <span class=\"binding\">→\u{A0}model</span>"))
    }

    @Test func `a step that read files explains why its time differs from its computation`() {
        let input = InputFile(name: "a", bytes: 1, hash: .init(ofText: "a"))
        let html = page { builder in
            builder.step(
                "load", cell: 0, line: 3, .cached, inputs: [input, input], seconds: 0.3, computeSeconds: 0.1)
            builder.step("load", cell: 0, line: 4, inputs: [input])
        }
        #expect(html.contains("cached, 2 files hashed") && html.contains("computed, 1 file hashed"))
        #expect(html.contains("A step that reads files reads and hashes them in every run"))
        #expect(!page { $0.step("f", cell: 0, line: 3) }.contains("reads and hashes them"))
    }

    @Test func `a large number has the same format in prose and in a table`() {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.prose("{large} {small} {both} {text}")
        var builder = RunBuilder(notebook.notebook)
        builder.computed(.float(1e15))
        builder.computed(.float(-1e-7))
        builder.computed(.array([.float(2.5), .float(1e20)]))
        builder.computed(.string("1e+15"))
        let html = Report(of: builder.run).html
        for text in ["1×10¹⁵<", "-1×10⁻⁷<", "[2.5, 1×10²⁰]<", "1e+15<"] {
            #expect(html.contains(">" + text), "\(text)")
        }
    }

    @Test func `the files of a folder are counted one by one, where it was read and at the top`() {
        let folder = InputFile(name: "letters", bytes: 9, hash: .init(ofText: "a"), fileCount: 1200)
        let html = page { builder in
            builder.step("load", cell: 0, line: 3, inputs: [folder])
            builder.step("load", cell: 0, line: 4, inputs: [folder])
        }
        #expect(html.contains("computed, 1\u{202F}200 files hashed"))
        #expect(html.contains("1\u{202F}200 files of data, hashed"))
    }

    @Test func `warnings are at the top with what to write instead, folded if there are many`() {
        func html(_ count: Int) -> String {
            var builder = RunBuilder(NotebookBuilder(name: "a.md", head: "```swiftstep\n```\n").notebook)
            builder.warnings = (0..<count).map { _ in
                Diagnostic(
                    .warning, id: "x", "shown, not run", at: 3..<12, label: "did you mean 'swift-step'?")
            }
            return Report(of: builder.run).html
        }
        #expect(
            html(1).contains(
                "<p>line 1: shown, not run <span class=\"hint\">(did you mean 'swift-step'?)</span></p>"))
        #expect(!html(4).contains("places that this report"))
        #expect(
            html(5).contains(
                "<summary>5 places that this report leaves out, or shows as they are written</summary>"))
    }

    @Test func `a step's warning is shown beside others that are folded`() throws {
        let html = page { builder in
            builder.step("evaluate", cell: 0, line: 3)
            builder.warnings =
                [Diagnostic(.warning, id: "evaluate.trained-on", "seen before", at: 3..<5)]
                + (0..<5).map { Diagnostic(.warning, id: "x", "lost \($0)", at: 3..<5) }
        }
        let place = try #require(html.range(of: "seen before")).lowerBound
        let folded = try #require(html.range(of: "<summary>5 places that this report leaves out")).lowerBound
        #expect(place < folded)
        #expect(html.ranges(of: "seen before").count == 1)
    }
}

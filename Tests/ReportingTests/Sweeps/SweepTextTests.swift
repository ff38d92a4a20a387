import Diagnostics
import Figures
import Notebooks
import Reporting
import TestSupport
import Testing
import Workflow

/// The notebook's text in the page of its sweep.
struct SweepTextTests {
    /// The page of a sweep over two rates, of which 0.01 is better, with three seeds each.
    private static func page(
        _ body: String, title: String = "title: Rates\ndescription: Which is best?",
        isInterrupted: Bool = false
    ) throws -> String {
        let source = SourceFile(
            name: "rates.md",
            text: """
                ---
                \(title)
                params:
                  rate: 0.1
                  epochs: 8
                sweep:
                  rate: [0.1, 0.01]
                repeat: 3
                ---
                \(body)
                """)
        let notebook = Notebook(parsing: source)
        let registry = Registry(steps: [], constructors: [], artifacts: [], arithmetic: [:])
        let sweep = try PlannedSweep(notebook.frontMatter.sweep, of: notebook)
        let plan = try Plan(for: notebook, registry: registry)
        let runs = [0.25, 0.5, 0.75, 0.75, 0.875, 1].enumerated().map { index, number in
            SweepRun(
                index: index, setting: [SweptValue(name: "rate", value: .float(index < 3 ? 0.1 : 0.01))],
                seed: UInt64(index % 3), outcome: .ok,
                values: ["accuracy": .float(number), "result.accuracy": .float(number)])
        }
        let result = SweepResult(
            notebook: "rates.md", textHash: SampleSweep.textHash, parameters: ["rate"], seeds: [0, 1, 2],
            runs: runs)
        let prose = SweepProse(
            of: plan, in: sweep, registry: registry, result: result, isInterrupted: isInterrupted)
        return SweepPage(of: result, prose: prose).html
    }

    /// The section with the text; empty if there is none.
    private static func section(_ html: String) -> String {
        let match = html.firstMatch(of: /<section id="text">(.*?)<\/section>/.dotMatchesNewlines())
        return match.map { String($0.output.1) } ?? ""
    }

    private static let cell = "```swift-step\n//| label: figure\nlet accuracy = params.rate / 2\n```\n"

    @Test func `title, description and prose stand before the settings, with the values of the sweep`() throws
    {
        let html = try Self.page(
            """
            The best is `= sweep.best.rate`, with `= percent(sweep.mean(accuracy), 1)` ± \
            `= fixed(100 * sweep.spread(accuracy), 1)` points in `= sweep.runs` runs of `= params.epochs` epochs; \
            0.1 has `= percent(sweep.mean(accuracy, rate: 0.1), 1)`.

            ## A heading

            \(Self.cell)
            - one
            - two

            | a | b |
            |---|--:|
            | 1 | `= sweep.seeds` |
            """)
        let section = Self.section(html)
        #expect(
            SweepTable.words(section)
                == "Rates Which is best? The best is 0.01, with 87.5 % ± 12.5 points in 6 runs of 8 epochs; "
                + "0.1 has 50.0 %. A heading one two a b 1 3")
        let names = try Markup("<div>\(section)</div>").elements.map(\.name)
        #expect(
            names == [
                "div", "h2", "p", "p", "span", "span", "span", "span", "span", "span", "h3", "ul", "li", "li",
                "table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "span",
            ])
        #expect(
            section.contains(
                "<span class=\"value\" title=\"percent(sweep.mean(accuracy), 1)\">87.5\u{A0}%</span>"))
        let parts = ["<p class=\"verdict\">", "<section id=\"text\">", "<h2 id=\"settings\">"]
        let places = try parts.map { try #require(html.firstRange(of: $0)).lowerBound }
        #expect(places == places.sorted())
        #expect(!html.contains("let accuracy"))
    }

    @Test func `what is about a single run is left out, and headings under which nothing is left`() throws {
        let html = try Self.page(
            """
            # First

            This run has the rate `= params.rate`.

            > It reads `= accuracy`, the sweep `= sweep.best.rate`.

            ## Below the first

            [](#figure) shows it.

            # Second

            ## Only a cell

            \(Self.cell)
            ## Of this run, `= accuracy`

            All of this section is about it.

            ### So is this

            And this.

            ## Of all runs

            The sweep has `= sweep.settings` settings.

            # Third

            """)
        #expect(
            SweepTable.words(Self.section(html))
                == "Rates Which is best? Second Of all runs The sweep has 2 settings.")
    }

    @Test func `links lead to headings in the page, and others are only their text`() throws {
        let html = try Self.page(
            """
            See [below](#timing), [nothing](#gone) and [elsewhere](https://example.org/).

            ## Timing

            Words.

            ## Gone

            \(Self.cell)
            """)
        let markup = try Markup(html)
        let section = try Markup("<div>\(Self.section(html))</div>")
        #expect(
            section.elements.compactMap { $0.attributes["href"] } == ["#text-timing", "https://example.org/"])
        #expect(section.texts.contains { $0.contains(", nothing and ") })
        let anchors = markup.elements.compactMap { $0.attributes["id"] }
        #expect(Set(anchors).count == anchors.count, "\(anchors)")
        #expect(anchors.contains("text-timing") && !anchors.contains("text-gone"))
    }

    @Test func `a value that is missing is shown as in a report`() throws {
        let html = try Self.page(
            "The best is `= sweep.best.rate`, of `= sweep.settings`.", isInterrupted: true)
        #expect(
            Self.section(html).contains(
                "The best is <span class=\"value missing\" title=\"sweep.best.rate: the sweep was interrupted, so "
                    + "that its best setting is not known\">not computed: <code>sweep.best.rate</code></span>, of "
                    + "<span class=\"value\" title=\"sweep.settings\">2</span>."))
    }

    @Test func `a title may be a heading, and a notebook that says nothing has no section`() throws {
        let heading = try Self.page(
            "# Of `= sweep.settings` rates\n\nWords.\n\n## More\n\nWords.", title: "seed: 0")
        #expect(SweepTable.words(Self.section(heading)) == "Of 2 rates Words. More Words.")
        #expect(
            try Markup("<div>\(Self.section(heading))</div>").elements.map(\.name) == [
                "div", "h2", "span", "p", "h3", "p",
            ])
        let silent = try Self.page("# Heading\n\n\(Self.cell)\nIt is `= accuracy`.", title: "seed: 0")
        #expect(!silent.contains("<section id=\"text\">"))
        #expect(!SweepPage(of: SampleSweep.grid()).html.contains("<section id=\"text\">"))
    }

    @Test func `hostile text stays text`() throws {
        let text = "<img src=x onerror=alert(1)></section><script>alert(2)</script>"
        let html = try Self.page(
            "\(text)\n\n`\(text)` &lt;script&gt; [a](javascript:alert(1)) `= \"\(text)\"`",
            title: "title: '\(text)'\ndescription: '\(text)'")
        let page = try Markup(html)
        #expect(!page.elements.contains { $0.name == "img" })
        #expect(page.raw.map(\.name) == ["style", "script"])
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
        #expect(!page.elements.contains { $0.attributes["href"]?.contains("javascript") == true })
        #expect(page.texts.filter { $0.contains("</section><script>") }.count >= 4)
    }

    @Test func `in the report of a run stands a placeholder that says where the value is known`() throws {
        var notebook = NotebookBuilder(name: "folder/my rates.md")
        notebook.prose("The best is {sweep.best.rate}.")
        let parts = notebook.notebook
        let quote = ResolvedExpression.quote(SweepQuote(.best(parameter: "rate")))
        let plan = Plan(
            notebook: parts, params: [], seed: 0, steps: [], bindings: [],
            computedValues: [.infix(quote, .add, .constant(.integer(1)))], warnings: [])
        let run = Run(
            plan: plan, status: .ok, steps: [], bindings: [], computedValues: [nil], notices: [],
            environment: [],
            timing: RunBuilder(parts).run.timing)
        let html = Report(of: run).html
        let words = "known only in the page of the sweep: stepbook sweep &#39;my rates.md&#39;"
        #expect(
            html.contains(
                "The best is <span class=\"value absent\" role=\"img\" aria-label=\"\(words)\" "
                    + "title=\"sweep.best.rate: \(words)\">…</span>."))
        #expect(!html.contains("not computed"))
    }
}

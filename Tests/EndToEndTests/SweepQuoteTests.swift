import Foundation
import TestSupport
import Testing

/// Prose that quotes the notebook's sweep, through the built executable.
struct SweepQuoteTests {
    private static let prose = """
        ## What came of it

        The best rate is `= sweep.best.rate`, with `= sweep.mean(result.accuracy)` ± \
        `= sweep.spread(result.accuracy)`; with 0.001 and 8 it is \
        `= sweep.mean(result.accuracy, rate: 0.001, width: 8)`, after `= params.epochs` epochs. \
        There are `= sweep.settings` × `= sweep.seeds` = `= sweep.runs` runs.

        """

    private static func tool(_ prose: String = prose, lines: String = "repeat: 2") throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(SweptNotebook.text(lines) + "\n" + prose, to: "rates.md")
        return tool
    }

    /// The text of the page; empty if there is none.
    private static func section(_ page: String) -> String {
        let match = page.firstMatch(of: /<section id="text">(.*?)<\/section>/.dotMatchesNewlines())
        return match.map { String($0.output.1) } ?? ""
    }

    /// The texts of the values in markup.
    private static func values(_ markup: String) -> [String] {
        markup.matches(of: /<span class="value" title="[^"]*">([^<]*)<\/span>/).map { String($0.output.1) }
    }

    /// The number in a run of the record.
    private static func accuracy(_ row: NSDictionary) -> Double? {
        (row["values"] as? NSDictionary)?["result.accuracy"] as? Double
    }

    @Test
    func `the page quotes what the record has, whatever the number of jobs, and a run's report does not`()
        throws
    {
        let tool = try Self.tool()
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let sweep = try tool.sweep()
        let section = Self.section(sweep.page)
        let settings = try #require(sweep.whole["settings"] as? [NSDictionary])
        let best = try #require(settings.first { $0["rank"] as? Int == 1 })
        let params = try #require(best["params"] as? NSDictionary)
        func numbers(_ setting: NSDictionary?) -> [Double] {
            sweep.rows.filter { $0["setting"] as? Int == setting?["setting"] as? Int }.compactMap(
                Self.accuracy)
        }
        let pair = numbers(best)
        let slow = numbers(settings.first)
        #expect(pair.count == 2 && slow.count == 2)
        let shown = Self.values(section)
        #expect(shown.count == 8, "\(section)")
        #expect(Double(shown[0]) == params["rate"] as? Double)
        for (text, expected) in [
            (shown[1], (pair[0] + pair[1]) / 2), (shown[2], abs(pair[0] - pair[1]) / 2.0.squareRoot()),
            (shown[3], (slow[0] + slow[1]) / 2),
        ] {
            // A report shows six significant digits.
            #expect(abs((Double(text) ?? .nan) - expected) <= 1e-5 * abs(expected), "\(text) \(expected)")
        }
        #expect(Array(shown[4...]) == ["2", "6", "2", "12"])
        // A sentence about a single run is not in the page, nor are its cells.
        #expect(!section.contains("The network reads") && !section.contains("let model"))
        #expect(section.contains("<h2 id=\"notebook\">Rates</h2>"))

        let report = try tool.folder.text("Output/rates.sweep/001.html")
        let words = "known only in the page of the sweep: stepbook sweep rates.md"
        #expect(report.contains("title=\"sweep.best.rate: \(words)\">…</span>"))
        #expect(report.components(separatedBy: ">…</span>").count - 1 >= 7)
        #expect(report.contains("The network reads"))

        let other = try tool.run(
            "sweep", "rates.md", "--jobs", "1", "--output-dir", "one", "--cache-dir", "other")
        #expect(other.status == 0)
        #expect(try tool.sweep(in: "one").page == sweep.page)
    }

    @Test func `check, plan and run accept it without a warning, and no key depends on it`() throws {
        let tool = try Self.tool()
        #expect(
            try tool.run("check", "rates.md").output
                == "rates.md: 4 steps, no mistakes\nrates.md: a sweep of 6 settings with 2 seeds each, 12 runs\n"
        )
        let run = try tool.run("run", "rates.md")
        #expect(run.status == 0, "\(run.messages)")
        #expect(!run.messages.contains("sweep"), "\(run.messages)")
        #expect(try tool.folder.text("Output/rates.html").contains(">…</span>"))
        try tool.folder.write(SweptNotebook.text() + "\nIt has `= sweep.runs` runs.\n", to: "rates.md")
        #expect(try tool.run("plan", "rates.md").output.hasSuffix("\n4 of 4 steps cached\n"))
        #expect(try tool.run("run", "rates.md").status == 0)
        #expect(try tool.run("verify", "Output/rates.html", "--quick").status == 0)
    }

    /// What stands in the prose, the ID of the error, and the text at its caret.
    @Test(arguments: [
        ("sweep.best.rat", "sweep.quote-parameter", "rat"),
        ("sweep.best.epochs", "sweep.quote-parameter", "epochs"),
        ("sweep.mean(result.acuracy)", "member.unknown", "acuracy"),
        ("sweep.mean(result.confusion)", "sweep.quote-number", "result.confusion"),
        ("sweep.mean(result.accuracy, rate: 0.5, width: 8)", "sweep.quote-setting", "0.5"),
        ("sweep.mean(result.accuracy, rate: 0.01)", "sweep.quote-several", "mean"),
        ("sweep.median(result.accuracy)", "sweep.quote-unknown", "median"),
    ])
    func `a mistake has a caret at its place before anything runs`(
        value: String, id: String, caret: String
    ) throws {
        let tool = try Self.tool("It is `= \(value)` in all.\n")
        for command in ["check", "run", "sweep"] {
            let outcome = try tool.run(command, "rates.md")
            #expect(outcome.status == 2, "\(command)")
            #expect(outcome.messages.contains("[\(id)]"), "\(command): \(outcome.messages)")
            let line = "It is `= \(value)` in all."
            let column = try #require(line.firstRange(of: caret)).lowerBound
            let blanks = String(repeating: " ", count: line.distance(from: line.startIndex, to: column))
            let carets = String(repeating: "^", count: caret.count)
            #expect(outcome.messages.contains("| \(blanks)\(carets)"), "\(command): \(outcome.messages)")
        }
        #expect(tool.written == ["rates.md"])
    }

    @Test func `a cell cannot quote the sweep, and a notebook without one has none to quote`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(SweptNotebook.text(cell: "show(best: sweep.best.rate)"), to: "cell.md")
        let cell = try tool.run("check", "cell.md")
        #expect(cell.status == 2)
        #expect(cell.messages.contains("[sweep.quote-place]"), "\(cell.messages)")
        #expect(cell.messages.contains("^^^^^^^^^^^^^^^ only prose can quote it\n"), "\(cell.messages)")
        try tool.folder.write("It is `= sweep.runs`.\n", to: "none.md")
        let none = try tool.run("check", "none.md")
        #expect(none.status == 2)
        #expect(none.messages.contains("[sweep.quote-none]"), "\(none.messages)")
        try tool.folder.write("```swift-step\nlet sweep = 3\n```\n", to: "bound.md")
        let bound = try tool.run("check", "bound.md")
        #expect(bound.status == 2)
        #expect(bound.messages.contains("[name.reserved]"), "\(bound.messages)")
    }

    @Test func `a check finds a setting that is excluded, and a page says that a sweep has it not`() throws {
        let tool = try Self.tool(
            "It is `= sweep.mean(result.accuracy, rate: 0.1, width: 12)`, of `= sweep.settings`.\n",
            lines: "exclude: params.rate > 0.05 && params.width > 8")
        let check = try tool.run("check", "rates.md")
        #expect(check.status == 2)
        #expect(
            check.messages.contains("the sweep has no setting with rate 0.1, width 12"), "\(check.messages)")
        #expect(check.messages.contains("[sweep.quote-setting]"), "\(check.messages)")
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let section = Self.section(try tool.sweep().page)
        #expect(
            section.contains(
                "title=\"sweep.mean(result.accuracy, rate: 0.1, width: 12): the sweep has no setting with rate 0.1, width 12\">not computed: "
            ), "\(section)")
        #expect(Self.values(section) == ["5"])
    }

    @Test func `after an interruption the page says that the best is not known`() throws {
        let tool = try Self.tool("The best is `= sweep.best.rate` of `= sweep.settings`.\n", lines: "")
        let stopped = try tool.run(
            list: ["sweep", "rates.md", "--jobs", "1", "-P", "epochs=60"], signal: (SIGINT, "✓ 2 of 6"))
        #expect(stopped.status == 130)
        let section = Self.section(try tool.sweep().page)
        #expect(
            section.contains("the sweep was interrupted, so that its best setting is not known"), "\(section)"
        )
        #expect(Self.values(section) == ["6"])
    }
}

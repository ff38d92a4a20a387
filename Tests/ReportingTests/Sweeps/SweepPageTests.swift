import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// `NAME.sweep.html`: the result in a sentence, the table of settings, and what must be known of them.
struct SweepPageTests {
    private func page(_ result: SweepResult) -> String { SweepPage(of: result).html }

    private func verdict(_ html: String) -> String {
        html.firstMatch(of: /<p class="verdict">([^<]*)<\/p>/).map { String($0.output.1) } ?? ""
    }

    @Test func `the best setting is named with mean, deviation, number and interval`() {
        let html = page(SampleSweep.grid())
        #expect(
            verdict(html)
                == "The best of 4 settings, rate 0.01, batch 32, has model.history.validationAccuracy "
                + "87.50\u{A0}±\u{A0}6.25\u{A0}%, mean ± standard deviation of 3 seeds; 95\u{A0}% interval of the mean "
                + "71.97 to 103.03\u{A0}% by Student's t.")
        #expect(html.contains("<title>Sweep of rates.md</title>"))
        #expect(html.contains("<p class=\"checks\">12 runs, 1 failed\u{A0}· <a class=\"took\""))
    }

    @Test func `a setting is a row with its rank, mean, interval, epochs and difference from the best`() {
        let rows = SweepTable.rows(page(SampleSweep.grid()))
        #expect(
            rows.map { Array($0.dropLast()) } == [
                [
                    "1", "3", "0.01", "32", "87.50 ± 6.25 %", "3", "71.97 to 103.03 %", "2", "3", "–", "–",
                    "the best",
                ],
                [
                    "2", "4", "0.01", "64", "62.50 ± 6.25 %", "3", "46.97 to 78.03 %", "2", "3", "−25.00",
                    "< 0.001", "t, 3 pairs",
                ],
                [
                    "3", "1", "0.1", "32", "50.00 ± 6.25 %", "3", "34.47 to 65.53 %", "2", "3", "−37.50",
                    "< 0.001", "t, 3 pairs",
                ],
                [
                    "4", "2", "0.1", "64", "71.88 ± 4.42 %", "2", "32.17 to 111.58 %", "2", "3", "−12.50",
                    "< 0.001", "t, 2 pairs",
                ],
            ])
        #expect(
            rows.map { $0.last ?? "" } == [
                "3 seed 1: 81.25 % seed 2: 87.50 % seed 3: 93.75 %",
                "3 seed 1: 56.25 % seed 2: 62.50 % seed 3: 68.75 %",
                "3 seed 1: 43.75 % seed 2: 50.00 % seed 3: 56.25 %",
                "3 (1 failed) seed 1: 68.75 % seed 2: 75.00 % seed 3: failed",
            ])
    }

    @Test func `a column names what it has, and only a page's script makes it a button`() throws {
        let html = page(SampleSweep.grid())
        #expect(
            SweepTable.headings(html) == [
                "rank", "setting", "rate", "batch", "mean ± standard deviation", "n", "95 % interval",
                "best epoch",
                "last epoch", "difference from the best, points", "p", "test", "runs",
            ])
        let markup = try Markup(html)
        // The switch of the theme, which is hidden until the script shows it.
        #expect(markup.elements.filter { $0.name == "button" }.map { $0.attributes["class"] } == ["theme"])
        let heads = markup.elements.filter { $0.name == "th" && $0.attributes["data-part"] != nil }
        #expect(heads.map { $0.attributes["data-part"] } == ["difference", "probability", "test"])
        let values = markup.elements.compactMap { $0.attributes["data-values"] }
        #expect(
            values == ["0.8125 0.875 0.9375", "0.5625 0.625 0.6875", "0.4375 0.5 0.5625", "0.6875 0.75 -"])
    }

    @Test func `every run has a link to its own report, below the page's folder`() throws {
        let html = page(SampleSweep.grid())
        let links = try Markup(html).elements.compactMap { $0.attributes["href"] }
            .filter { $0.hasSuffix(".html") }
        let order = [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 6]
        // The last one is among the failures.
        #expect(links == order.map { $0 < 10 ? "rates.sweep/00\($0).html" : "rates.sweep/0\($0).html" })
    }

    @Test func `a path is percent-encoded, and leads out of the folder in no case`() {
        let run = SampleSweep.run(0, SampleSweep.setting(0.1, 32), test: 0.5)
        func html(_ notebook: String, _ reports: [Int: String]? = nil) -> String {
            SweepPage(
                of: SweepResult(
                    notebook: notebook, textHash: SampleSweep.textHash, parameters: ["rate", "batch"],
                    seeds: [1],
                    runs: [run]), reports: reports
            ).html
        }
        #expect(html("a \"b\"?.md").contains("href=\"a%20%22b%22%3F.sweep/001.html\""))
        #expect(html("//example.org/x.md").contains("href=\"x.sweep/001.html\""))
        #expect(html("javascript:x.md").contains("href=\"javascript%3Ax.sweep/001.html\""))
        #expect(html("a.md", [0: "//example.org/a"]).contains("href=\"example.org/a\""))
        #expect(!html("a.md", [:]).contains("001.html"))
    }

    @Test func `a run that was not begun has no report, and numbers have as many digits as the last`() {
        let setting = SampleSweep.setting(1, 1)
        let runs = [
            SampleSweep.run(0, setting), SampleSweep.run(1, setting, seed: 2, outcome: .interrupted),
            SampleSweep.run(999, setting, seed: 3),
        ]
        #expect(
            SweepPage.reportPaths(of: SampleSweep.result(runs)) == [
                0: "rates.sweep/0001.html", 999: "rates.sweep/1000.html",
            ])
    }

    @Test func `it is said loudly that only test figures were there to choose by`() throws {
        let setting = SampleSweep.setting(0.1, 32)
        let tested = page(SampleSweep.result([SampleSweep.run(0, setting, test: 0.5)]))
        let warning = try #require(tested.firstRange(of: "aria-label=\"Ranked by test figures\""))
        #expect(tested[..<warning.lowerBound].hasSuffix("<div class=\"notice bad\" role=\"note\" "))
        #expect(
            tested.contains(
                "<strong>Ranked by test figures.</strong> result.accuracy is a test figure, since"))
        // Before the table.
        let table = try #require(tested.firstRange(of: "<table"))
        #expect(warning.lowerBound < table.lowerBound)
        #expect(!page(SampleSweep.grid()).contains("Ranked by"))

        let trained = SweepRun(
            index: 0, setting: setting, seed: 1, outcome: .ok, history: ["m": ["loss": [2, 1]]])
        #expect(page(SampleSweep.result([trained])).contains("<strong>Ranked by training figures.</strong>"))
    }

    @Test func `failures are shown by their messages, with setting, seed and report`() {
        let html = page(SampleSweep.grid())
        let failures = html.split(separator: "<h2 id=\"failures\">").last.map(String.init) ?? ""
        let text = SweepTable.words(failures.split(separator: "<section").first.map(String.init) ?? "")
        #expect(text == "Failures out of luck setting 2 (rate 0.1, batch 64), seed 3")
        #expect(html.contains("Runs of one setting failed: see the"))

        let setting = SampleSweep.setting(1, 1)
        let unmet = SampleSweep.run(0, setting, outcome: .expectationNotMet("reaches 98"), test: 0.5)
        let stopped = SampleSweep.run(1, setting, seed: 2, outcome: .interrupted)
        let others = page(SampleSweep.result([unmet, stopped]))
        #expect(others.contains("<h2 id=\"unmet\">Expectations that are not met</h2>"))
        #expect(others.contains("reaches 98") && !others.contains("id=\"failures\""))
        #expect(others.contains("one run was stopped or not begun"))
        #expect(others.contains("2 runs, 1 not run, 1 with an expectation that is not met"))
    }

    @Test func `without any measure there is a table and no rank`() {
        let html = page(SampleSweep.result([SampleSweep.run(0, SampleSweep.setting(1, 2))]))
        #expect(verdict(html) == "No run has a measure by which settings could be ranked.")
        #expect(SweepTable.headings(html) == ["rank", "setting", "rate", "batch", "runs"])
        #expect(SweepTable.rows(html) == [["–", "1", "1", "2", "seed 1"]])
        #expect(!html.contains("<svg"))
    }

    @Test func `a single seed has no deviation, and a single pair of trainings McNemar's test`() {
        let runs = [
            SampleSweep.run(0, SampleSweep.setting(0.1, 32), test: 0.97, mistakes: [1, 2, 3]),
            SampleSweep.run(1, SampleSweep.setting(0.2, 32), test: 0.95, mistakes: [4, 5, 6, 7, 8]),
        ]
        let html = page(SampleSweep.result(runs, seeds: [1]))
        #expect(
            verdict(html)
                == "The best of 2 settings, rate 0.1, batch 32, has result.accuracy 97.00\u{A0}%, of a single seed, "
                + "which does not tell how much others differ.")
        // Two-sided, 3 of 8: 2 (1 + 8 + 28 + 56) / 256.
        #expect(
            SweepTable.rows(html) == [
                ["1", "1", "0.1", "32", "97.00 %", "1", "–", "–", "the best", "seed 1"],
                ["2", "2", "0.2", "32", "95.00 %", "1", "−2.00", "0.727", "McNemar, exact", "seed 1"],
            ])
        #expect(html.contains("McNemar's exact test on the images of 'result'"))
    }

    @Test func `the page has the mistakes of trainings with one seed in common, and of no others`() throws {
        let settings = [0.1, 0.2, 0.3].map { SampleSweep.setting($0, 32) }
        let images: [Set<Int>] = [[1, 2, 3], [40, 99], []]
        let single = settings.indices.map { place in
            SampleSweep.run(
                place, settings[place], test: 0.97 - Double(place) / 100, mistakes: images[place])
        }
        let html = page(SampleSweep.result(single, seeds: [1]))
        let shown = try Markup(html).elements.compactMap { $0.attributes["data-mistakes"] }
        // 40 is 8 + 1 × 32, and 58 images are between 40 and 99: 26 + 1 × 32.
        #expect(shown == ["100:BAA", "100:oB6B", "100:"])
        #expect(html.contains("tested in the same way, by McNemar's test on the images of 'result'"))

        let double = [0, 1].flatMap { place in
            [1, 2].map { seed in
                SampleSweep.run(
                    2 * place + seed - 1, settings[place], seed: UInt64(seed), test: 0.9, mistakes: [1])
            }
        }
        #expect(!page(SampleSweep.result(double, seeds: [1, 2])).contains("data-mistakes"))
        // Without one of the runs, a single seed is left.
        let html2 = page(SampleSweep.result(Array(double.dropLast()), seeds: [1, 2]))
        #expect(
            try Markup(html2).elements.compactMap { $0.attributes["data-mistakes"] } == [
                "100:B 100:B", "100:B -",
            ])
    }

    @Test func `a loss has the digits that its deviation leaves a meaning`() {
        let runs = zip([0.123456, 0.125456], [1, 2] as [UInt64]).enumerated().map { index, pair in
            SweepRun(
                index: index, setting: SampleSweep.setting(0.1, 32), seed: pair.1, outcome: .ok,
                history: ["m": ["validationLoss": [pair.0]]])
        }
        let rows = SweepTable.rows(page(SampleSweep.result(runs, seeds: [1, 2])))
        // 0.002 / √2; 12.7062 × 0.001.
        #expect(rows.map { Array($0[4...6]) } == [["0.1245 ± 0.0014", "2", "0.1117 to 0.1372"]])
    }
}

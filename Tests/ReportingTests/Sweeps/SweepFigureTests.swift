import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The figures in the page of a sweep, their words and the tables behind them.
struct SweepFigureTests {
    private static let grid = SweepPage(of: SampleSweep.grid()).html

    /// Settings of three parameters, each with one seed.
    private static func cube(_ rates: [Double], _ batches: [Int], _ names: [String]) -> SweepResult {
        var runs: [SweepRun] = []
        for rate in rates {
            for batch in batches {
                for name in names {
                    let place = Double(runs.count)
                    runs.append(
                        SweepRun(
                            index: runs.count,
                            setting: SampleSweep.setting(rate, batch) + [
                                SweptValue(name: "optimizer", value: .string(name))
                            ], seed: 1, outcome: .ok,
                            history: ["m": ["validationLoss": [2, 1 / (place + 1)]]]))
                }
            }
        }
        return SweepResult(
            notebook: "cube.md", textHash: SampleSweep.textHash, parameters: ["rate", "batch", "optimizer"],
            seeds: [1], runs: runs)
    }

    /// The texts of the drawing that an anchor names.
    private func drawing(_ anchor: String, in html: String) throws -> String {
        let start = try #require(html.firstRange(of: "aria-labelledby=\"\(anchor)-title \(anchor)-desc\""))
        let end = try #require(html[start.upperBound...].firstRange(of: "</svg>"))
        return String(html[start.upperBound..<end.lowerBound])
    }

    private func description(_ drawing: String) -> String {
        drawing.firstMatch(of: /<desc[^>]*>([^<]*)<\/desc>/).map { String($0.output.1) } ?? ""
    }

    @Test func `each run is a dot over the rank of its setting`() throws {
        let drawing = try drawing("seeds", in: Self.grid)
        let titles = drawing.matches(of: /<circle[^>]*>\s*<title>([^<]*)<\/title>/).map {
            String($0.output.1)
        }
        #expect(titles.count == 11)
        #expect(
            titles.first == "rank 1, setting 3, seed 1: 81.25\u{A0}%"
                && titles.last == "rank 4, setting 2, seed 2: 75.00\u{A0}%")
        #expect(
            description(drawing).hasPrefix(
                "Rank 1, rate 0.01, batch 32: 87.50\u{A0}% in the mean, from 81.25\u{A0}% to 93.75\u{A0}%, 3 seeds. Rank 2,"
            ))
    }

    @Test func `a setting's curve is the mean in a band from its least to its greatest seed`() throws {
        let drawing = try drawing("curves-1-1", in: Self.grid)
        #expect(drawing.components(separatedBy: "<g class=\"band c").count == 5)
        #expect(drawing.components(separatedBy: "<g class=\"curve line c").count == 5)
        #expect(Self.grid.contains("bands reach from the least to the greatest seed"))
        #expect(Self.grid.contains("Settings are named by their rate, batch."))
        #expect(Self.grid.contains("<td>87.50\u{A0}% (81.25\u{A0}% to 93.75\u{A0}%)</td>"))
        // Three epochs up and down again, and no band where all seeds are the same.
        let band = try #require(drawing.firstMatch(of: /<g class="band c0">\s*<path d="(M[^"]*Z)"/))
        #expect(band.output.1.split(separator: "L").count == 6)
    }

    @Test func `the effect of a parameter is by its values, with the table behind it`() throws {
        let drawing = try drawing("effect-1", in: Self.grid)
        #expect(
            description(drawing)
                == "rate 0.01: 75.00\u{A0}% in the mean of 2 settings. rate 0.1: 60.94\u{A0}% in the mean of 2 settings."
        )
        #expect(drawing.components(separatedBy: "<circle").count == 3)
        let table =
            Self.grid.split(separator: "aria-label=\"The effect of rate\"").last.map(String.init) ?? ""
        #expect(
            SweepTable.cells(table.split(separator: "</table>").first.map(String.init) ?? "") == [
                "rate", "settings", "mean", "least", "greatest", "0.01", "2", "75.00 %", "62.50 %", "87.50 %",
                "0.1", "2", "60.94 %", "50.00 %", "71.88 %",
            ])
    }

    @Test func `values that span decades have a logarithmic axis`() throws {
        let html = SweepPage(of: Self.cube([0.0001, 0.001, 0.01, 0.1], [1, 2], ["a", "b"])).html
        let rates = try drawing("effect-1", in: html)
        let places = rates.matches(of: /<circle cx="([\d.]+)"/).compactMap { Double($0.output.1) }
        try #require(places.count == 4)
        let steps = zip(places, places.dropFirst()).map { $1 - $0 }
        for step in steps { #expect(abs(step - steps[0]) < 0.3, "\(places)") }
        // Names are beside each other in their order.
        let names = try drawing("effect-3", in: html)
        #expect(names.contains(">a</text>") && names.contains(">b</text>"))
    }

    /// The labels of the ticks under a drawing, without the axis' name.
    private func ticks(_ drawing: String) -> [String] {
        let axes = drawing.components(separatedBy: "<g class=\"axis\">").dropFirst()
        return (axes.last ?? "").components(separatedBy: "</g>")[0]
            .matches(of: /<text x[^>]*>([^<]*)<\/text>/).map { String($0.output.1) }
    }

    @Test func `a few values have a tick each, with the value as it was swept`() throws {
        let html = SweepPage(of: Self.cube([0.001, 0.003, 0.01], [8, 12, 24], ["a", "b"])).html
        #expect(try ticks(drawing("effect-1", in: html)) == ["0.001", "0.003", "0.01"])
        let drawing = try drawing("effect-2", in: html)
        #expect(ticks(drawing) == ["8", "12", "24"])
        // A tick is under its dot.
        let dots = drawing.matches(of: /<circle cx="([^"]+)"/).map { String($0.output.1) }
        let marks = drawing.matches(of: /<line class="tick" x1="([^"]+)"/).map { String($0.output.1) }
        #expect(dots == marks && dots.count == 3)
        #expect(try ticks(self.drawing("effect-3", in: html)) == ["a", "b"])
    }

    @Test func `values that are many or near each other have round ticks`() throws {
        let many = SweepPage(of: Self.cube([1, 2, 3, 4, 5, 6, 7, 8, 9.5], [1, 2], ["a"])).html
        #expect(try ticks(drawing("effect-1", in: many)) == ["2", "4", "6", "8"])
        let near = SweepPage(of: Self.cube([1, 1.001, 9], [1, 2], ["a"])).html
        #expect(try ticks(drawing("effect-1", in: near)) == ["2", "4", "6", "8"])
    }

    @Test func `names that cover each other are shortened, so that each has one`() throws {
        let names = ["plain", "a name that is rather long", "other"]
        let html = SweepPage(of: Self.cube([1], [1], names)).html
        let shown = try ticks(drawing("effect-1", in: html))
        #expect(shown.count == 3 && shown[0] == "plain" && shown[2] == "other")
        #expect(shown[1].hasPrefix("a name") && shown[1].hasSuffix("…"))
        // Two that would look the same are left as they are.
        let alike = ["a long name for the first", "a long name for the second", "a long name for the third"]
        let others = SweepPage(of: Self.cube([1], [1], alike)).html
        #expect(try ticks(drawing("effect-1", in: others)).allSatisfy { !$0.hasSuffix("…") })
    }

    @Test func `parallel coordinates are drawn from three parameters on`() throws {
        #expect(!Self.grid.contains("parallel-title"))
        let html = SweepPage(of: Self.cube([0.001, 0.01], [16, 32], ["adam", "lion", "sgd"])).html
        let drawing = try drawing("parallel", in: html)
        // A line for each of the twelve settings, six of them in colour, through four axes.
        let lines = drawing.matches(of: /<path d="M([^"]*)"/).map { $0.output.1.split(separator: "L").count }
        #expect(lines == [Int](repeating: 4, count: 12))
        #expect(drawing.components(separatedBy: "<g class=\"curve line c").count == 7)
        let texts = drawing.matches(of: /<text[^>]*>([^<]*)<\/text>/).map { String($0.output.1) }
        #expect(
            texts == [
                "0.01", "0.001", "rate", "32", "16", "batch", "sgd", "adam", "optimizer", "1", "0.08333",
                "validationLoss", "lion",
            ])
        // The names between the ends are above the lines.
        let lion = try #require(drawing.firstRange(of: ">lion<"))
        let line = try #require(drawing.ranges(of: "<path").last)
        #expect(line.upperBound < lion.lowerBound)
        #expect(
            description(drawing).hasPrefix(
                "12 settings as lines through 4 axes: rate from 0.001 to 0.01; batch from 16 to 32; "
                    + "optimizer with adam, lion, sgd; validationLoss from 0.08333 to 1. "
                    + "Rank 1, rate 0.01, batch 32, optimizer sgd: 0.08333. Rank 2, "))
        #expect(html.contains("<svg class=\"chart parallel\" role=\"img\""))
    }

    @Test func `behind parallel coordinates there is a table of what is drawn`() throws {
        let html = SweepPage(of: Self.cube([0.001, 0.01], [16, 32], ["adam", "lion", "sgd"])).html
        let table = html.components(separatedBy: "aria-label=\"The settings that are drawn\"")
        try #require(table.count == 2)
        let cells = SweepTable.cells(table[1].components(separatedBy: "</table>")[0])
        #expect(
            cells.prefix(18) == [
                "rank", "setting", "rate", "batch", "optimizer", "m.history.validationLoss",
                "1", "12", "0.01", "32", "sgd", "0.08333",
                "2", "11", "0.01", "32", "lion", "0.09091",
            ])
        #expect(cells.suffix(6) == ["12", "1", "0.001", "16", "adam", "1"])
        #expect(cells.count == 13 * 6)
    }

    @Test func `long names of axes are on two lines by turns, apart from each other`() throws {
        let result = Self.cube([0.001, 0.01], [16, 32], ["adam", "sgd"])
        let names = ["learningRate", "batchSizeOfAll", "weightDecay"]
        let runs = result.runs.map { run in
            SweepRun(
                index: run.index,
                setting: zip(names, run.setting).map { SweptValue(name: $0, value: $1.value) },
                seed: run.seed, outcome: run.outcome, history: run.history)
        }
        let html = SweepPage(
            of: SweepResult(
                notebook: "cube.md", textHash: SampleSweep.textHash, parameters: names, seeds: [1], runs: runs
            )
        ).html
        let shown = try drawing("parallel", in: html)
            .matches(of: /<text class="name" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)<\/text>/)
        #expect(shown.map { String($0.output.3) } == names + ["validationLoss"])
        let lines = shown.map { String($0.output.2) }
        #expect(lines[0] == lines[2] && lines[1] == lines[3] && lines[0] != lines[1])
        // Names are as wide as those of the chart's largest font, and inside of its 520 units.
        let places = shown.map {
            (x: Double($0.output.1) ?? .nan, half: Double($0.output.3.count) * 9 * 0.62)
        }
        for (first, second) in [(0, 2), (1, 3)] {
            #expect(places[first].x + places[first].half < places[second].x - places[second].half)
        }
        #expect(places.allSatisfy { $0.x - $0.half > -10 && $0.x + $0.half < 530 })
    }

    @Test func `values that do not meet the same other settings are said to`() {
        let whole = Self.cube([0.001, 0.01], [16, 32], ["adam", "sgd"])
        let part = SweepResult(
            notebook: "cube.md", textHash: SampleSweep.textHash, parameters: whole.parameters, seeds: [1],
            runs: Array(whole.runs.dropLast()))
        let words = "These values do not meet the same settings of the other parameters"
        #expect(!SweepPage(of: whole).html.contains(words))
        #expect(SweepPage(of: part).html.contains(words))
    }
}

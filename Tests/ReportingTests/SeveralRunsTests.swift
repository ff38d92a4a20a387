import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The page of more than two runs.
struct SeveralRunsTests {
    /// A record as a run writes it, with some members changed.
    private func record(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> RunRecord {
        let data = Data(RunRecord(of: try SampleRun.digits()).json.utf8)
        var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        change(&object)
        return try RunRecord(JSONSerialization.data(withJSONObject: object))
    }

    /// A record with a learning rate, an accuracy and a loss.
    private func record(rate: Double, accuracy: Double, loss: Double, seed: Int = 0) throws -> RunRecord {
        try record { object in
            object["params"] = ["rate": rate, "epochs": 3]
            object["seed"] = seed
            object["values"] = ["result.accuracy": accuracy, "result.loss": loss, "result.count": 10_000]
        }
    }

    private func page(_ records: [RunRecord]) -> String {
        SeveralRuns(records.enumerated().map { (path: "out\($0)/a.json", record: $1) }).html
    }

    /// The rows of the tables, each as texts between bars.
    private func rows(_ html: String) -> [String] {
        html.matches(of: #/<tr>\s*<th scope="(?:row|col)">.*?</tr>/#.dotMatchesNewlines()).map { row in
            String(row.output).replacing("<wbr>", with: "").replacing(/<[^>]*>/, with: "|").replacing(
                /[|\s]*\|[|\s]*/, with: "|")
        }
    }

    private func three() throws -> [RunRecord] {
        [
            try record(rate: 0.1, accuracy: 0.97, loss: 0.09),
            try record(rate: 0.01, accuracy: 0.99, loss: 0.05),
            try record(rate: 0.001, accuracy: 0.99, loss: 0.06),
        ]
    }

    @Test func `a run is a row with what differs, and the best values are marked`() throws {
        let html = page(try three())
        let rows = rows(html)
        #expect(rows[0] == "|run|rate|result.accuracy|result.loss|", "\(rows)")
        #expect(rows[1].hasSuffix("|0.1|97.00\u{A0}%|0.09|"), "\(rows)")
        #expect(rows[2].hasSuffix("|0.01|99.00\u{A0}%|best|0.05|best|"), "\(rows)")
        #expect(rows[3].hasSuffix("|0.001|99.00\u{A0}%|best|0.06|"), "\(rows)")
        for (row, letter) in zip(rows[1...3], ["A", "B", "C"]) { #expect(row.hasPrefix("|\(letter)|")) }
        #expect(rows.contains("|epochs|3|") && rows.contains("|seed|0|"), "\(rows)")
        #expect(rows.contains("|result.count|10\u{202F}000|"))
        #expect(html.contains("<title>3 runs of digit_recognition.md</title>"))
        #expect(
            html.contains("Best: result.accuracy in B and C (99.00\u{A0}%); result.loss in B (0.05)."))
    }

    @Test func `seeds that differ are a column, and a missing value is a dash`() throws {
        var records = try three()
        records[1] = try record { object in
            object["params"] = ["rate": 0.5, "deep": true, "epochs": 3]
            object["seed"] = 9
            object["status"] = "failed"
            object["values"] = ["result.count": 10_000]
        }
        let rows = rows(page(records))
        #expect(rows[0] == "|run|status|deep|rate|seed|result.accuracy|result.loss|", "\(rows)")
        #expect(rows[2].hasSuffix("|failed|true|0.5|9|–|–|"), "\(rows)")
        #expect(rows[1].contains("|ok|–|0.1|0|97.00\u{A0}%|"), "\(rows)")
    }

    @Test func `runs that are the same are reported as the same`() throws {
        let same = try record()
        let html = page([same, same, same])
        #expect(html.contains("All values are the same."))
        #expect(html.contains("All ran the same text."))
        #expect(!html.contains("class=\"right\""))
    }

    @Test func `each panel has a curve of each run, named by its letter`() throws {
        let html = page(try three())
        let titles = html.matches(of: #/<p class="panel-title">([^<]*)</p>/#).map { String($0.output.1) }
        #expect(titles == ["loss, validation", "accuracy, validation"], "\(titles)")
        let page = try Markup(html)
        let charts = page.elements.filter { $0.name == "svg" && $0.attributes["class"] == "chart" }
        #expect(charts.count == titles.count)
        for name in ["loss, validation, A", "loss, validation, B", "loss, validation, C"] {
            #expect(html.contains(name), "\(name)")
        }
    }

    @Test func `texts, data and software are grouped by the runs that have the same`() throws {
        let records = [
            try record { $0["source"] = "one" },
            try record { object in
                object["source"] = "two"
                object["environment"] = ["system": "other"]
                object["data"] = []
            },
            try record { $0["source"] = "one" },
        ]
        let html = page(records)
        #expect(html.contains("They ran 2 different texts: A and C; B."))
        let rows = rows(html)
        #expect(rows.contains { $0.hasPrefix("|system|A and C: ") && $0.hasSuffix("; B: other|") }, "\(rows)")
        #expect(rows.contains { $0.contains("|A and C: ") && $0.hasSuffix("; B: –|") }, "\(rows)")
    }

    @Test func `claims that do not hold come first`() throws {
        var records = try three()
        records[2] = try record { object in
            object["expectations"] = [
                ["claim": "one", "met": false, "line": 1], ["claim": "two", "met": true, "line": 2],
            ]
        }
        let html = page(records)
        #expect(html.contains("<p class=\"verdict\">C does not meet an expectation. "))
        #expect(rows(html).contains("|one|A and B: –; C: not met|"))
    }

    @Test func `letters go on after Z`() throws {
        let record = try record(rate: 1, accuracy: 1, loss: 1)
        let html = page(Array(repeating: record, count: 54))
        let letters = html.matches(of: #/<th scope="row">\s*<b>([A-Z]+)</b>/#).map { String($0.output.1) }
        #expect(letters.count == 54)
        #expect(letters[25] == "Z" && letters[26] == "AA" && letters[51] == "AZ" && letters[53] == "BB")
    }

    @Test func `an untrusted record is shown as text`() throws {
        let text = SampleRun.hostileText
        func hostile(_ object: inout [String: Any]) {
            for name in ["notebook", "status", "revision", "source"] { object[name] = text }
            for name in ["params", "values", "environment"] { object[name] = [text: text] }
            object["history"] = [text: ["loss": [1, 0.5]]]
            object["expectations"] = [["claim": text, "met": false, "line": -5]]
            object["data"] = [["name": text, "bytes": -1, "sha256": text]]
        }
        let html = SeveralRuns([
            (path: text, record: try record(hostile)), (path: "a", record: try record(hostile)),
            (path: "b", record: try record()),
        ]).html
        let page = try Markup(html)
        #expect(!page.elements.contains { $0.name == "img" })
        #expect(page.elements.filter { $0.name == "script" }.count == 1)
        #expect(page.elements.filter { $0.name == "style" }.count == 1)
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    }

    @Test func `records of the same file name are told apart by their folders`() throws {
        let record = try record()
        let html = SeveralRuns(
            ["one/small.json", "/home/secret/two/small.json", "three/small.json", "other.json"].map {
                (path: $0, record: record)
            }
        ).html
        let names = html.matches(of: #/<b>[A-D]</b>[^<]*<span>([^<]*)</span>/#).map { String($0.output.1) }
        #expect(names == ["one/small.json", "small.json", "three/small.json", "other.json"])
        #expect(!html.contains("secret"))
    }
}

import Figures
import Foundation
import Images
import Reporting
import TestSupport
import Testing
import Workflow

/// The page of two runs side by side.
struct ComparisonTests {
    /// A record as a run writes it, with some values changed.
    private func record(_ run: Run, changing change: (inout [String: Any]) -> Void = { _ in }) throws
        -> RunRecord
    {
        let data = Data(RunRecord(of: run).json.utf8)
        var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        change(&object)
        return try RunRecord(JSONSerialization.data(withJSONObject: object))
    }

    private func page(_ change: (inout [String: Any]) -> Void = { _ in }) throws -> String {
        try Comparison(
            record(SampleRun.digits()), at: "a.json", with: record(SampleRun.digits(), changing: change),
            at: "b.json"
        ).html
    }

    private func rows(_ html: String) -> [String] {
        html.matches(of: #/<tr>\s*<th scope="row">.*?</tr>/#.dotMatchesNewlines()).map { row in
            String(row.output).replacing("<wbr>", with: "").replacing(/<[^>]*>/, with: "|").replacing(
                /[|\s]*\|[|\s]*/, with: "|")
        }
    }

    @Test func `values are side by side with their difference, and whether that is better`() throws {
        let html = try page { object in
            var values = object["values"] as? [String: Any] ?? [:]
            values["result.accuracy"] = 0.9922
            values["result.loss"] = 0.0333
            values["result.errors"] = 78
            values["own.size"] = 12_345
            object["values"] = values
            object["params"] = ["epochs": 5, "learningRate": 0.001]
            object["seed"] = 7
        }
        let rows = rows(html)
        #expect(rows.contains("|result.accuracy|99.07\u{A0}%|99.22\u{A0}%|+0.15 points|better|"), "\(rows)")
        #expect(rows.contains("|result.loss|0.0301|0.0333|+0.0032|worse|"))
        #expect(rows.contains("|result.errors|93|78|\u{2212}15|better|"))
        #expect(rows.contains("|own.size|–|12\u{202F}345|"))
        #expect(rows.contains("|epochs|3|5|"))
        #expect(rows.contains("|seed|0|7|"))
        #expect(
            html.contains(
                "B compared with A: result.accuracy 99.22\u{A0}% (+0.15 points, better); result.errors 78 "
                    + "(\u{2212}15, better); result.loss 0.0333 (+0.0032, worse)."))
    }

    @Test(arguments: [
        ("one/small.json", "one/other.json", "small.json", "other.json"),
        ("one/small.json", "two/small.json", "one/small.json", "two/small.json"),
        ("./deep/one/a/small.json", "deep/two/a/small.json", "one/…/small.json", "two/…/small.json"),
        ("small.json", "two/small.json", "small.json", "two/small.json"),
        ("../secret/out/small.json", "out/small.json", "small.json", "out/small.json"),
        ("/home/secret/out/small.json", "/home/secret/out2/small.json", "small.json", "small.json"),
        ("//secret/small.json", "out/../../secret/small.json", "small.json", "small.json"),
    ])
    func `the page names records without the folders of the machine`(
        paths: (String, String, String, String)
    ) throws {
        let record = try record(SampleRun.digits())
        let html = Comparison(record, at: paths.0, with: record, at: paths.1).html
        let names = html.matches(of: #/<b>([AB])</b>[^<]*<span>([^<]*)</span>/#)
        #expect(names.map { String($0.output.1) } == ["A", "B"])
        #expect(names.map { String($0.output.2) } == [paths.2, paths.3])
        #expect(!html.contains("secret"))
    }

    @Test func `accuracy, loss and errors are named before other measures`() throws {
        let others = [
            "result.balancedAccuracy", "result.calibration.expectedError", "result.macroF1",
            "result.roc.area",
        ]
        func changed(_ accuracy: Double, _ other: Double) -> (inout [String: Any]) -> Void {
            { object in
                var values = object["values"] as? [String: Any] ?? [:]
                values["result.accuracy"] = accuracy
                for name in others { values[name] = other }
                object["values"] = values
            }
        }
        let html = try Comparison(
            record(SampleRun.digits(), changing: changed(0.98, 0.5)), at: "a.json",
            with: record(SampleRun.digits(), changing: changed(0.99, 0.25)), at: "b.json"
        ).html
        #expect(
            html.contains(
                "B compared with A: result.accuracy 99.00\u{A0}% (+1.00 points, better); "
                    + "result.balancedAccuracy 25.00\u{A0}% (\u{2212}25.00 points, worse); "
                    + "result.calibration.expectedError 0.25 (\u{2212}0.25, better); "
                    + "result.macroF1 0.25 (\u{2212}0.25, worse); and more."))
        #expect(rows(html).contains("|result.roc.area|0.5|0.25|\u{2212}0.25|worse|"))
    }

    @Test func `an expectation that is not met comes first`() throws {
        let html = try page { object in
            var expectations = object["expectations"] as? [[String: Any]] ?? []
            expectations[0]["met"] = false
            object["expectations"] = expectations
        }
        #expect(
            html.contains("<p class=\"verdict\">B does not meet an expectation. All values are the same.</p>")
        )
        #expect(
            rows(html).contains("|reaches 98\u{A0}% on the test images|met|not met|")
                || rows(html).contains("|reaches 98 % on the test images|met|not met|"))
    }

    @Test func `equal runs are reported as equal`() throws {
        let html = try page()
        #expect(html.contains("All values are the same."))
        #expect(html.contains("Both ran the same text."))
        #expect(html.contains("Every step is the same in both, by its key in the cache."))
        #expect(html.contains("Two runs of digit_recognition.md"))
        #expect(!html.contains("better") && !html.contains("worse"))
    }

    @Test func `the texts are compared line by line, and lines far from a change are omitted`() throws {
        let lines = (1...40).map { "line \($0)" }
        var changed = lines
        changed[20] = "<b>another</b>"
        changed.insert("a new one", at: 22)
        changed.remove(at: 39)
        let first = try record(SampleRun.digits()) { $0["source"] = lines.joined(separator: "\n") }
        let second = try record(SampleRun.digits()) {
            $0["source"] = changed.joined(separator: "\r\n") + "\r\n"
        }
        let html = Comparison(first, at: "a", with: second, at: "b").html
        let pre = try #require(html.firstMatch(of: /<pre class="difference".*?<\/pre>/.dotMatchesNewlines()))
        let shown = pre.output.matches(of: /<span[^>]*>([^<]*)<\/span>/).map { String($0.output.1) }
        #expect(
            shown == [
                "  … 17 lines that are the same", "  line 18", "  line 19", "  line 20", "\u{2212} line 21",
                "+ &lt;b&gt;another&lt;/b&gt;", "  line 22", "+ a new one", "  line 23", "  line 24",
                "  line 25", "  … 10 lines that are the same", "  line 36", "  line 37", "  line 38",
                "\u{2212} line 39", "  line 40",
            ])
    }

    /// Mistakes with these indices, an image each whose first pixel is its index.
    private static func mistakes(_ indices: [Int]) throws -> [String: Any] {
        let items = indices.map {
            ImageGrid.Item(index: $0, label: "\($0 % 10)", guesses: [.init(label: "x", probability: 0.5)])
        }
        let pixels = Data(indices.flatMap { index in (0..<16).map { UInt8($0 == 0 ? index : 7) } })
        let grid = ImageGrid(width: 4, height: 4, pixels: pixels, items: items, total: items.count)
        var builder = RunBuilder(try SampleRun.digits().plan.notebook)
        builder.step(
            "evaluate", binding: "result", cell: 0, line: 1,
            value: .artifact(try StoredArtifact(SampleEvaluation(values: [:], mistakes: grid))))
        let data = Data(RunRecord(of: builder.run).json.utf8)
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(object?["mistakes"] as? [String: Any])
    }

    @Test func `the images that only one run misclassifies are counted and shown`() throws {
        let first = try record(SampleRun.digits()) {
            $0["mistakes"] = try? Self.mistakes(Array(0..<12) + [30, 31])
        }
        let second = try record(SampleRun.digits()) { $0["mistakes"] = try? Self.mistakes(Array(2..<20)) }
        let html = Comparison(first, at: "a", with: second, at: "b").html
        #expect(html.contains("Images misclassified by both: 10; by A alone: 4; by B alone: 8."))
        // Two-sided binomial test of 4 among 12: 2 (1 + 12 + 66 + 220 + 495) / 4096.
        #expect(html.contains("in 39\u{A0}% of cases (McNemar's exact test)"))
        let titles = html.matches(of: #/<title>Image (\d+): /#).map { String($0.output.1) }
        #expect(titles == ["0", "1", "30", "31"] + (12..<20).map(String.init))
        // The pixels are those of the images that the titles name.
        let sprites = html.matches(of: /data:image\/png;base64,([A-Za-z0-9+\/=]+)/).compactMap {
            Data(base64Encoded: String($0.output.1))
        }
        #expect(sprites.count == 2)
        let expected = ImageSprite(
            of: ImageGrid(
                width: 4, height: 4,
                pixels: Data(
                    [0, 1, 30, 31].flatMap { index in (0..<16).map { UInt8($0 == 0 ? index : 7) } }),
                items: [0, 1, 30, 31].map { .init(index: $0, label: "") }, total: 4))
        #expect(try sprites.first == expected.encoded().data)
    }

    @Test func `images that are not the same are not compared one by one`() throws {
        let first = try record(SampleRun.digits()) { $0["mistakes"] = try? Self.mistakes([1, 2]) }
        let second = try record(SampleRun.digits()) { object in
            var mistakes = (try? Self.mistakes([2, 3])) ?? [:]
            var result = mistakes["result"] as? [String: Any] ?? [:]
            var items = result["items"] as? [[String: Any]] ?? []
            items[0]["label"] = "another"
            result["items"] = items
            mistakes["result"] = result
            object["mistakes"] = mistakes
        }
        let html = Comparison(first, at: "a", with: second, at: "b").html
        #expect(html.contains("they were not evaluated on the same images"))
        #expect(!html.contains("McNemar"))
    }

    @Test(arguments: [(32, ""), (33, "one more evaluation"), (40, "8 more evaluations")])
    func `evaluations that are not shown are counted`(count: Int, words: String) throws {
        let result = try #require(try Self.mistakes([1])["result"])
        let both = try record(SampleRun.digits()) { object in
            object["mistakes"] = Dictionary(uniqueKeysWithValues: (0..<count).map { ("result\($0)", result) })
        }
        let html = Comparison(both, at: "a", with: both, at: "b").html
        #expect(html.components(separatedBy: "<h2>Mistakes of ").count - 1 == min(count, 32))
        #expect(html.contains("are not shown.") == !words.isEmpty)
        #expect(words.isEmpty || html.contains("The mistakes of \(words) are not shown."))
    }

    @Test func `the curves of both are in one chart`() throws {
        let html = try page { $0["history"] = ["model": ["loss": [0.5, 0.25], "accuracy": [0.8, 0.9]]] }
        let first = try record(SampleRun.digits()) {
            $0["history"] = [
                "net": ["loss": [1.0, 0.5, 0.25] as [Any], "accuracy": [0.5, NSNull(), 0.75] as [Any]]
            ]
        }
        let second = try record(SampleRun.digits()) {
            $0["history"] = ["model": ["loss": [0.5, 0.125], "accuracy": [0.8, 0.9]]]
        }
        // With one model each, whatever their names.
        let both = Comparison(first, at: "a", with: second, at: "b").html
        #expect(both.contains("Training of net and model"))
        #expect(rows(both).contains("|1|1|0.5|50.00\u{A0}%|80.00\u{A0}%|"), "\(rows(both))")
        #expect(rows(both).contains("|2|0.5|0.125|NaN\u{A0}%|90.00\u{A0}%|"))
        #expect(!html.contains("Training of net"))
    }

    @Test(arguments: [[2, 1e308], [-1e308, 1e308], [0, -1e-300], [1e308, -1]])
    func `extreme numbers are drawn or omitted`(values: [Double]) throws {
        let html = try page { $0["history"] = ["model": ["loss": values, "accuracy": values]] }
        #expect(html.contains("Training of model") && html.contains("<path"))
    }

    @Test func `a share of exactly one, a claim made twice and a parameter called seed are not lost`() throws
    {
        let html = try page { object in
            object["values"] = ["result.accuracy": 1.0]
            object["params"] = ["seed": 3]
            object["seed"] = 8
            object["expectations"] = [
                ["claim": "twice", "met": false, "line": 1], ["claim": "twice", "met": true, "line": 2],
            ]
        }
        let rows = rows(html)
        #expect(rows.contains("|result.accuracy|99.07\u{A0}%|100.00\u{A0}%|+0.93 points|better|"), "\(rows)")
        #expect(rows.contains("|the run's seed|0|8|") && rows.contains("|seed|–|3|"))
        #expect(rows.contains("|twice|–|not met|"))
    }

    @Test func `texts that differ only in line endings are not called the same`() throws {
        let first = try record(SampleRun.digits()) { $0["source"] = "a\nb\n" }
        let second = try record(SampleRun.digits()) { $0["source"] = "a\r\nb\r\n" }
        let html = Comparison(first, at: "a", with: second, at: "b").html
        #expect(html.contains("The texts differ only in line endings"))
    }

    @Test func `data whose hashes differ after the shown digits differ`() throws {
        let html = try page { object in
            var data = object["data"] as? [[String: Any]] ?? []
            let hash = data[0]["sha256"] as? String ?? ""
            data[0]["sha256"] = hash.dropLast() + (hash.hasSuffix("0") ? "1" : "0")
            object["data"] = data
        }
        #expect(!html.contains("Data, by the beginning of its SHA-256: the same in both."))
        #expect(try page().contains("Data, by the beginning of its SHA-256: the same in both."))
    }

    @Test func `the first different step is reported`() throws {
        let html = try page { object in
            var steps = object["steps"] as? [[String: Any]] ?? []
            steps[3]["key"] = "0"
            steps[5]["key"] = "1"
            object["steps"] = steps
        }
        #expect(html.contains("The runs part at train (line "))
        let failed = try record(SampleRun.failed())
        #expect(
            Comparison(failed, at: "a", with: failed, at: "b").html.contains(
                "Every step that was reached is the same in both, by its key in the cache."))
    }

    @Test(arguments: [
        ("", "it is not a record of a run, as 'stepbook run' writes it beside its report"),
        ("[1]", "it is not a record of a run, as 'stepbook run' writes it beside its report"),
        ("{\"schema\": 9}", "it is a record of version 9; this program reads version 1"),
        ("{\"schema\": 1}", "the record is damaged: 'notebook' is missing"),
        (
            "{\"schema\": 1, \"notebook\": 5}",
            "the record is damaged: 'notebook' has another type than in a record"
        ),
        (
            "{\"\\ud83d\\ude00\\n\": 1, \"\u{1F600}\\u000a\": 2}",
            "the record is damaged: '\u{1F600}\n' appears twice in one object of it"
        ),
        ("{\"\\ud83d\": 1}", "it is not a record of a run, as 'stepbook run' writes it beside its report"),
        (
            "{\"\\ud83d\\u0041\": 1}",
            "it is not a record of a run, as 'stepbook run' writes it beside its report"
        ),
        ("{\"\\u12", "it is not a record of a run, as 'stepbook run' writes it beside its report"),
        ("{\"a\\", "it is not a record of a run, as 'stepbook run' writes it beside its report"),
    ])
    func `a file that is not a record is refused in words`(text: String, words: String) throws {
        let problem = #expect(throws: RunRecord.Problem.self) { try RunRecord(Data(text.utf8)) }
        #expect(problem?.description == words)
    }

    @Test func `a record of more values than any run has is refused before they fill the memory`() throws {
        let text = "{\"history\": [" + String(repeating: "0,", count: 5_000_000) + "0]}"
        let problem = #expect(throws: RunRecord.Problem.self) { try RunRecord(Data(text.utf8)) }
        #expect(
            problem?.description
                == "the record is damaged: it is larger than any record, with more than 5,000,000 values")
    }

    @Test func `an untrusted record is shown as text, and its images only if they are images`() throws {
        let text = SampleRun.hostileText
        func hostile(_ object: inout [String: Any]) {
            object["notebook"] = text
            object["status"] = text
            object["revision"] = text
            object["params"] = [text: text]
            object["values"] = [text: text, "result.accuracy": text]
            object["history"] = [text: ["loss": [1, 0.5]]]
            object["expectations"] = [["claim": text, "met": false, "line": -5]]
            object["data"] = [["name": text, "bytes": -1, "sha256": text]]
            object["environment"] = [text: text]
            object["source"] = text
            var mistakes = (try? Self.mistakes([1, 2])) ?? [:]
            var result = mistakes.removeValue(forKey: "result") as? [String: Any] ?? [:]
            result["items"] = [["index": -9, "label": text, "guess": text, "probability": 1e300]]
            mistakes[text] = result
            object["mistakes"] = mistakes
        }
        let other = try record(SampleRun.digits()) { object in
            hostile(&object)
            object["source"] = "other\n" + text
            object["params"] = [text: "other"]
        }
        let html = Comparison(
            try record(SampleRun.digits(), changing: hostile), at: text, with: other, at: text
        ).html
        let page = try Markup(html)
        #expect(!page.elements.contains { $0.name == "img" })
        #expect(page.elements.filter { $0.name == "script" }.count == 1)
        #expect(page.elements.filter { $0.name == "style" }.count == 1)
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })

        for images in [
            ["width": 4, "height": 4, "channels": 1, "count": 2, "png": "AAAA"] as [String: Any],
            ["width": 1024, "height": 1024, "channels": 3, "count": 200, "png": "AAAA"],
            ["width": 1 << 40, "height": 1 << 40, "channels": 3, "count": 200, "png": "AAAA"],
            ["width": 4, "height": -4, "channels": 9, "count": 0, "png": ""],
        ] {
            let damaged = try record(SampleRun.digits()) { object in
                var mistakes = (try? Self.mistakes([1, 2])) ?? [:]
                var result = mistakes["result"] as? [String: Any] ?? [:]
                result["images"] = images
                mistakes["result"] = result
                object["mistakes"] = mistakes
            }
            let none = try record(SampleRun.digits()) { $0["mistakes"] = try? Self.mistakes([3]) }
            #expect(
                Comparison(damaged, at: "a", with: none, at: "b").html.contains(
                    "The images of A could not be drawn: "))
        }
    }
}

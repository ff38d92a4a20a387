import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The form of a sweep's page: what is in it whatever the sweep is.
struct SweepPageFormTests {
    private static let timing = SweepResult.Timing(
        started: Date(timeIntervalSince1970: 1_790_000_000), seconds: 12.5, jobs: 4)

    private func withoutTiming(_ html: String) throws -> String {
        let start = try #require(html.firstRange(of: "<!-- timing: begin -->"))
        let end = try #require(html.firstRange(of: "<!-- timing: end -->"))
        return String(html[..<start.lowerBound]) + String(html[end.upperBound...])
    }

    @Test func `what differs from sweep to sweep is in one element at the end`() throws {
        let first = SweepPage(of: SampleSweep.grid(seconds: 1)).html
        let second = SweepPage(of: SampleSweep.grid(seconds: 97.5, timing: Self.timing)).html
        #expect(first != second)
        #expect(try withoutTiming(first) == withoutTiming(second))
        #expect(second.components(separatedBy: "id=\"timing\"").count == 2)
        let end = try #require(second.firstRange(of: "<!-- timing: end -->"))
        #expect(second[end.upperBound...].hasPrefix("\n</main>"))
    }

    @Test func `the timing has the duration, the cached share and the runs that took longest`() {
        let html = SweepPage(of: SampleSweep.grid(timing: Self.timing)).html
        let section = html.split(separator: "<section class=\"timing\"").last.map(String.init) ?? ""
        // Two computed steps in each run but the one that failed.
        #expect(section.contains("data-took=\"12.5\u{A0}s, 12 of 34 steps cached\""))
        let words = SweepTable.words("<" + section)
        #expect(words.contains("Started 2026-09-21 14:13:20 UTC; took 12.5 s with 4 runs at a time."))
        #expect(words.contains("12 of 34 steps came from the cache (35.3 %). The runs took 12.0 s together."))
    }

    @Test func `a page read from its record is the same`() throws {
        let result = SampleSweep.grid(timing: Self.timing)
        let read = try SweepRecord(Data(SweepRecord(of: result).json.utf8)).result
        #expect(SweepPage(of: read).html == SweepPage(of: result).html)
    }

    @Test func `hostile text never becomes markup`() throws {
        let text = SampleRun.hostileText
        let setting = [SweptValue(name: text, value: .string(text))]
        let runs = [
            SweepRun(
                index: 0, setting: setting, seed: 1, outcome: .ok, values: ["\(text).accuracy": .float(0.5)],
                history: [text: ["accuracy": [0.25, 0.5]]]),
            SweepRun(index: 1, setting: setting, seed: 2, outcome: .failed(text)),
            SweepRun(
                index: 2, setting: [SweptValue(name: text, value: .string("b"))], seed: 1,
                outcome: .expectationNotMet(text), values: ["\(text).accuracy": .float(0.25)]),
        ]
        let page = try Markup(
            SweepPage(
                of: SweepResult(
                    notebook: text, textHash: SampleSweep.textHash, parameters: [text], seeds: [1, 2],
                    runs: runs)
            ).html)
        #expect(!page.elements.contains { $0.name == "img" })
        #expect(page.raw.map(\.name) == ["style", "script"])
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
        #expect(page.comments == [" timing: begin ", " timing: end "])
        for link in page.elements.compactMap({ $0.attributes["href"] }) where !link.hasPrefix("#") {
            #expect(
                link.hasPrefix("data:,") || link.allSatisfy { $0.isASCII && !"<>\"': ".contains($0) },
                "\(link)")
            #expect(!link.hasPrefix("/"), "\(link)")
        }
        let shown = text.replacing("\0", with: "\u{FFFD}")
        #expect(page.texts.filter { $0.contains(shown) }.count >= 8)
    }

    @Test func `the page makes no request, has its policy, and names each thing once`() throws {
        let html = SweepPage(of: SampleSweep.grid(timing: Self.timing)).html
        let page = try Markup(html)
        #expect(!page.elements.contains { $0.attributes["src"] != nil || $0.attributes["style"] != nil })
        #expect(!html.contains("http:") && !html.contains("https:"))
        let policy = page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
        #expect(
            policy?.attributes["content"]?.hasPrefix("default-src 'none'; img-src data:; style-src 'sha256-")
                == true)
        let anchors = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(anchors).count == anchors.count, "\(anchors)")
        let targets = page.elements.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
        for target in targets { #expect(anchors.contains(String(target.dropFirst())), "\(target)") }
        #expect(SweepPage.isPage(Data(html.utf8)))
        #expect(!SweepPage.isPage(Data(Report(of: try SampleRun.small()).html.utf8)))
    }

    @Test func `a page of ten thousand settings is small, and has few of what is drawn`() throws {
        let html = SweepPage(of: SampleSweep.random(10_000)).html
        print("\(html.utf8.count) bytes")
        #expect(html.utf8.count < 6_000_000)
        #expect(html.components(separatedBy: "data-values=").count == 10_001)
        // A hundred rows are in sight, and the others in folded parts of a thousand.
        #expect(html.components(separatedBy: "<table class=\"numbers ranking\">").count == 12)
        #expect(html.contains("<summary>Rows 101 to 1\u{202F}100</summary>"))
        #expect(html.contains("<summary>Rows 9\u{202F}101 to 10\u{202F}000</summary>"))
        #expect(html.contains("Only the best 40 of 10\u{202F}000 settings are drawn."))
        #expect(html.contains("300 of 10\u{202F}000 values, evenly spaced."))
        #expect(html.contains("200 of 10\u{202F}000 settings are drawn, evenly spaced by their rank."))
        #expect(html.components(separatedBy: "<circle").count < 1500)
        #expect(html.components(separatedBy: "<path").count < 500)
    }

    @Test func `many failures are counted where they are not listed`() {
        let runs = (0..<130).map { (index: Int) -> SweepRun in
            SweepRun(
                index: index, setting: SampleSweep.setting(Double(index), 1), seed: 1,
                outcome: .failed(index < 30 ? "the same" : "message \(index)"))
        }
        let html = SweepPage(of: SampleSweep.result(runs, seeds: [1])).html
        #expect(html.contains("; and 10 more"))
        #expect(html.contains("One more message is in the record."))
        #expect(html.contains("message 128") && !html.contains("message 129"))
    }
}

import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The page of two runs in a real browser.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct ComparisonPageTests {
    private static func page(_ first: Run, _ second: Run) throws -> String {
        let records = try [first, second].map { try RunRecord(Data(RunRecord(of: $0).json.utf8)) }
        return Comparison(records[0], at: "first.json", with: records[1], at: "second.json").html
    }

    /// The page of many runs, with names of any kind.
    private static func manyRuns() throws -> String {
        let runs = try [SampleRun.digits(), SampleRun.failed(), SampleRun.digits(), SampleRun.hostile()]
        let records = try (0..<9).map { index in
            let data = Data(RunRecord(of: runs[index % runs.count]).json.utf8)
            return (path: "folder\(index)/a_long_name_of_a_record.json", record: try RunRecord(data))
        }
        return SeveralRuns(records).html
    }

    @Test(arguments: ["digits", "hostile", "many"])
    func `it fits every screen and print, is legible, and has no side effects`(name: String) throws {
        let html =
            name == "many"
            ? try Self.manyRuns()
            : try Self.page(
                SampleRun.named(name), SampleRun.named(name == "digits" ? "failed" : "digits"))
        let page = try Page.written(html, as: "comparison-\(name)")
        let browser = try Browser()
        for (theme, isPrinted) in [("light", false), ("dark", false), ("light", true)] {
            for width in isPrinted ? [658] : [320, 390, 768, 1280, 1920] {
                try browser.show(width: width, theme: theme, isPrinted: isPrinted)
                try browser.open(page)
                if isPrinted { _ = try browser.evaluate("dispatchEvent(new Event('beforeprint'))") }
                #expect(browser.consoleMessages == [])
                #expect(browser.requests == [page.absoluteString])
                try browser.expectNoFaults(
                    [
                        PageChecks.overflow, PageChecks.charts, PageChecks.clipping, PageChecks.contrast,
                        PageChecks.unnamed,
                    ] + (isPrinted ? [PageChecks.folded, PageChecks.scrolled] : []), "\(width) \(theme)")
            }
        }
    }
}

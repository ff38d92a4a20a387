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

    @Test(arguments: ["digits", "hostile"])
    func `it fits every screen and print, is legible, and has no side effects`(name: String) throws {
        let html = try Self.page(
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

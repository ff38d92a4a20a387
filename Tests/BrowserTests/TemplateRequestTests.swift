import Diagnostics
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Custom pages in a real browser, with a listener at the address of their requests.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct TemplateRequestTests {
    private let browser: Browser
    private let listener: Listener

    init() throws {
        browser = try Browser()
        listener = try Listener()
    }

    /// The number of connections while a page is open.
    private func visits(of html: String) throws -> Int {
        _ = listener.visits()
        try browser.open(Page.written(html, as: "template"), isScripted: false)
        Thread.sleep(forTimeInterval: 0.25)
        try browser.call("Page.navigate", ["url": "about:blank"])
        return listener.visits()
    }

    @Test func `no accepted page makes requests`() throws {
        let run = try SampleRun.small()
        var taken = 0
        let harmless = TemplateAttack.harmless.map {
            "<!doctype html><head>{{head}}</head>\($0){{title-block}}{{content}}{{provenance}}{{timing}}"
        }
        for text in TemplateAttack.pages(asking: listener.address) + harmless {
            guard let template = try? PageTemplate(SourceFile(name: "page.html", text: text)) else {
                continue
            }
            taken += 1
            #expect(try visits(of: Report(of: run, template: template).html) == 0, "\(text)")
        }
        #expect(taken >= harmless.count)
    }

    /// Proves that the test before could fail: the attacks work in spite of a report's own policy.
    @Test func `the attacks succeed in an unchecked page`() throws {
        let run = try SampleRun.small()
        let report = Report(of: run).html
        let policy = try #require(report.firstMatch(of: /<meta http-equiv="Content-Security-Policy"[^>]*>/))
            .output
        var out = 0
        for text in TemplateAttack.pages(asking: listener.address) {
            var html = text.replacing("{{head}}", with: String(policy))
            for name in ["title-block", "content", "provenance", "timing"] {
                html = html.replacing("{{\(name)}}", with: "<p>\(name)</p>")
            }
            if try visits(of: html) > 0 { out += 1 }
        }
        #expect(out >= 30, "\(out)")
    }
}

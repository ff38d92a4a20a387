import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Standalone figures in a page with styles of its own.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct StandaloneFigureInBrowserTests {
    private static let page: String = {
        let figures = SampleRun.gallery().steps.flatMap(\.figures).enumerated().map {
            $1.standalone(anchor: "figure-\($0)")
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Figures</title>
            <style>:root{color-scheme:light dark}</style></head>
            <body><p id="outside">Words beside the figures.</p>
            <table id="plain"><tbody><tr><td>a</td></tr></tbody></table>
            \(figures.joined(separator: "\n"))</body></html>
            """
    }()

    @Test(arguments: ["light", "dark"])
    func `standalone figures are legible in both themes, and make no requests`(theme: String) throws {
        let page = try Page.written(Self.page, as: "standalone-\(theme)")
        let browser = try Browser()
        try browser.show(width: 1280, theme: theme)
        try browser.open(page)
        #expect(browser.consoleMessages == [])
        #expect(browser.requests == [page.absoluteString])
        try browser.expectNoFaults([PageChecks.overflow, PageChecks.charts, PageChecks.unnamed])
        let background = "getComputedStyle(document.querySelector('.stepbook-figure')).backgroundColor"
        #expect(
            try browser.evaluate(background) as? String
                == (theme == "light" ? "rgb(253, 253, 251)" : "rgb(22, 24, 27)"))
        let curve = "getComputedStyle(document.querySelector('.stepbook-figure .c0 path')).strokeWidth"
        #expect(try browser.evaluate(curve) as? String == "2px")
    }

    @Test func `they are dark on a dark page, whatever the system prefers`() throws {
        let html = Self.page.replacing(":root{color-scheme:light dark}", with: ":root{color-scheme:dark}")
        let page = try Page.written(html, as: "standalone-always-dark")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(page)
        let background = "getComputedStyle(document.querySelector('.stepbook-figure')).backgroundColor"
        #expect(try browser.evaluate(background) as? String == "rgb(22, 24, 27)")
    }

    @Test func `their styles do not affect the page`() throws {
        let page = try Page.written(Self.page, as: "standalone-beside")
        let bare = try Page.written(
            Self.page.replacing(/(?s)<style>\.stepbook-figure.*?<\/style>/, with: ""), as: "standalone-bare")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        let facts = """
            JSON.stringify(["outside", "plain"].map(name => {
              const style = getComputedStyle(document.getElementById(name));
              return [...style].map(key => key + style.getPropertyValue(key)); }))
            """
        try browser.open(bare)
        let before = try browser.evaluate(facts) as? String
        try browser.open(page)
        #expect(try browser.evaluate(facts) as? String == before)
        #expect((before ?? "").count > 100)
    }
}

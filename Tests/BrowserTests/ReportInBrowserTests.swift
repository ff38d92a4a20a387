import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The report in a real browser, from a file, with all its activity watched.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct ReportInBrowserTests {
    private static let widths = [320, 390, 768, 900, 1280, 1920, 2560]

    @Test(arguments: ["digits", "failed", "small", "gallery", "hostile", "column"])
    func `a report fits every screen, is legible, and has no side effects`(name: String) throws {
        let page = try Page.written(Report(of: try SampleRun.named(name)).html, as: name)
        let browser = try Browser()
        for theme in ["light", "dark"] {
            for width in Self.widths {
                try browser.show(width: width, theme: theme)
                try browser.open(page)
                #expect(browser.consoleMessages == [])
                #expect(browser.requests == [page.absoluteString])
                try browser.expectNoFaults(
                    [PageChecks.overflow, PageChecks.charts, PageChecks.clipping], "\(width) \(theme)")
                if width == 1280 {
                    try browser.expectNoFaults([PageChecks.contrast, PageChecks.unnamed], "\(theme)")
                    let background = "getComputedStyle(document.body).backgroundColor"
                    #expect(
                        try browser.evaluate(background) as? String
                            == (theme == "light" ? "rgb(253, 253, 251)" : "rgb(22, 24, 27)"))
                }
            }
        }
    }

    @Test(arguments: ["digits", "failed", "small", "gallery", "hostile", "column"])
    func `a report fits paper, with everything unfolded`(name: String) throws {
        let page = try Page.written(Report(of: try SampleRun.named(name)).html, as: "paper-\(name)")
        let browser = try Browser()
        // The text's width on A4 and on letter paper, with the page's own margins, at 96 pixels an inch.
        for width in [658, 680] {
            try browser.show(width: width, theme: "light", isPrinted: true)
            try browser.open(page)
            _ = try browser.evaluate("dispatchEvent(new Event('beforeprint'))")
            try browser.expectNoFaults(
                [
                    PageChecks.overflow, PageChecks.charts, PageChecks.clipping, PageChecks.contrast,
                    PageChecks.folded, PageChecks.scrolled,
                ], "\(width)")
        }
        let paper = try browser.call("Page.printToPDF", ["preferCSSPageSize": true])
        let document = try #require((paper["data"] as? String).flatMap { Data(base64Encoded: $0) })
        #expect(document.starts(with: Data("%PDF-".utf8)))
        #expect(browser.consoleMessages == [])
    }

    @Test(arguments: [true, false])
    func `text, listings, tables and figures share their left edge`(hasContents: Bool) throws {
        let html = Report(of: SampleRun.column(hasContents: hasContents)).html
        let page = try Page.written(html, as: "column-\(hasContents)")
        let browser = try Browser()
        for width in Self.widths {
            try browser.show(width: width, theme: "light")
            try browser.open(page)
            #expect(try browser.texts(PageChecks.edges) == [], "\(width)")
        }
    }

    @Test func `the columns of a table are aligned as the notebook says`() throws {
        let page = try Page.written(Report(of: SampleRun.column(hasContents: false)).html, as: "aligned")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(page)
        // Where the words stand in their cells, whatever the styles say.
        let places = """
            [...document.querySelectorAll(".align-center, .align-right")].map(cell => {
              const words = document.createRange(), box = cell.getBoundingClientRect();
              words.selectNodeContents(cell);
              const text = words.getBoundingClientRect(), style = getComputedStyle(cell);
              const left = text.left - box.left - parseFloat(style.paddingLeft);
              const right = box.right - text.right - parseFloat(style.paddingRight);
              const isRight = right < 1, isCentre = Math.abs(left - right) < 1;
              return cell.className + (cell.tagName == "TD" || left + right > 3 ? ` ${isRight} ${isCentre}` : "");
            }).join()
            """
        #expect(
            try browser.evaluate(places) as? String
                == "align-center false true,align-right true false,align-center true true,align-right true true"
        )
    }

    @Test func `a cell's code is copied with a click, or by the keyboard alone`() throws {
        let page = try Page.written(Report(of: try SampleRun.digits()).html, as: "copy")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(page)
        try browser.call(
            "Browser.grantPermissions", ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
        try browser.call("Page.bringToFront")
        let code = try browser.evaluate("document.querySelector('.source pre').textContent") as? String
        _ = try browser.evaluate("document.querySelector('.source .copied button').focus()")
        try browser.press("Enter", code: 13, text: "\r")
        #expect(
            try browser.evaluate("document.querySelector('.source .copied button').textContent") as? String
                == "Copied")
        #expect(try browser.evaluate("navigator.clipboard.readText()") as? String == code)
        #expect(code?.contains("load(") == true)
        #expect(browser.consoleMessages == [])
    }

    @Test func `each check finds its planted fault`() throws {
        let good = Report(of: try SampleRun.digits()).html
        let unguarded = good.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"none\"")
        let browser = try Browser()
        try browser.show(width: 390, theme: "light")

        try browser.open(
            Page.written(good.replacing("</main>", with: "<script>1</script></main>"), as: "inline"))
        #expect(browser.consoleMessages.count == 1, "the policy stops a second script, and says so")

        let picture = "<img src=\"absent.png\" alt=\"\"></main>"
        try browser.open(Page.written(unguarded.replacing("</main>", with: picture), as: "request"))
        #expect(browser.requests.count == 2)

        let wide = "<svg width=\"3000\" height=\"9\"></svg></main>"
        try browser.open(Page.written(good.replacing("</main>", with: wide), as: "wide"))
        #expect(try browser.texts(PageChecks.overflow).count == 1)

        let drawing = "<svg width=\"9\" height=\"9\" role=\"img\"></svg></main>"
        try browser.open(Page.written(good.replacing("</main>", with: drawing), as: "unnamed"))
        #expect(try browser.texts(PageChecks.unnamed).count == 1)

        // On a screen there is what paper cannot have.
        let box = "<div class=\"scroll\">wide words<svg width=\"3000\" height=\"9\"></svg></div></main>"
        try browser.open(Page.written(good.replacing("</main>", with: box), as: "folded"))
        #expect(try browser.texts(PageChecks.folded).count >= 2)
        // With a wide font tables scroll too.
        #expect(try browser.texts(PageChecks.scrolled).filter { $0.hasSuffix(": wide words") }.count == 1)

        let moved = good.replacing("<text x=\"339.5\"", with: "<text x=\"500\"")
        try browser.open(Page.written(moved, as: "moved"))
        #expect(try browser.texts(PageChecks.charts).contains { $0.contains("outside") })

        let covered = good.replacing("y=\"198.7\"", with: "y=\"190\"").replacing(
            "y=\"181.4\"", with: "y=\"185\"")
        try browser.open(Page.written(covered, as: "covered"))
        #expect(try browser.texts(PageChecks.charts).contains { $0.contains("covers") })

        let pale = unguarded.replacing("--muted:light-dark(#5a5f66,", with: "--muted:light-dark(#9a9fa6,")
        try browser.open(Page.written(pale, as: "pale"))
        #expect(try !browser.texts(PageChecks.contrast).isEmpty)

        let long =
            "<p style=\"white-space: nowrap; width: 9rem\">\(String(repeating: "word ", count: 40))</p></main>"
        try browser.open(Page.written(unguarded.replacing("</main>", with: long), as: "clipped"))
        #expect(try !browser.texts(PageChecks.clipping).isEmpty)
    }

    @Test func `the switch cycles through the themes, and the choice is kept`() throws {
        let page = try Page.written(Report(of: try SampleRun.small()).html, as: "theme")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "dark")
        try browser.open(page)
        let paper = "getComputedStyle(document.body).backgroundColor"
        let press = "(document.querySelector('.theme').click(), document.querySelector('.theme').textContent)"
        #expect(try browser.evaluate(paper) as? String == "rgb(22, 24, 27)")
        #expect(try browser.evaluate(press) as? String == "Theme: light")
        #expect(try browser.evaluate(paper) as? String == "rgb(253, 253, 251)")
        try reopen(page, in: browser, until: "document.documentElement.dataset.theme === 'light'")
        #expect(try browser.evaluate(paper) as? String == "rgb(253, 253, 251)")
        #expect(try browser.evaluate(press) as? String == "Theme: dark")
        #expect(try browser.evaluate(press) as? String == "Theme: auto")
        #expect(browser.consoleMessages == [])
    }

    @Test func `times are copied to the cells, and without a script a link leads to them`() throws {
        let page = try Page.written(Report(of: try SampleRun.digits()).html, as: "script")
        let browser = try Browser()
        try browser.show(width: 768, theme: "light")
        let first = "document.querySelector('#step-4 .took').textContent"
        try browser.open(page)
        #expect(try browser.evaluate(first) as? String == "41.3\u{A0}s")
        try browser.call("Emulation.setScriptExecutionDisabled", ["value": true])
        try browser.open(page, isScripted: false)
        #expect(try browser.evaluate(first) as? String == "timing")
        #expect(try browser.evaluate("document.querySelector('.theme').hidden") as? Bool == true)
        #expect(try browser.texts(PageChecks.overflow) == [])
    }

    @Test func `the contents list follows the reader on a wide screen`() throws {
        let page = try Page.written(Report(of: try SampleRun.digits()).html, as: "contents")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(page)
        let current = "document.querySelector('.contents [aria-current]').textContent"
        #expect(try browser.evaluate(current) as? String == "The data")
        _ = try browser.evaluate(
            "document.documentElement.style.scrollBehavior = 'auto', document.getElementById('what-we-claim').scrollIntoView()"
        )
        _ = try browser.evaluate("new Promise(done => setTimeout(done, 300))")
        #expect(try browser.evaluate(current) as? String == "What we claim")
        // Over all headings at once, to a place where none is near: the one above it is marked.
        let jump = """
            (() => { scrollTo(0, 0);
              return new Promise(done => setTimeout(() => {
                const places = [...document.querySelectorAll(".contents a")].map(link => [link.textContent,
                  document.getElementById(link.hash.slice(1)).getBoundingClientRect().top + scrollY]);
                const gaps = places.slice(1).map(([, top], index) => top - places[index][1]);
                const longest = gaps.lastIndexOf(Math.max(...gaps));
                scrollTo(0, places[longest][1] + 120);
                setTimeout(() => done([places[longest][0], gaps[longest] > 0.3 * innerHeight + 120 ? "far" : "near",
                  document.querySelector(".contents [aria-current]").textContent]), 300);
              }, 300)); })()
            """
        let found = try browser.texts(jump)
        #expect(
            found.count == 3 && found[1] == "far" && found[2] == found[0] && found[0] != "The data",
            "\(found)")
        #expect(
            try browser.evaluate("document.querySelector('.side').getBoundingClientRect().top > 0") as? Bool
                == true)
    }

    /// Opens a page again until a condition holds in it, some twenty times at most.
    ///
    /// A page's storage is written asynchronously: on a busy machine a page that is opened at once may not see it
    /// yet.
    private func reopen(_ page: URL, in browser: Browser, until condition: String) throws {
        for _ in 0..<20 {
            try browser.open(page)
            if try browser.evaluate(condition) as? Bool == true { return }
            _ = try browser.evaluate("new Promise(done => setTimeout(done, 100))")
        }
    }
}

import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// The page of a sweep in a real browser.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct SweepPageInBrowserTests {
    /// A browser that shows the page of the sample's four settings.
    private func browser(_ name: String) throws -> Browser {
        try Browser.showing(SweepPage(of: SampleSweep.grid()).html, as: "sweep-\(name)", width: 1280)
    }

    private static let order = """
        [...document.querySelectorAll(".ranking tbody th")].map(cell => cell.textContent)
        """

    private static func column(_ part: String) -> String {
        """
        (() => { const heads = [...document.querySelectorAll(".ranking thead th")];
          const place = heads.findIndex(head => head.dataset.part === "\(part)");
          return [...document.querySelectorAll(".ranking tbody tr")].map(row => row.cells[place].textContent); })()
        """
    }

    @Test(arguments: ["grid", "random"])
    func `it fits every screen and print, is legible, and has no side effects`(name: String) throws {
        let result = name == "grid" ? SampleSweep.grid() : SampleSweep.random(150)
        let page = try Page.written(SweepPage(of: result).html, as: "sweep-\(name)")
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

    @Test func `on paper no word of the table is broken, and headings are text that each page repeats`()
        throws
    {
        let browser = try Browser()
        try browser.show(width: 658, theme: "light", isPrinted: true)
        try browser.open(Page.written(SweepPage(of: SampleSweep.grid()).html, as: "sweep-paper"))
        _ = try browser.evaluate("dispatchEvent(new Event('beforeprint'))")
        let broken = try browser.texts(
            """
            (() => { const faults = [], range = document.createRange();
              const walker = document.createTreeWalker(document.querySelector(".ranking"), NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                if (range.getClientRects().length > 1) faults.push(word[0]);
              }
              return faults; })()
            """)
        #expect(broken == [])
        let boxes = """
            [...new Set([...document.querySelectorAll(".ranking th button")].map(each => getComputedStyle(each).display))]
            """
        #expect(try browser.texts(boxes) == ["contents"])
    }

    @Test func `what a row is stays in sight while the table is scrolled sideways`() throws {
        let browser = try Browser.showing(
            SweepPage(of: SampleSweep.grid()).html, as: "sweep-narrow", width: 390)
        let places = try browser.evaluate(
            """
            (() => { const box = document.querySelector(".settings .scroll");
              box.scrollLeft = 300;
              const edge = box.getBoundingClientRect().left;
              return [".ranking tbody th", ".settings caption span"].map(each =>
                Math.abs(document.querySelector(each).getBoundingClientRect().left - edge) < 2).concat(box.scrollLeft > 100); })()
            """)
        #expect(places as? [Bool] == [true, true, true])
    }

    @Test func `a click on a heading sorts by it, and a second one the other way`() throws {
        let browser = try browser("sorting")
        #expect(try browser.texts(Self.order) == ["3", "4", "1", "2"])
        let press = { (name: String) in
            """
            (() => { const button = [...document.querySelectorAll(".ranking th button")]
                .find(each => each.textContent === "\(name)");
              button.click();
              return button.parentElement.getAttribute("aria-sort"); })()
            """
        }
        #expect(try browser.evaluate(press("setting")) as? String == "ascending")
        #expect(try browser.texts(Self.order) == ["1", "2", "3", "4"])
        #expect(try browser.evaluate(press("setting")) as? String == "descending")
        #expect(try browser.texts(Self.order) == ["4", "3", "2", "1"])
        // Of equal rates the better setting is the first, since rows stay in the order of their rank.
        #expect(try browser.evaluate(press("rate")) as? String == "ascending")
        #expect(try browser.texts(Self.order) == ["3", "4", "1", "2"])
        #expect(try browser.evaluate(press("rank")) as? String == "ascending")
        #expect(
            try browser.evaluate("document.querySelectorAll('.ranking [aria-sort]').length") as? Int == 1)
        #expect(browser.consoleMessages == [])
    }

    @Test func `differences are from the chosen setting, by seed`() throws {
        let browser = try browser("choosing")
        let before = try browser.texts(Self.column("difference"))
        #expect(before == ["–", "−25.00", "−37.50", "−12.50"])
        let choose = { (setting: Int) in
            """
            (() => { const input = document.querySelector(".settings input");
              input.value = \(setting);
              input.dispatchEvent(new Event("change"));
              return document.querySelector(".ranking .chosen th").textContent; })()
            """
        }
        #expect(try browser.evaluate(choose(1)) as? String == "1")
        #expect(try browser.texts(Self.column("difference")) == ["+37.50", "+12.50", "–", "+25.00"])
        #expect(
            try browser.texts(Self.column("probability")) == [
                "<\u{A0}0.001", "<\u{A0}0.001", "–", "<\u{A0}0.001",
            ])
        #expect(
            try browser.texts(Self.column("test")) == ["t, 3 pairs", "t, 3 pairs", "chosen", "t, 2 pairs"])
        #expect(try browser.evaluate(choose(3)) as? String == "3")
        #expect(try browser.texts(Self.column("difference")) == before)
        // A number that no setting has changes nothing.
        #expect(try browser.evaluate(choose(9)) as? String == "3")
        #expect(browser.consoleMessages == [])
    }

    @Test func `single trainings are compared with any chosen one by McNemar's test`() throws {
        let images: [Set<Int>] = [[1, 2, 3], [3, 4, 5, 6, 7, 8], Set(40..<80), Set(0..<35), [1, 2, 3]]
        let runs = images.enumerated().map { place, mistakes in
            SampleSweep.run(
                place, SampleSweep.setting(Double(place + 1) / 10, 32),
                test: 1 - Double(mistakes.count) / 100, mistakes: mistakes)
        }
        let result = SampleSweep.result(runs, seeds: [1])
        let browser = try Browser.showing(SweepPage(of: result).html, as: "sweep-single", width: 1280)
        let order = result.ranking
        for chosen in order {
            let choice = """
                (() => { const input = document.querySelector(".settings input");
                  input.value = \(chosen + 1);
                  input.dispatchEvent(new Event("change"));
                  return document.querySelector(".ranking .chosen th").textContent; })()
                """
            #expect(try browser.evaluate(choice) as? String == "\(chosen + 1)")
            var (chances, tests) = ([String](), [String]())
            for place in order {
                let difference = place == chosen ? nil : result.difference(of: place, from: chosen)
                guard let difference, case .mcNemar(let test, _) = difference.test else {
                    chances.append("–")
                    tests.append(chosen == result.best?.index ? "the best" : "chosen")
                    continue
                }
                let isSmall = test.pValue < 0.001
                chances.append(isSmall ? "<\u{A0}0.001" : String(format: "%.3f", test.pValue))
                tests.append(test.method == .exact ? "McNemar, exact" : "McNemar, χ²")
            }
            #expect(try browser.texts(Self.column("probability")) == chances, "from \(chosen + 1)")
            #expect(try browser.texts(Self.column("test")) == tests, "from \(chosen + 1)")
        }
        #expect(browser.consoleMessages == [])
    }

    @Test func `without a script there is everything but sorting`() throws {
        let page = try Page.written(SweepPage(of: SampleSweep.grid()).html, as: "sweep-plain")
        let browser = try Browser()
        try browser.show(width: 390, theme: "light")
        try browser.call("Emulation.setScriptExecutionDisabled", ["value": true])
        try browser.open(page, isScripted: false)
        #expect(try browser.texts(Self.order) == ["3", "4", "1", "2"])
        #expect(
            try browser.evaluate("document.querySelectorAll('.ranking button, .settings input').length")
                as? Int == 0)
        #expect(try browser.texts(PageChecks.overflow) == [])
        #expect(
            try browser.evaluate("document.querySelector('.settings .scroll').scrollWidth > innerWidth")
                as? Bool == true)
    }

    @Test func `ten thousand settings are opened and sorted quickly`() throws {
        let clock = ContinuousClock()
        var html = ""
        let result = SampleSweep.random(10_000)
        let writing = clock.measure { html = SweepPage(of: result).html }
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(Page.written(html, as: "sweep-large"))
        let opening = try browser.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        let sorting = try browser.evaluate(
            """
            (() => { const start = performance.now();
              document.querySelectorAll(".ranking th button")[2].click();
              document.body.getBoundingClientRect();
              return performance.now() - start; })()
            """)
        let times = [opening, sorting].map { $0 as? Double ?? .nan }
        print(
            "\(html.utf8.count) bytes, written in \(writing), open after \(times[0]) ms, sorted in \(times[1]) ms"
        )
        // How fast depends on what else the machine does.
        #expect(times[0] < 10_000 && times[1] < 10_000)
        #expect(
            try browser.evaluate("document.querySelectorAll('.ranking tbody tr').length") as? Int == 10_000)
        #expect(browser.consoleMessages == [])
    }
}

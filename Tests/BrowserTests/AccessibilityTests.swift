import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Reports checked by axe-core, the usual tool for accessibility.
///
/// `STEPBOOK_AXE` names its script; the Python package `axe-playwright-python` carries one, `axe.min.js`.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct AccessibilityTests {
    private static let path = ProcessInfo.processInfo.environment["STEPBOOK_AXE"] ?? ""

    private static let isThere = SkipLog.allows("axe", !path.isEmpty, "STEPBOOK_AXE is not set")

    /// The violations that axe-core finds: the rule, and the first element that breaks it.
    private static let faults = """
        axe.run(document).then(result => result.violations.map(
          rule => `${rule.id}: ${rule.nodes.length} times, first ${rule.nodes[0].html.slice(0, 200)}`))
        """

    @Test(arguments: ["digits", "failed", "small", "gallery", "hostile", "column"])
    func `axe-core finds nothing in a report, in light and in dark`(name: String) throws {
        guard Self.isThere else { return }
        let axe = try String(contentsOfFile: Self.path, encoding: .utf8)
        let page = try Page.written(Report(of: try SampleRun.named(name)).html, as: "axe-\(name)")
        let browser = try Browser()
        for theme in ["light", "dark"] {
            try browser.show(width: 1280, theme: theme)
            try browser.open(page)
            _ = try browser.evaluate(axe + "; 1")
            let faults = try browser.texts(Self.faults)
            #expect(faults == [], "\(theme)")
        }
    }

    @Test func `axe-core finds nothing in a comparison, nor where values and origins are shown`() throws {
        guard Self.isThere else { return }
        let axe = try String(contentsOfFile: Self.path, encoding: .utf8)
        let runs = [try SampleRun.digits(), SampleRun.hostile()]
        let records = try runs.map { try RunRecord(Data(RunRecord(of: $0).json.utf8)) }
        let comparison = Comparison(records[0], at: "a.json", with: records[1], at: "b.json")
        let several = SeveralRuns(
            zip(["a.json", "b.json", "c.json"], [records[0], records[1], records[0]]).map {
                (path: $0, record: $1)
            })
        let pages = [
            ("axe-comparison", comparison.html), ("axe-several", several.html),
            ("axe-shown", Report(of: runs[0]).html),
        ]
        let browser = try Browser()
        for (name, html) in pages {
            let page = try Page.written(html, as: name)
            for theme in ["light", "dark"] {
                for part in ["svg.chart", "a.value"] {
                    try browser.show(width: 1280, theme: theme)
                    try browser.open(page)
                    _ = try browser.evaluate("document.querySelector('\(part)')?.focus(), 1")
                    _ = try browser.evaluate(axe + "; 1")
                    let faults = try browser.texts(Self.faults)
                    #expect(faults == [], "\(name) \(theme) \(part)")
                }
            }
        }
    }

    @Test func `axe-core finds nothing in the page of a sweep, folded or not`() throws {
        guard Self.isThere else { return }
        let axe = try String(contentsOfFile: Self.path, encoding: .utf8)
        let browser = try Browser()
        for (name, result) in [("grid", SampleSweep.grid()), ("random", SampleSweep.random(150))] {
            let page = try Page.written(SweepPage(of: result).html, as: "axe-sweep-\(name)")
            for theme in ["light", "dark"] {
                try browser.show(width: 1280, theme: theme)
                try browser.open(page)
                _ = try browser.evaluate(axe + "; 1")
                let folded = try browser.texts(Self.faults)
                #expect(folded == [], "\(name) \(theme)")
                _ = try browser.evaluate(
                    "document.querySelectorAll('details').forEach(each => { each.open = true }), 1")
                let unfolded = try browser.texts(Self.faults)
                #expect(unfolded == [], "\(name) \(theme) unfolded")
            }
        }
    }

    @Test func `axe-core finds a planted fault`() throws {
        guard Self.isThere else { return }
        let axe = try String(contentsOfFile: Self.path, encoding: .utf8)
        let html = Report(of: try SampleRun.named("small")).html.replacing("lang=\"en\"", with: "")
        let browser = try Browser()
        try browser.open(Page.written(html, as: "axe-fault"))
        _ = try browser.evaluate(axe + "; 1")
        #expect(try browser.texts(Self.faults).map { $0.prefix { $0 != ":" } } == ["html-has-lang"])
    }
}

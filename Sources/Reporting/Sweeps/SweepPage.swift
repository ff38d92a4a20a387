import Figures
package import FoundationEssentials
package import Workflow

/// A sweep as one page, `NAME.sweep.html`: self-contained, without any requests, and complete without its script.
///
/// It is a function of the sweep's result and of the notebook's prose. What differs when the sweep is repeated is in one element, `#timing`, between
/// two comments, as in a report.
package struct SweepPage: Sendable {
    private let result: SweepResult
    private let reports: [Int: String]
    private let prose: SweepProse?

    /// The page of a sweep.
    ///
    /// - Parameters:
    ///   - result: the sweep.
    ///   - reports: the path of each run's own report below the page's folder, by the run's index; `nil` for those of
    ///     ``reportPaths(of:)``.
    ///   - prose: the notebook's prose after the sweep; `nil` for a page without it.
    package init(of result: SweepResult, reports: [Int: String]? = nil, prose: SweepProse? = nil) {
        self.result = result
        self.prose = prose
        self.reports = reports ?? Self.reportPaths(of: result)
    }

    /// Whether a file is such a page.
    package static func isPage(_ file: Data) -> Bool {
        file.prefix(4096).firstRange(of: Data("content=\"\(generator)\"".utf8)) != nil
    }

    /// The page's generator.
    private static let generator = "stepbook sweep"

    /// The usual paths of the runs' own reports, `NAME.sweep/001.html` for the first run, with as many digits as the
    /// last one needs, three at least; a run that was stopped or not begun has none.
    package static func reportPaths(of result: SweepResult) -> [Int: String] {
        let file = result.notebook.split(separator: "/").last.map(String.init) ?? ""
        let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        let width = max(String((result.runs.last?.index ?? 0) + 1).count, 3)
        let finished = result.runs.filter { $0.outcome != .interrupted }
        let paths = finished.map { run -> (Int, String) in
            let number = String(run.index + 1)
            let zeros = String(repeating: "0", count: max(width - number.count, 0))
            return (run.index, "\(name).sweep/\(zeros)\(number).html")
        }
        return Dictionary(paths) { first, _ in first }
    }

    /// The page.
    package var html: String {
        let figures = FigureResources(of: [LineChart.self], and: [.sweeps], with: [.sorting])
        return "<!DOCTYPE html>\n"
            + Element(.html, Attribute("lang", "en")) {
                PageHead(
                    title: "Sweep of \(result.notebook)", generator: Self.generator,
                    script: Script.text(with: figures), figures: figures
                ).node
                body
            }.html
    }

    private var body: Element {
        let (text, names) = (MeasureText(of: result), SettingNames(of: result))
        let links = RunLinks(reports)
        return Element(.body) {
            Element(.a, .class("skip"), .href(to: "main")) { "Skip to the text" }
            Element(.button, Attribute("type", "button"), .class("theme"), .flag("hidden")) { "Theme: auto" }
            Element(.div, .class("page")) {
                SweepTitle(result: result, text: text, names: names).node
                Element(.main, .id("main"), Attribute("tabindex", "-1")) {
                    prose.flatMap { SweepText($0).node }
                    Element(.h2, .id("settings")) { "Settings" }
                    SettingsTable(of: result, text: text, links: links).node
                    section("Seeds", "seeds", SeedDots(result: result, text: text, names: names).node)
                    curves(text, names)
                    effects(text, names)
                    SweepFailures(result: result, names: names, links: links).nodes
                    SweepBasis(result: result).node
                    SweepTiming(result: result, names: names).nodes
                }
            }
            Element(.footer) { Element(.p) { "Made with stepbook." } }
        }
    }

    /// A heading and a figure, or nothing.
    @NodeBuilder private func section(_ title: String, _ anchor: String, _ figure: Element?) -> [Node] {
        if let figure {
            Element(.h2, .id("\(anchor)-section")) { title }
            Element(.div, .class("cell")) { figure }
        }
    }

    @NodeBuilder private func curves(_ text: MeasureText, _ names: SettingNames) -> [Node] {
        for (place, model) in SweepCurves.models(of: result).enumerated() {
            let anchor = "curves-\(place + 1)"
            let curves = SweepCurves(result: result, text: text, names: names, model: model)
            section("Training of \(model)", anchor, curves.node(anchor: anchor))
        }
    }

    @NodeBuilder private func effects(_ text: MeasureText, _ names: SettingNames) -> [Node] {
        let effects = result.effects
        section(
            "Effects of the parameters", "effects",
            EffectPlots(effects: effects, result: result, text: text).node)
        section(
            "Parameters together", "parallel",
            ParallelCoordinates(of: result, effects: effects, text: text, names: names).node)
    }
}

extension FigureResource {
    /// The style of a sweep's page.
    fileprivate static let sweeps = style("sweeps", PackageResources.sweeps_css, place: 5)

    /// The script of a sweep's table.
    fileprivate static let sorting = script("sorting", PackageResources.sorting_js, place: 5)
}

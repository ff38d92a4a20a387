import Figures
import Foundation
import Notebooks
import Reporting
import TestSupport
import Testing
import Workflow

/// The styles and scripts of each kind of page.
struct PageResourceTests {
    /// The kinds of pages, and reports with one kind of figure each.
    private enum Kind: String, CaseIterable {
        case plain, charts, curves, images, matrix, network, pads, picturePads, predictions, heat, explained
        case live, comparison, several, sweep, waiting, served

        /// Reports of a run, live ones included.
        static let reports: Set = [
            plain, charts, curves, images, matrix, network, pads, picturePads, predictions, heat,
            explained, live,
        ]

        /// Pages with the styles of all figures, since their figures are not known yet.
        static let open: Set = [live, waiting, served]

        func html() throws -> String {
            switch self {
            case .plain: try Self.report()
            case .charts: try Self.report(Figure(SampleFigures.history()))
            case .curves: try Self.report(Figure(SampleFigures.curvesOfClasses))
            case .images: try Self.report(Figure(SampleFigures.digits()))
            case .matrix:
                try Self.report(Figure(ConfusionMatrix(classes: ["a", "b"], counts: [[3, 1], [0, 4]])))
            case .network:
                try Self.report(
                    Figure(
                        NetworkDiagram(
                            input: [1, 2, 2],
                            layers: [
                                .init(
                                    name: "dense", detail: "2 units", output: [2], parameters: 10,
                                    multiplyAdds: 8)
                            ])))
            case .pads: try Self.report(Figure(SamplePad.pad(classes: ["a", "b"])))
            case .picturePads: try Self.report(Figure(SamplePad.pictures))
            case .predictions:
                try Self.report(
                    Figure(
                        SamplePredictions.sheet(
                            names: ["a.png", "b.png", "c.png"], labels: ["7", "1", "9"])))
            case .heat: try Self.report(Figure(SampleHeat.grid()))
            case .explained:
                try Self.report(
                    Figure(
                        Table(
                            columns: ["name", "value", "meaning"],
                            rows: [
                                [.text("a"), .integer(1), .text("the number of all images that there are")]
                            ])),
                    Figure(Table(columns: ["name", "value"], rows: [[.text("a"), .integer(1)]])))
            case .live: Page(of: Self.run(), liveNumber: 1).html
            case .comparison:
                try Comparison(Self.record(), at: "a.json", with: Self.record(), at: "b.json").html
            case .sweep: SweepPage(of: SampleSweep.grid()).html
            case .several:
                SeveralRuns(
                    try ["a.json", "b.json", "c.json"].map { (path: $0, record: try Self.record()) }
                ).html
            case .waiting: WaitingPage(name: "a.md").html
            case .served:
                RecognizerPage(
                    name: "a", purpose: "reads digits", extent: "Small", readsDigits: true,
                    pad: SamplePad.pad(classes: ["a", "b"])
                ).html(at: "http://127.0.0.1:1/")
            }
        }

        private static func run(_ figures: Figure...) -> Run { run(figures) }

        private static func run(_ figures: [Figure]) -> Run {
            var notebook = NotebookBuilder(name: "a.md")
            notebook.cell("show()")
            var builder = RunBuilder(notebook.notebook)
            builder.step("show", cell: 0, line: 2, figures: figures)
            return builder.run
        }

        static func report(_ figures: Figure...) throws -> String { Report(of: run(figures)).html }

        private static func record() throws -> RunRecord {
            try RunRecord(Data(RunRecord(of: try SampleRun.digits()).json.utf8))
        }
    }

    /// The pages that have a resource, by its name.
    private static let users: [String: Set<Kind>] = {
        let all = Set(Kind.allCases)
        let scripted = Kind.reports.union([.comparison, .several, .sweep])
        var users: [String: Set<Kind>] = [
            "charts.css": Kind.open.union([.charts, .curves, .comparison, .several, .sweep]),
            "legends.css": Kind.open.union([.curves, .comparison, .several, .sweep]),
            "images.css": Kind.open.union([
                .images, .matrix, .pads, .picturePads, .predictions, .heat, .comparison,
            ]),
            "heat.css": Kind.open.union([.heat]),
            "predictions.css": Kind.open.union([.pads, .picturePads, .predictions]),
            "pads.css": Kind.open.union([.pads, .picturePads]),
            "picturePads.css": Kind.open.union([.picturePads]),
            "explanations.css": Kind.open.union([.explained]),
            "network.css": Kind.open.union([.network]), "matrix.css": Kind.open.union([.matrix]),
            "differences.css": [.comparison, .several], "sweeps.css": [.sweep], "sorting.js": [.sweep],
            "standalone.css": [],
            "live.css": [.live, .waiting], "live.js": [.live, .waiting], "pictures.js": [.served],
            "filtering.js": [.images, .matrix, .live, .comparison],
            "values.js": [.charts, .curves, .live, .comparison, .several, .sweep],
        ]
        for name in ["colours", "typography", "layout", "code", "figures", "cells", "tables", "print"] {
            users["\(name).css"] = all
        }
        for name in ["basis", "theme"] { users["\(name).js"] = all }
        for name in ["timing", "contents", "folding", "copying", "scrolling", "origins"] {
            users["\(name).js"] = scripted
        }
        for name in ["network", "pads"] { users["\(name).js"] = [.pads, .picturePads, .live, .served] }
        for name in ["framing", "drawing"] { users["\(name).js"] = [.pads, .live, .served] }
        for name in ["fitting", "picturePads"] { users["\(name).js"] = [.picturePads, .live] }
        users["receiving.js"] = [.picturePads, .live, .served]
        // The sample pads have one layer; a page whose pads are not known yet needs all.
        for name in LayerScripts.names + ["windows", "paddedPools"] { users["\(name).js"] = [.live] }
        users["dense.js"] = [.pads, .picturePads, .live, .served]
        return users
    }()

    @Test func `each style and each script is in the pages that need it, and in no other`() throws {
        let resources = try PageResource.all()
        #expect(Set(resources.map(\.name)) == Set(Self.users.keys))
        for kind in Kind.allCases {
            let page = try Markup(kind.html())
            #expect(page.raw.map(\.name) == ["style", "script"])
            for resource in resources {
                let code = page.raw[resource.isStyle ? 0 : 1].text
                let isThere = code.contains(resource.minified)
                let isNeeded = Self.users[resource.name]?.contains(kind) == true
                #expect(isThere == isNeeded, "\(resource.name) in the page '\(kind)'")
            }
        }
    }

    @Test(arguments: [("maxPool2d", true), ("averagePool2d", true), ("relu", false)])
    func `what several layers' scripts use is in a page whose pad has one of them`(
        layer: String, isThere: Bool
    ) throws {
        let own = DrawingPad.Layer(name: layer, numbers: layer == "relu" ? [] : [1, 1])
        let page = try Markup(Kind.report(Figure(SamplePad.pad(classes: ["a", "b"], layers: [own]))))
        let windows = try #require(PageResource.all().first { $0.name == "windows.js" })
        #expect(page.raw[1].text.contains(windows.minified) == isThere)
    }

    @Test(arguments: [[2, 2, 1], [2, 2], [2]])
    func `padding of poolings is in a page only if one has any`(numbers: [Double]) throws {
        let own = DrawingPad.Layer(
            name: "residual", numbers: [], ways: [[.init(name: "maxPool2d", numbers: numbers)], []])
        let page = try Markup(Kind.report(Figure(SamplePad.pad(classes: ["a", "b"], layers: [own]))))
        let padding = try #require(PageResource.all().first { $0.name == "paddedPools.js" })
        #expect(page.raw[1].text.contains(padding.minified) == (numbers.count > 2))
    }

    @Test func `a page's style and script are the resources and nothing else`() throws {
        let resources = try PageResource.all()
        for kind in Kind.allCases {
            let page = try Markup(kind.html())
            for (isStyle, frame) in [(true, ""), (false, "(() => {\n})();\n")] {
                let code = page.raw[isStyle ? 0 : 1].text
                let rest = resources.filter { $0.isStyle == isStyle }
                    .sorted { $0.minified.utf8.count > $1.minified.utf8.count }
                    .reduce(code) { $0.replacing($1.minified + (isStyle ? "" : "\n"), with: "") }
                #expect(rest.trimmingCharacters(in: .newlines) == frame.trimmingCharacters(in: .newlines))
            }
        }
    }
}

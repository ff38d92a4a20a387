import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// What `plot` draws of an evaluation.
struct EvaluationFigureTests {
    private static let run = Result {
        try Experiment().run(
            """
            let digits = normalize(load("builtin", train: 400, test: 300))
            let model = train(digits, layers: [flatten, dense(10)], epochs: 2)
            let result = evaluate(model, on: digits)
            plot(result.calibration, title: "calibration")
            plot(result.roc)
            plot(result.precisionRecall)
            plot(result.hardest, count: 30)
            plot(digits.test, count: 300)
            """)
    }

    /// The probabilities and the labels that the evaluation has.
    private static func images(of run: Run) throws -> ScoredImages {
        guard case .artifact(let result)? = run.value("result"),
            let evaluation = result.artifact as? Evaluation,
            case .artifact(let digits)? = run.value("digits"), let data = digits.artifact as? Dataset
        else { throw StepFailure("no evaluation: \(run.failures)") }
        return ScoredImages(
            probabilities: try evaluation.probabilities().flatMap(\.self),
            labels: try data.test.labelBytes().map(Int.init), classes: 10)
    }

    private static func charts(_ run: Run) -> [LineChart] {
        run.figures.compactMap { $0.content as? LineChart }
    }

    private static func tables(_ run: Run) -> [Table] { run.figures.compactMap { $0.content as? Table } }

    @Test func `a calibration is drawn as accuracy by confidence beside the diagonal, with the counts`()
        throws
    {
        let run = try Self.run.get()
        let chart = try #require(Self.charts(run).first, "\(run.failures)")
        #expect(chart.title == "calibration")
        #expect(chart.horizontalAxis == "confidence in %")
        #expect(chart.panels.map(\.title) == ["accuracy", "images"])
        #expect(chart.panels.map(\.scale) == [.linear, .logarithmic])
        let counts = run.numbers("result.calibration.counts")
        let known = counts.indices.filter { counts[$0] > 0 }
        func members(_ name: String) -> [Double] {
            let all = run.numbers("result.calibration.\(name)")
            return known.map { all[$0] }
        }
        let (diagonal, curve) = (chart.panels[0].series[0], chart.panels[0].series[1])
        #expect(diagonal.style == .background && diagonal.name == "perfect calibration")
        #expect(diagonal.points == [.init(x: 0, y: 0), .init(x: 100, y: 1)])
        expectClose(
            curve.points.map(\.x), members("confidence").map { $0 * 100 }, absolute: 1e-9, relative: 0,
            "confidence")
        #expect(curve.points.map(\.y) == members("accuracy"))
        #expect(chart.panels[1].series.map { $0.points.map(\.y) } == [known.map { counts[$0] }])
        #expect(chart.panels[1].series[0].points.map(\.x) == curve.points.map(\.x))
    }

    @Test func `a curve of each class is drawn with their mean, and their areas are a table`() throws {
        let run = try Self.run.get()
        let (charts, tables) = (Self.charts(run), Self.tables(run))
        try #require(charts.count == 3 && tables.count == 2, "\(run.failures)")
        let images = try Self.images(of: run)
        #expect(charts.dropFirst().map(\.horizontalAxis) == ["false positives in %", "recall in %"])
        #expect(
            charts.dropFirst().map { $0.panels.map(\.title) } == [["true positive rate"], ["precision"]])
        for (chart, isROC) in [(charts[1], true), (charts[2], false)] {
            let series = chart.panels[0].series
            #expect(series.map(\.name) == ["mean"] + (0...9).map(String.init))
            #expect(series.map(\.style) == [.line] + Array(repeating: .member, count: 10))
            var sums: [Double] = []
            for label in 0..<10 {
                var points = series[label + 1].points
                if isROC { #expect(points.removeFirst() == .init(x: 0, y: 0)) }
                #expect(points.first?.x == 0 && points.last?.x == 100)
                #expect(points.map(\.x) == points.map(\.x).sorted() && points.count <= 100)
                let places = points.map { $0.x / 100 }
                let ranking = ClassRanking(of: label, in: images)
                let expected =
                    isROC ? ranking.truePositiveRates(at: places) : ranking.precisions(at: places)
                expectClose(points.map(\.y), expected, absolute: 1e-9, relative: 0, "curve of \(label)")
                sums = sums.isEmpty ? expected : zip(sums, expected).map { $0 + $1 }
            }
            expectClose(
                series[0].points.suffix(sums.count).map(\.y), sums.map { $0 / 10 }, absolute: 1e-9,
                relative: 0, "mean curve")
        }
        let areas = [
            run.numbers("result.roc.areas") + [run.number("result.roc.area") ?? .nan],
            run.numbers("result.precisionRecall.averagePrecisions")
                + [run.number("result.precisionRecall.averagePrecision") ?? .nan],
        ]
        let counts = (0..<10).map { label in images.labels.count { $0 == label } }
        for (table, areas) in zip(tables, areas) {
            #expect(table.rows.map { $0[0] } == ((0...9).map(String.init) + ["mean"]).map { .text($0) })
            #expect(table.rows.map { $0[1] } == (counts + [300]).map { .integer($0) })
            #expect(table.rows.map { $0[2] } == areas.map { .number($0) })
        }
        #expect(tables.map { $0.columns[2] } == ["area under the curve", "average precision"])
    }

    @Test func `of many classes those with the smallest areas are drawn, and all are in the table`() throws {
        let experiment = try Experiment()
        for label in 0..<12 {
            for number in 0..<4 {
                try experiment.folder.write(
                    .graymap(4, 4, (0..<16).map { UInt8(($0 * 37 + label * 11 + number * 59) % 251) }),
                    to: "set/\(label)/\(number).pgm")
            }
        }
        let run = try experiment.run(
            """
            let set = load(from: "set", split: 0.5)
            let model = train(set, layers: [flatten, dense(12)])
            let result = evaluate(model, on: set)
            plot(result.roc)
            """)
        let panel = try #require(Self.charts(run).first?.panels.first, "\(run.failures)")
        #expect(panel.title == "true positive rate, the 9 of 12 classes with the smallest areas")
        let table = try #require(Self.tables(run).first)
        let names = table.rows.dropLast().map { row in
            if case .text(let name) = row[0] { name } else { "" }
        }
        #expect(Set(names) == Set((0..<12).map(String.init)) && names.count == 12)
        let areas = run.numbers("result.roc.areas")
        let order = areas.indices.sorted { (areas[$0], $0) < (areas[$1], $1) }
        #expect(panel.series.map(\.name) == ["mean"] + order.prefix(9).map { names[$0] })
    }

    @Test func `the hardest images come by their loss, with what the network takes them for`() throws {
        let run = try Self.run.get()
        let (hardest, all) = (run.imageGrids[0], run.imageGrids[1])
        let images = try Self.images(of: run)
        #expect(hardest.items.count == 30 && hardest.total == 300)
        #expect(run.number("result.hardest.count") == 300)
        let losses = images.labels.indices.map { index in
            -log(Double(images.probabilities[index * 10 + images.labels[index]]))
        }
        expectClose(
            hardest.items.map { $0.loss ?? .nan }, losses.sorted(by: >).prefix(30).map(\.self),
            absolute: 1e-9, relative: 1e-9, "losses")
        for (place, item) in hardest.items.enumerated() {
            #expect(abs(losses[item.index] - (item.loss ?? .nan)) <= 1e-9)
            #expect(item.label == all.items[item.index].label && item.guesses.count == 3)
            let row = images.probabilities[item.index * 10..<(item.index + 1) * 10]
            #expect(item.guesses.map { Float($0.probability) } == row.sorted(by: >).prefix(3).map(\.self))
            #expect(
                hardest.pixels.dropFirst(784 * place).prefix(784)
                    .elementsEqual(all.pixels.dropFirst(784 * item.index).prefix(784)))
        }
    }

    @Test func `the first filters are drawn in their own ranges, which are a table`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 40, test: 1)
            let model = train(digits, layers: [conv2d(5, kernel: 3), relu, flatten, dense(10)])
            plot(model.filters, title: "filters")
            """)
        guard case .artifact(let stored)? = run.value("model"), let model = stored.artifact as? Model,
            let weights = try model.parameters()["conv1.weight"], let grid = run.imageGrids.first,
            let table = Self.tables(run).first
        else {
            Issue.record("no filters: \(run.failures)")
            return
        }
        #expect(run.number("model.filters.count") == 5)
        #expect(grid.title == "filters" && grid.width == 3 && grid.height == 3 && grid.channels == 3)
        #expect(grid.items.map(\.label) == (1...5).map { "filter \($0)" } && grid.total == 5)
        for filter in 0..<5 {
            let own = weights.values[filter * 9..<(filter + 1) * 9].map(Double.init)
            let (low, high) = (own.min() ?? 0, own.max() ?? 0)
            let bytes = own.flatMap { weight in
                [UInt8](repeating: UInt8(((weight - low) / (high - low) * 255).rounded()), count: 3)
            }
            #expect(grid.pixels.dropFirst(filter * 27).prefix(27).elementsEqual(bytes))
            #expect(bytes.contains(0) && bytes.contains(255))
            #expect(table.rows[filter] == [.integer(filter + 1), .number(low), .number(high)])
        }
    }

    @Test func `filters of three channels are drawn in colours`() throws {
        let (experiment, load) = try Experiment.ofColours()
        let run = try experiment.run(
            """
            let set = \(load)
            let model = train(set, layers: [conv2d(2, kernel: 2), flatten, dense(2)])
            plot(model.filters)
            """)
        guard case .artifact(let stored)? = run.value("model"), let model = stored.artifact as? Model,
            let weights = try model.parameters()["conv1.weight"], let grid = run.imageGrids.first
        else {
            Issue.record("no filters: \(run.failures)")
            return
        }
        #expect(grid.channels == 3 && grid.items.count == 2)
        for filter in 0..<2 {
            let own = weights.values[filter * 12..<(filter + 1) * 12].map(Double.init)
            let (low, high) = (own.min() ?? 0, own.max() ?? 0)
            // One range for all three colours: weights are by channel, pixels have their channels together.
            let bytes = (0..<4).flatMap { pixel in
                (0..<3).map { UInt8(((own[$0 * 4 + pixel] - low) / (high - low) * 255).rounded()) }
            }
            #expect(grid.pixels.dropFirst(filter * 12).prefix(12).elementsEqual(bytes))
        }
    }

    @Test func `what has no filters to draw, and counts without effect, are found before anything runs`()
        throws
    {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let model = train(digits, layers: [flatten, dense(10)])
            plot(‹model.filters›)
            let deep = train(digits, layers: [conv2d(2, kernel: 3), flatten, dense(10)])
            plot(deep.filters, count: ‹3›)
            let result = evaluate(model, on: digits)
            plot(result.roc, count: ‹3›)
            plot(result.precisionRecall, count: ‹3›)
            plot(result.calibration, count: ‹3›)
            plot(result.hardest, count: 3)
            """)
        let count = "plot.use: 'count' is for images, and this is a"
        source.expect(
            found,
            [
                "plot.filters: the network has no convolution, and only that has filters to draw",
                "\(count) Filters", "\(count) ROC", "\(count) PrecisionRecall", "\(count) Calibration",
            ])
        #expect(
            found.first?.notes.map(\.message) == ["a convolution is a layer: 'conv2d(8, kernel: 3)'"])
    }
}

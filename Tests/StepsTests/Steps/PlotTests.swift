import Figures
import Glibc
import TestSupport
import Testing
import Workflow

struct PlotTests {
    @Test func `a data set is shown by its first training images`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 40, test: 30)
            plot(digits)
            plot(digits.train, count: 24)
            plot(digits.test, count: 1000, title: "all of them")
            """)
        let grids = run.imageGrids
        #expect(grids.map(\.items.count) == [24, 24, 30])
        #expect(grids.map(\.total) == [40, 40, 30])
        #expect(grids.map(\.title) == [nil, nil, "all of them"])
        #expect(grids[0] == grids[1])
        #expect(grids.allSatisfy { $0.width == 28 && $0.height == 28 && $0.channels == 1 })
        #expect(grids[2].items.map(\.index) == Array(0..<30))
        #expect(grids[2].items.allSatisfy { $0.guesses.isEmpty })
        #expect(grids[2].pixels.contains { $0 > 200 })
    }

    @Test func `a history is shown as loss and accuracy by epoch, with batches in the background`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 100, test: 1)
            let model = train(digits, layers: [flatten, dense(10)], epochs: 2, batchSize: 25, validation: 0.25)
            plot(model.history, title: "a training")
            """)
        guard let chart = run.figures.first?.content as? LineChart else {
            Issue.record("no chart")
            return
        }
        #expect(chart.title == "a training")
        #expect(chart.horizontalAxis == "epoch")
        #expect(chart.panels.map(\.title) == ["loss", "accuracy"])
        #expect(chart.panels.map(\.format) == [.number, .percent])
        #expect(chart.panels.map(\.scale) == [.logarithmic, .linear])
        let loss = chart.panels[0].series
        #expect(loss.map(\.name) == ["each batch", "training", "validation"])
        #expect(loss.map(\.style) == [.background, .line, .line])
        // Three batches an epoch, each drawn in the middle of its time.
        expectClose(
            loss[0].points.map(\.x), [1, 3, 5, 7, 9, 11].map { Double($0) / 6 }, absolute: 1e-12, relative: 0,
            "batches")
        let history = ["loss", "validationLoss"].map { run.numbers("model.history.\($0)") }
        #expect(loss.dropFirst().map { $0.points.map(\.y) } == history)
        #expect(loss[1].points.map(\.x) == [1, 2])
        let accuracy = chart.panels[1].series
        #expect(accuracy.map(\.name) == ["training", "validation"])
        #expect(
            accuracy.map { $0.points.map(\.y) }
                == ["accuracy", "validationAccuracy"].map { run.numbers("model.history.\($0)") })
    }

    @Test func `the curves of a training are selected, by step and on the requested scale`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 100, test: 1)
            let model = train(
                digits, layers: [flatten, dense(10)], optimizer: adam(learningRate: 0.01),
                schedule: oneCycle(warmup: 0.5), epochs: 2, batchSize: 25)
            plot(model.history, curves: [.learningRate, .loss], by: .step, scale: .linear)
            plot(model.history, curves: [.learningRate, .accuracy], scale: .logarithmic)
            """)
        let charts = run.figures.compactMap { $0.content as? LineChart }
        try #require(charts.count == 2, "\(run.failures)")
        #expect(charts.map(\.horizontalAxis) == ["step", "epoch"])
        #expect(
            charts.map { $0.panels.map(\.title) } == [
                ["learning rate", "loss"], ["learning rate", "accuracy"],
            ])
        #expect(charts.map { $0.panels.map(\.scale) } == [[.linear, .linear], [.logarithmic, .linear]])
        let rate = charts[0].panels[0].series
        #expect(rate.map(\.style) == [.trend])
        #expect(rate[0].points.map(\.x) == Array(1...8).map(Double.init))
        // Smith and Topin's schedule over eight steps: from a 25th of the peak to the peak and down to nearly nothing.
        func cosine(_ from: Double, _ to: Double, _ share: Double) -> Double {
            to + (from - to) / 2 * (cos(.pi * share) + 1)
        }
        let expected =
            (0...3).map { cosine(0.0004, 0.01, Double($0) / 3) }
            + (1...4).map { cosine(0.01, 0.0004 / 10_000, Double($0) / 4) }
        expectClose(rate[0].points.map(\.y), expected, absolute: 1e-8, relative: 1e-6, "rates")
        // The last step of an epoch has the epoch's position.
        expectClose(
            charts[1].panels[0].series[0].points.map(\.x), (1...8).map { Double($0) / 4 }, absolute: 0,
            relative: 0, "places by epoch")
        let loss = charts[0].panels[1].series
        #expect(loss.map(\.name) == ["each batch", "training"])
        #expect(loss[0].points.map(\.x) == Array(1...8).map(Double.init))
        #expect(loss[1].points.map(\.x) == [4, 8])
    }

    @Test func `the loss of many batches is smoothed by a moving mean`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 600, test: 1)
            let model = train(digits, layers: [flatten, dense(10)], epochs: 2, batchSize: 3)
            plot(model.history, by: .step)
            """)
        guard let chart = run.figures.first?.content as? LineChart else {
            Issue.record("no chart: \(run.failures)")
            return
        }
        let loss = chart.panels[0].series
        #expect(loss.map(\.name) == ["each batch", "mean of 21 batches", "training"])
        #expect(loss.map(\.style) == [.background, .trend, .line])
        let batches = loss[0].points.map(\.y)
        try #require(batches.count == 400)
        let places = loss[1].points.map { Int($0.x) - 1 }
        #expect(places.count == 160)
        #expect(places.first == 0 && places.last == 399)
        #expect(zip(places, places.dropFirst()).allSatisfy { (2...3).contains($1 - $0) })
        let means = places.map { place in
            let around = batches[max(0, place - 10)...min(399, place + 10)]
            return around.reduce(0, +) / Double(around.count)
        }
        expectClose(loss[1].points.map(\.y), means, absolute: 1e-12, relative: 1e-12, "means")
    }

    @Test func `every figure has its title, or none if none is given`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 40, test: 30)
            let model = train(digits, layers: [flatten, dense(10)])
            let result = evaluate(model, on: digits.test)
            plot(digits, title: "images")
            plot(model.history, title: "curves")
            plot(result.confusion, title: "counts")
            plot(result.mistakes, title: "mistakes")
            plot(digits)
            plot(model.history)
            plot(result.confusion)
            plot(result.mistakes)
            """)
        #expect(
            run.figures.prefix(4).map(\.kind) == ["imageGrid", "lineChart", "confusionMatrix", "imageGrid"])
        let titles = run.figures.map(\.content.title)
        #expect(titles == ["images", "curves", "counts", "mistakes", nil, nil, nil, nil])
    }

    @Test func `a network is shown layer by layer, with what each costs`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 20, test: 1)
            let model = train(digits, layers: [
                conv2d(4, kernel: 5, stride: 2, padding: 1), relu, maxPool2d(3, stride: 2), flatten, dropout(0.25), dense(10),
            ])
            plot(model, title: "the network")
            """)
        guard let diagram = run.figures.first?.content as? NetworkDiagram else {
            Issue.record("no network: \(run.failures)")
            return
        }
        #expect(diagram.title == "the network")
        #expect(diagram.input == [1, 28, 28])
        #expect(
            diagram.layers == [
                .init(
                    name: "conv2d", detail: "4 filters of 5×5, stride 2, padding 1", output: [4, 13, 13],
                    parameters: 104, multiplyAdds: 16_900),
                .init(name: "relu", detail: "", output: [4, 13, 13], parameters: 0, multiplyAdds: 0),
                .init(
                    name: "maxPool2d", detail: "3×3, stride 2", output: [4, 6, 6], parameters: 0,
                    multiplyAdds: 0),
                .init(name: "flatten", detail: "", output: [144], parameters: 0, multiplyAdds: 0),
                .init(name: "dropout", detail: "0.25", output: [144], parameters: 0, multiplyAdds: 0),
                .init(
                    name: "dense", detail: "10 units", output: [10], parameters: 1450, multiplyAdds: 1440),
            ])
        #expect(run.number("model.parameters") == Double(diagram.parameters))
        #expect(run.number("model.multiplyAdds") == Double(diagram.multiplyAdds))
    }

    @Test func `running statistics are not parameters of a drawn layer`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 20, test: 10)
            let model = train(digits, layers: [conv2d(3, kernel: 5), batchNorm2d, flatten, dense(10)], epochs: 1)
            plot(model)
            """)
        #expect(run.failures == [])
        let diagram = try #require(run.figures.first?.content as? NetworkDiagram)
        #expect(diagram.layers[1].parameters == 6)
        #expect(run.number("model.parameters") == Double(diagram.parameters))
    }

    @Test func `without validation there is no validation curve`() throws {
        let run = try Experiment().run(
            """
            let model = train(load("builtin", train: 20, test: 1), layers: [flatten, dense(10)])
            plot(model.history)
            """)
        guard let chart = run.figures.first?.content as? LineChart else {
            Issue.record("no chart")
            return
        }
        #expect(chart.panels.map { $0.series.map(\.name) } == [["each batch", "training"], ["training"]])
    }

    @Test func `what cannot be drawn is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            plot(‹digits.count›)
            plot(digits, count: ‹0›)
            let model = train(digits, layers: [flatten, dense(10)])
            plot(model.history, curves: ‹[]›)
            plot(model.history, curves: [.loss, ‹.loss›])
            plot(model.history, by: .‹day›)
            plot(digits, by: ‹.step›)
            plot(model, scale: ‹.linear›)
            plot(model.history, count: ‹3›)
            plot(model.history, curves: [.accuracy], scale: ‹.linear›)
            plot(model.history, curves: ‹.loss›)
            """)
        source.expect(
            found,
            [
                "plot.wrong-type: 'thing' of 'plot' takes a Dataset or an Examples or a History or a Confusion "
                    + "or a Mistakes or a Hardest or a Calibration or a ROC or a PrecisionRecall or a Model "
                    + "or a Filters or an array, each element a History, but this is a whole number",
                "plot.out-of-range: 'count' of 'plot' takes 1 to 1000 images, but this is 0",
                "plot.curves: there is nothing to draw",
                "plot.curves: '.loss' is named twice",
                "symbol.unknown: unknown name '.day'",
                "plot.use: 'by' is for a training's curves, and this is a Dataset",
                "plot.use: 'scale' is for a training's curves, and this is a Model",
                "plot.use: 'count' is for images, and this is a History",
                "plot.use: 'scale' is for loss and learning rate, and accuracy alone is drawn",
                "symbol.unexpected: '.loss' has no meaning here | did you mean '[.loss]'?",
            ])
    }
}

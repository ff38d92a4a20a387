import Diagnostics
import Figures
import TestSupport
import Testing
import Workflow

/// The curves of several trainings in one chart.
struct SeveralTrainingsTests {
    private static let trainings = """
        let digits = load("builtin", train: 100, test: 1)
        let layers = [flatten, dense(10)]
        let a = train(digits, layers: layers, epochs: 2, batchSize: 25, validation: 0.25)
        let b = train(digits, layers: layers, epochs: 3, batchSize: 50)

        """

    private static func charts(_ calls: String) throws -> (run: Run, charts: [LineChart]) {
        let run = try Experiment().run(trainings + calls)
        return (run, run.figures.compactMap { $0.content as? LineChart })
    }

    @Test func `each has a curve of its own name in each panel, of training and of validation apart`() throws
    {
        let (run, charts) = try Self.charts(
            #"plot([a.history, b.history], names: ["slow", "fast"], title: "both")"#)
        #expect(run.failures == [])
        let chart = try #require(charts.first)
        #expect(chart.title == "both" && chart.horizontalAxis == "epoch")
        #expect(
            chart.panels.map(\.title) == [
                "training loss", "validation loss", "training accuracy", "validation accuracy",
            ])
        #expect(chart.panels.map(\.format) == [.number, .number, .percent, .percent])
        #expect(chart.panels.map(\.scale) == [.logarithmic, .logarithmic, .linear, .linear])
        // Only the first one was validated.
        #expect(
            chart.panels.map { $0.series.map(\.name) } == [
                ["slow", "fast"], ["slow"], ["slow", "fast"], ["slow"],
            ])
        let members = ["loss", "validationLoss", "accuracy", "validationAccuracy"]
        for (panel, member) in zip(chart.panels, members) {
            for (series, name) in zip(panel.series, ["a", "b"]) {
                #expect(series.style == .line)
                #expect(series.points.map(\.y) == run.numbers("\(name).history.\(member)"))
                #expect(series.points.map(\.x) == (1...series.points.count).map(Double.init))
            }
        }
    }

    @Test func `without names they have numbers, and quantities, axis and scale are selected`() throws {
        let (run, charts) = try Self.charts(
            "plot([a.history, b.history], curves: [.learningRate, .loss], by: .step, scale: .linear)")
        #expect(run.failures == [])
        let chart = try #require(charts.first)
        #expect(chart.horizontalAxis == "step")
        #expect(chart.panels.map(\.title) == ["learning rate", "training loss", "validation loss"])
        #expect(chart.panels[0].series.map(\.name) == ["1", "2"])
        #expect(chart.panels[0].series.map(\.points.count) == [6, 6])
        #expect(chart.panels[1].series.map { $0.points.map(\.x) } == [[3, 6], [2, 4, 6]])
        #expect(chart.panels.allSatisfy { $0.scale == .linear })
    }

    @Test func `as many names as trainings are needed, none twice, and only for several trainings`() throws {
        let (source, found) = try Experiment().diagnose(
            Self.trainings
                + """
                plot([a.history, b.history], names: ["one", ‹"one"›])
                plot([a.history, b.history], names: ‹["one"]›)
                plot([a.history], names: ‹["one", "two"]›)
                let both = [a.history, b.history]
                plot(both, names: ‹["one", "two", "three"]›)
                plot(both, names: ["one", "two"])
                plot(‹[]›)
                plot(a.history, names: ‹["one"]›)
                plot([a.history, ‹b›])
                plot([a.history, b.history], count: ‹3›)
                """)
        source.expect(
            found,
            [
                "plot.names: two trainings are called 'one'",
                "plot.names: 2 trainings need 2 names, and 'names' has 1",
                "plot.names: one training needs one name, and 'names' has 2",
                "plot.names: 2 trainings need 2 names, and 'names' has 3",
                "plot.trainings: there are no trainings to draw",
                "plot.use: 'names' is for several trainings in an array, and this is a History",
                "plot.wrong-type: each element of 'thing' of 'plot' is a History, but this is a Model | did you mean 'b.history'?",
                "plot.use: 'count' is for images, and this is an array, each element a History",
            ])
    }
}

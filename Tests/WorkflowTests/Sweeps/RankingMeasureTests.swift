import TestSupport
import Testing
import Workflow

struct RankingMeasureTests {
    private func run(
        _ names: [String], curves: [String] = [], outcome: SweepRun.Outcome = .ok, index: Int = 0
    ) -> SweepRun {
        SweepRun(
            index: index, setting: [], seed: 1, outcome: outcome,
            values: Dictionary(uniqueKeysWithValues: names.map { ($0, .float(0.5)) }),
            history: ["model": Dictionary(uniqueKeysWithValues: curves.map { ($0, [0.25, 0.5]) })])
    }

    private static let curves = [
        "loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate",
    ]

    @Test func `validation comes before test before training, and accuracy before loss`() {
        let runs = [
            run(["result.loss", "result.accuracy", "result.macroF1", "result.count"], curves: Self.curves)
        ]
        let candidates = RankingMeasure.candidates(in: runs)
        #expect(
            candidates.map(\.name) == [
                "model.history.validationAccuracy", "model.history.validationLoss", "result.accuracy",
                "result.loss", "result.macroF1", "model.history.accuracy", "model.history.loss",
            ])
        #expect(
            candidates.map(\.source) == [.validation, .validation, .test, .test, .test, .training, .training])
        #expect(
            candidates.map(\.direction) == [.larger, .smaller, .larger, .smaller, .larger, .larger, .smaller])
        #expect(RankingMeasure(for: runs) == candidates.first)
    }

    @Test func `the page can say that only test figures were there`() throws {
        let measure = try #require(RankingMeasure(for: [run(["result.accuracy"])]))
        #expect(measure.source == .test)
        #expect(measure.reason == "a test figure, since no run measures on validation images")
    }

    @Test func `a measure that some runs lack does not rank all of them`() throws {
        let runs = [
            run(["result.accuracy"], curves: ["validationAccuracy"]), run(["result.accuracy"], index: 1),
            run(["result.accuracy"], index: 2),
        ]
        let measure = try #require(RankingMeasure(for: runs))
        #expect(measure.name == "result.accuracy")
        #expect(
            measure.reason
                == "a test figure, since only 1 of the 3 finished runs measure on validation images")
    }

    @Test func `a run that failed need not have it, and a number that is not finite counts as one`() throws {
        let diverged = SweepRun(
            index: 2, setting: [], seed: 1, outcome: .ok, values: ["result.accuracy": .float(0.1)],
            history: ["model": ["validationAccuracy": [.nan, .nan]]])
        let runs = [
            run(["result.accuracy"], curves: ["validationAccuracy"]),
            run([], outcome: .failed("no memory"), index: 1), diverged,
        ]
        let measure = try #require(RankingMeasure(for: runs))
        #expect(measure.name == "model.history.validationAccuracy")
        #expect(runs.map { measure.value(in: $0) } == [0.5, nil, nil])
    }

    @Test func `of several models the first by name is chosen, and the others are named`() throws {
        let run = SweepRun(
            index: 0, setting: [], seed: 1, outcome: .ok,
            history: [
                "wide": ["validationLoss": [1]], "deep": ["validationLoss": [2]],
                "flat": ["validationLoss": [3]],
            ])
        let measure = try #require(RankingMeasure(for: [run]))
        #expect(measure.name == "deep.history.validationLoss" && measure.direction == .smaller)
        #expect(
            measure.reason.hasSuffix("there is 'flat.history.validationLoss', 'wide.history.validationLoss'"))
    }

    @Test func `runs without any measure have none`() {
        #expect(RankingMeasure(for: []) == nil)
        #expect(RankingMeasure(for: [run(["size", "data.count"], curves: ["learningRate"])]) == nil)
        #expect(RankingMeasure(for: [run(["result.accuracy"], outcome: .interrupted)]) == nil)
    }

    @Test func `a text is no measure whatever its name`() {
        let run = SweepRun(
            index: 0, setting: [], seed: 1, outcome: .ok, values: ["accuracy": .string("good")])
        #expect(RankingMeasure(for: [run]) == nil)
    }
}

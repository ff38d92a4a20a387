import TestSupport
import Testing
import Workflow

struct SweepResultTests {
    @Test func `settings are in the order of their first runs, whatever the order in which runs end`() {
        let result = SampleSweep.grid()
        #expect(
            result.settings.map(\.setting) == [
                SampleSweep.setting(0.1, 32), SampleSweep.setting(0.1, 64), SampleSweep.setting(0.01, 32),
                SampleSweep.setting(0.01, 64),
            ])
        #expect(result.settings.map(\.runs) == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]])
        #expect(result.settingOfEachRun == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3])
        let other = SampleSweep.result(result.runs.reversed())
        #expect(other.settings == result.settings && other.ranking == result.ranking)
    }

    @Test func `a setting is summarized over its seeds by the validation of the kept epoch`() throws {
        let setting = SampleSweep.grid().settings[2]
        #expect(setting.measurements.map(\.value) == [0.8125, 0.875, 0.9375])
        #expect(setting.measurements.map(\.seed) == [1, 2, 3])
        let summary = try #require(setting.summary)
        #expect(summary.count == 3 && summary.mean == 0.875 && summary.standardDeviation == 0.0625)
        #expect(setting.isComplete && setting.failures.isEmpty)
    }

    @Test func `failures are kept with their seeds and messages, and a setting with one is not complete`() {
        let setting = SampleSweep.grid().settings[1]
        #expect(setting.failures.map(\.seed) == [3] && setting.failures.map(\.message) == ["out of luck"])
        #expect(setting.summary?.count == 2 && !setting.isComplete)
        #expect(setting.interrupted == 0 && setting.unmet == 0)
    }

    @Test func `the best is first, an incomplete setting comes after the complete ones`() {
        let result = SampleSweep.grid()
        // The second setting would be the second best.
        #expect(result.ranking == [2, 3, 0, 1])
        #expect(result.best?.index == 2)
    }

    @Test func `settings without the measure are last, and equal ones keep their order`() {
        let rates = [0.1, 0.2, 0.3, 0.4, 0.5]
        let runs = zip([0.5, nil, 0.75, 0.5, nil], rates).enumerated().map { index, run in
            SampleSweep.run(
                index, SampleSweep.setting(run.1, 1), outcome: index == 1 ? .interrupted : .ok, test: run.0)
        }
        let result = SampleSweep.result(runs, seeds: [1])
        #expect(result.ranking == [2, 0, 3, 1, 4])
        #expect(result.settings[1].interrupted == 1)
    }

    @Test func `a smaller loss is better`() {
        let runs = [0.5, 0.25, 0.75].enumerated().map { index, loss in
            SweepRun(
                index: index, setting: SampleSweep.setting(loss, 1), seed: 1, outcome: .ok,
                values: ["result.loss": .float(loss)])
        }
        #expect(SampleSweep.result(runs).ranking == [1, 0, 2])
    }

    @Test func `a sweep of nothing has no best setting, nor one without a measure`() {
        #expect(SampleSweep.result([]).best == nil)
        let result = SampleSweep.result([SampleSweep.run(0, SampleSweep.setting(1, 1))])
        #expect(result.best == nil && result.measure == nil && result.ranking == [0])
        #expect(result.differences(from: 0).isEmpty && result.effects.isEmpty)
    }

    @Test func `another measure can be asked for by its name`() {
        let runs = SampleSweep.grid().runs
        #expect(SampleSweep.result(runs, measure: "result.accuracy").measure?.source == .test)
        #expect(
            SampleSweep.result(runs, measure: "no.such").measure?.name == "model.history.validationAccuracy")
    }

    @Test func `every number can be summarized by its name`() {
        let result = SampleSweep.grid()
        #expect(
            result.measureNames == [
                "model.history.keptEpoch", "model.history.validationAccuracy", "result.accuracy",
                "result.count",
            ])
        #expect(result.summary(of: "result.accuracy", in: 2)?.mean == 0.75)
        #expect(result.summary(of: "result.accuracy", in: 1)?.count == 2)
        #expect(result.summary(of: "model.history.validationAccuracy", in: 0)?.mean == 0.5)
        #expect(result.summary(of: "other", in: 0) == nil)
    }

    @Test func `a run whose claim does not hold counts like any other`() {
        let runs = [0.25, 0.75].enumerated().map { index, accuracy in
            SampleSweep.run(
                index, SampleSweep.setting(accuracy, 1), outcome: .expectationNotMet("it is better"),
                test: accuracy)
        }
        let result = SampleSweep.result(runs)
        #expect(result.ranking == [1, 0] && result.settings.map(\.unmet) == [1, 1])
        #expect(result.settings[0].isComplete)
    }
}

import TestSupport
import Testing
import Workflow

struct ParameterEffectTests {
    private func result(_ accuracies: [(rate: Double, batch: Int, accuracy: Double?)]) -> SweepResult {
        SampleSweep.result(
            accuracies.enumerated().map { index, run in
                SampleSweep.run(index, SampleSweep.setting(run.rate, run.batch), test: run.accuracy)
            })
    }

    @Test func `a value's effect is the mean of the settings that have it`() {
        let effects = result([
            (0.1, 64, 0.5), (0.1, 32, 0.75), (0.01, 64, 0.25), (0.01, 32, 1),
        ]).effects
        #expect(effects.map(\.parameter) == ["rate", "batch"] && effects.allSatisfy(\.isBalanced))
        #expect(effects[0].levels.map(\.value) == [.float(0.01), .float(0.1)])
        #expect(effects[0].levels.map(\.settings.mean) == [0.625, 0.625])
        #expect(effects[1].levels.map(\.value) == [.integer(32), .integer(64)])
        #expect(effects[1].levels.map(\.settings.mean) == [0.875, 0.375])
        #expect(effects[1].levels.map(\.settings.count) == [2, 2])
    }

    @Test func `seeds do not weigh a setting`() {
        let (first, second) = (SampleSweep.setting(0.1, 1), SampleSweep.setting(0.1, 2))
        let runs = [
            SampleSweep.run(0, first, seed: 1, test: 0.25), SampleSweep.run(1, first, seed: 2, test: 0.75),
            SampleSweep.run(2, first, seed: 3, test: 0.5), SampleSweep.run(3, second, test: 1),
            SampleSweep.run(4, SampleSweep.setting(0.2, 1), test: 0),
        ]
        let effect = SampleSweep.result(runs).effects.first { $0.parameter == "rate" }
        #expect(effect?.levels.map(\.settings.mean) == [0.75, 0])
        #expect(effect?.isBalanced == false)
    }

    @Test func `values that do not meet the same other settings are not balanced`() {
        let effects = result([
            (0.1, 64, 0.5), (0.1, 32, 0.75), (0.01, 64, 0.25), (0.01, 32, nil),
        ]).effects
        #expect(effects.map(\.isBalanced) == [false, false])
        #expect(effects[0].levels.map(\.settings.count) == [1, 2])
    }

    @Test func `a parameter with one value has no effect`() {
        #expect(result([(0.1, 64, 0.5), (0.1, 32, 0.75)]).effects.map(\.parameter) == ["batch"])
    }
}

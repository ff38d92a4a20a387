import TestSupport
import Testing
import Workflow

struct SweepRunTests {
    @Test func `a number that is not finite is none, and what is no scalar is left out`() {
        let run = SweepRun(
            index: 0, setting: [], seed: 1, outcome: .ok,
            values: [
                "a": .float(.nan), "b": .float(-.infinity), "c": .float(0.5), "d": .string("x"),
                "e": .array([.integer(1)]), "f": .boolean(true), "g": .symbol("best"),
            ], history: ["model": ["loss": [1, .infinity]]])
        #expect(
            run.values == [
                "a": .nothing, "b": .nothing, "c": .float(0.5), "d": .string("x"), "f": .boolean(true),
            ])
        #expect(run["c"] == 0.5 && run["a"] == nil && run["d"] == nil)
        #expect(run.history["model"]?["loss"]?.first == 1)
        #expect(run["model.history.loss"] == nil)
    }

    @Test(
        arguments: [
            (.integer(2), 0.75), (.integer(3), 0.5), (.integer(0), 0.5), (.integer(4), 0.5), (nil, 0.5),
            (.integer(.min), 0.5), (.integer(.max), 0.5), (.string("2"), 0.5),
        ] as [(Value?, Double)])
    func `a curve counts at the epoch that was kept, or at its last`(kept: Value?, expected: Double) {
        let run = SweepRun(
            index: 0, setting: [], seed: 1, outcome: .ok,
            values: kept.map { ["model.history.keptEpoch": $0] } ?? [:],
            history: ["model": ["validationAccuracy": [0.25, 0.75, 0.5], "empty": []]])
        #expect(run["model.history.validationAccuracy"] == expected)
        #expect(run[.curve(model: "model", quantity: "validationAccuracy")] == expected)
        for name in [
            "model.history.empty", "model.history", "model.other.validationAccuracy", "", "..", "history",
        ] {
            #expect(run[name] == nil, "\(name)")
        }
    }

    @Test func `a run whose claim does not hold is finished, and one that failed or was stopped is not`() {
        func run(_ outcome: SweepRun.Outcome) -> SweepRun {
            SampleSweep.run(0, [], outcome: outcome, test: 0.5)
        }
        #expect(run(.ok).isFinished && run(.expectationNotMet("it is good")).isFinished)
        #expect(!run(.failed("no")).isFinished && !run(.interrupted).isFinished)
    }
}

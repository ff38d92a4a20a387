import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

/// The values of prose that quotes its notebook's sweep.
struct SweepProseTests {
    private static let sweep = "sweep:\n  rate: [0.1, 0.01]\n  batch: [32, 64]\nrepeat: 3"

    /// A notebook with these values in its prose.
    private static func notebook(_ values: [String], _ lines: String = sweep) -> Notebook {
        Notebook(
            parsing: SourceFile(
                name: "test.md",
                text: """
                    ---
                    params:
                      rate: 0.1
                      batch: 32
                      epochs: 8
                    \(lines)
                    ---
                    \(values.map { "`= \($0)`" }.joined(separator: "\n\n"))

                    ```swift-step
                    let total = number(3)
                    let half = params.epochs / 2
                    let quarter = half / 2
                    let own = params.rate * 2
                    let both = own + quarter
                    let later = total.value * 2
                    ```

                    """))
    }

    private static func prose(
        _ values: [String], _ lines: String = sweep, of result: SweepResult, isInterrupted: Bool = false,
        overrides: [(String, String)] = []
    ) throws -> [SweepProse.Quoted] {
        let notebook = notebook(values, lines)
        let registry = Registry.fake(tally: Tally())
        let overrides = overrides.map { ParameterOverride(name: $0.0, text: $0.1) }
        let sweep = try PlannedSweep(notebook.frontMatter.sweep, of: notebook, overrides: overrides)
        let plan = try Plan(for: notebook, registry: registry, overrides: sweep.fixed.overrides)
        return SweepProse(
            of: plan, in: sweep, registry: registry, result: result, isInterrupted: isInterrupted
        ).values
    }

    /// Four settings with three seeds: `total.value` is best in the third one, with 0.75, 0.875 and 1; the second one
    /// lacks it in its last run.
    private static let result: SweepResult = {
        let means = [0.5, 0.75, 0.875, 0.625]
        let settings = [
            SampleSweep.setting(0.1, 32), SampleSweep.setting(0.1, 64), SampleSweep.setting(0.01, 32),
            SampleSweep.setting(0.01, 64),
        ]
        var runs: [SweepRun] = []
        for (place, setting) in settings.enumerated() {
            for (offset, seed) in zip([-0.125, 0, 0.125], [1, 2, 3] as [UInt64]) {
                let number = means[place] + offset
                let isBroken = place == 1 && seed == 3
                runs.append(
                    SweepRun(
                        index: runs.count, setting: setting, seed: seed,
                        outcome: isBroken ? .failed("out of luck") : .ok,
                        values: isBroken
                            ? [:] : ["total.value": .float(number), "result.accuracy": .float(number)]))
            }
        }
        return SampleSweep.result(runs)
    }()

    @Test func `means and spreads are over the seeds of the best setting, or of the one that is named`()
        throws
    {
        let values = try Self.prose(
            [
                "sweep.mean(total.value)", "sweep.spread(total.value)",
                "sweep.mean(total.value, rate: 0.1, batch: 32)",
                "sweep.spread(total.value, batch: 64, rate: 0.01)",
                "percent(sweep.mean(total.value), 1)", "100 * sweep.mean(total.value) - 50",
            ], of: Self.result)
        #expect(
            values == [
                .value(.float(0.875)), .value(.float(0.125)), .value(.float(0.5)), .value(.float(0.125)),
                .value(.string("87.5\u{A0}%")), .value(.float(37.5)),
            ])
    }

    @Test func `the best setting's parameters and the counts`() throws {
        let values = try Self.prose(
            ["sweep.best.rate", "sweep.best.batch", "sweep.settings", "sweep.seeds", "sweep.runs"],
            of: Self.result)
        #expect(
            values == [
                .value(.float(0.01)), .value(.integer(32)), .value(.integer(4)), .value(.integer(3)),
                .value(.integer(12)),
            ])
    }

    @Test func `a curve counts at the epoch whose network was kept`() throws {
        // The names of a curve are those of a training, which the small steps lack.
        let result = SampleSweep.grid()
        #expect(result.summary(of: "model.history.validationAccuracy", in: 2)?.mean == 0.875)
    }

    @Test func `values that all runs have in common are filled in, others are of a run`() throws {
        let values = try Self.prose(
            [
                "params.epochs", "half", "quarter + 1", "[1, 2]", "params.rate", "own", "both",
                "total.value", "later", "sweep.mean(total.value) - total.value",
                "sweep.mean(total.value) / params.batch",
            ], of: Self.result)
        #expect(
            values == [
                .value(.integer(8)), .value(.float(4)), .value(.float(3)),
                .value(.array([.integer(1), .integer(2)])), .ofRun, .ofRun, .ofRun, .ofRun, .ofRun, .ofRun,
                .ofRun,
            ])
    }

    @Test func `the length of runs that are halved is none that they have in common`() throws {
        let lines = Self.sweep + "\nhalve: {parameter: epochs, from: 2}"
        #expect(try Self.prose(["params.epochs", "half"], lines, of: Self.result) == [.ofRun, .ofRun])
    }

    @Test func `a setting of which a run lacks the number has no mean`() throws {
        let values = try Self.prose(["sweep.mean(total.value, rate: 0.1, batch: 64)"], of: Self.result)
        #expect(values == [.missing("2 of the setting's 3 runs have 'total.value'")])
    }

    @Test func `a single seed has no spread`() throws {
        let run = SampleSweep.run(0, SampleSweep.setting(0.1, 32), test: 0.5)
        let values = SweepRun(
            index: 0, setting: run.setting, seed: 1, outcome: .ok,
            values: ["result.accuracy": .float(0.5), "total.value": .float(2)])
        #expect(
            try Self.prose(
                ["sweep.mean(total.value)", "sweep.spread(total.value)", "sweep.mean(total.whole)"],
                of: SampleSweep.result([values], seeds: [1])) == [
                    .value(.float(2)), .missing("a single seed has no standard deviation"),
                    .missing("the setting's only run has no 'total.whole'"),
                ])
    }

    @Test func `after an interruption the best is not known, but a setting that is complete`() throws {
        let values = try Self.prose(
            [
                "sweep.best.rate", "sweep.mean(total.value)", "sweep.mean(total.value, rate: 0.1, batch: 32)",
                "sweep.settings",
            ], of: Self.result, isInterrupted: true)
        let reason = "the sweep was interrupted, so that its best setting is not known"
        #expect(
            values == [.missing(reason), .missing(reason), .value(.float(0.5)), .value(.integer(4))])
    }

    @Test func `without a measure there is no best`() throws {
        let runs = [
            SweepRun(index: 0, setting: SampleSweep.setting(0.1, 32), seed: 1, outcome: .failed("no"))
        ]
        let reason = "no run has a measure by which settings could be ranked"
        #expect(
            try Self.prose(["sweep.best.rate", "sweep.runs"], of: SampleSweep.result(runs))
                == [.missing(reason), .value(.integer(1))])
    }

    @Test func `the command line may have another sweep`() throws {
        let runs = [0.5, 0.25].enumerated().map { index, number in
            SweepRun(
                index: index, setting: [SweptValue(name: "batch", value: .integer(index == 0 ? 32 : 64))],
                seed: 1,
                outcome: .ok, values: ["total.value": .float(number), "result.accuracy": .float(number)])
        }
        let result = SweepResult(
            notebook: "test.md", textHash: SampleSweep.textHash, parameters: ["batch"], seeds: [1], runs: runs
        )
        let values = try Self.prose(
            [
                "sweep.best.rate", "sweep.best.batch", "sweep.mean(total.value, rate: 0.01, batch: 64)",
                "sweep.mean(total.value, rate: 0.1, batch: 64)", "params.rate",
            ], of: result, overrides: [("rate", "0.01")])
        #expect(
            values == [
                .value(.float(0.01)), .value(.integer(32)), .value(.float(0.25)),
                .missing("the sweep has no setting with rate 0.1, batch 64"), .value(.float(0.01)),
            ])
    }

    @Test func `a run has no value of the sweep, lacks nothing, and keys do not depend on it`() throws {
        let laboratory = try Laboratory()
        let first = try laboratory.run(
            Self.notebook(["sweep.mean(total.value) + total.value", "total.value"]))
        #expect(first.run.status == .ok)
        #expect(first.run.notices == [])
        #expect(first.run.computedValues == [nil, .float(3)])
        #expect(first.run.plan.computedValues.map(\.quotesSweep) == [true, false])
        #expect(first.ran == ["number"])
        let second = try laboratory.run(Self.notebook(["sweep.best.rate", "sweep.spread(total.value)"]))
        #expect(second.run.computedValues == [nil, nil])
        #expect(second.ran == [])
        #expect(second.run.steps.map(\.key) == first.run.steps.map(\.key))
    }
}

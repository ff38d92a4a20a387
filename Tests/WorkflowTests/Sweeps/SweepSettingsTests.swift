import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

struct SweepSettingsTests {
    @Test func `all combinations come in the order of the file, the last parameter fastest`() throws {
        let swept = SweptNotebook("sweep:\n  size: [64, 32]\n  optimizer: [sgd, adam]\n  deep: [true, false]")
        #expect(
            try swept.shown() == [
                "size=64, optimizer=sgd, deep=true", "size=64, optimizer=sgd, deep=false",
                "size=64, optimizer=adam, deep=true", "size=64, optimizer=adam, deep=false",
                "size=32, optimizer=sgd, deep=true", "size=32, optimizer=sgd, deep=false",
                "size=32, optimizer=adam, deep=true", "size=32, optimizer=adam, deep=false",
            ])
        #expect(try swept.settings().warnings == [])
    }

    @Test func `parameters that move together are one place of the order`() throws {
        let swept = SweptNotebook(
            "sweep:\n  size: [1, 2]\n  deep: [true, false]\n  rate: [0.5, 0.25]\n  epochs: [3, 4]\nzip: [rate, size]"
        )
        #expect(
            try swept.shown() == [
                "size=1, deep=true, rate=0.5, epochs=3", "size=1, deep=true, rate=0.5, epochs=4",
                "size=1, deep=false, rate=0.5, epochs=3", "size=1, deep=false, rate=0.5, epochs=4",
                "size=2, deep=true, rate=0.25, epochs=3", "size=2, deep=true, rate=0.25, epochs=4",
                "size=2, deep=false, rate=0.25, epochs=3", "size=2, deep=false, rate=0.25, epochs=4",
            ])
    }

    @Test(arguments: ["", "sweep:", "repeat: 1"])
    func `a sweep over nothing is one run of the notebook as it is`(lines: String) throws {
        let settings = try SweptNotebook(lines).settings()
        #expect(settings.settings == [SweepSetting(names: [], values: [])])
        #expect(settings.seeds == [0])
        #expect(settings.runCount == 1)
    }

    @Test func `each setting is run with the notebook's seed, the next, and so on`() throws {
        let settings = try SweptNotebook("sweep:\n  size: [1, 2]\nseed: 18446744073709551613\nrepeat: 3")
            .settings()
        #expect(settings.seeds == [.max - 2, .max - 1, .max])
        #expect(settings.runCount == 6)
    }

    @Test func `a setting is given to a plan as the command line gives it`() throws {
        let swept = SweptNotebook(
            "sweep:\n  rate: [0.1, 1e-7, 3]\n  size: [-5]\n  optimizer: [\"a=b, c\"]\n  deep: [false]")
        for (setting, rate) in zip(try swept.settings().settings, [0.1, 1e-7, 3]) {
            let plan = try Plan(
                for: swept.notebook, registry: .fake(tally: Tally()), overrides: setting.overrides)
            #expect(
                plan.params.map(\.value) == [
                    .float(rate), .integer(-5), .integer(8), .string("a=b, c"), .boolean(false),
                ])
        }
        #expect(try swept.settings().settings.count == 3)
    }

    @Test func `a notebook with a sweep is planned with the values under 'params'`() throws {
        let swept = SweptNotebook("sweep:\n  rate: [1, 2]\n  size: [1, 2]\nrepeat: 3\nseed: 4")
        let plan = try Plan(for: swept.notebook, registry: .fake(tally: Tally()))
        #expect(
            plan.params.map(\.value) == [
                .float(0.1), .integer(32), .integer(8), .string("adam"), .boolean(true),
            ])
        #expect(plan.params.allSatisfy { !$0.isOverridden })
        #expect(plan.seed == 4)
        #expect(plan.warnings == [])
    }

    @Test func `each setting is planned with each seed, and with what the command line fixes`() throws {
        let swept = SweptNotebook("sweep:\n  size: [1, 2]\nrepeat: 2\nseed: 4")
        let sweep = try swept.sweep([("epochs", "3")])
        let settings = try swept.settings([("epochs", "3")])
        var planned: [String] = []
        for setting in settings.settings {
            for seed in settings.seeds {
                let plan = try Plan(
                    for: swept.notebook, registry: .fake(tally: Tally()),
                    overrides: sweep.fixed.overrides + setting.overrides, seed: seed)
                let given = plan.params.filter(\.isOverridden).map { "\($0.name)=\($0.value.exactText)" }
                planned.append(given.joined(separator: " ") + " seed=\(plan.seed)")
            }
        }
        #expect(
            planned == [
                "size=1 epochs=3 seed=4", "size=1 epochs=3 seed=5", "size=2 epochs=3 seed=4",
                "size=2 epochs=3 seed=5",
            ])
    }

    @Test func `settings that satisfy a condition are left out`() throws {
        let swept = SweptNotebook(
            """
            sweep:
              size: [1, 2, 3]
              rate: [0.1, 1]
              optimizer: [adam, sgd]
            exclude:
              - params.rate > 0.5 && params.optimizer == "adam"
              - params.size == 2
              - params.size * params.epochs > 20 && params.rate < max(0.05, 0.5)
            """)
        let settings = try swept.settings()
        #expect(
            settings.settings.map(\.description) == [
                "size=1, rate=0.1, optimizer=adam", "size=1, rate=0.1, optimizer=sgd",
                "size=1, rate=1, optimizer=sgd", "size=3, rate=1, optimizer=sgd",
            ])
        #expect(settings.warnings == [])
    }

    @Test func `a condition compares parameters that the command line fixes too`() throws {
        let swept = SweptNotebook(
            "sweep:\n  size: [1, 2]\n  rate: [0.1, 1]\nexclude: params.size * params.rate > 1")
        #expect(try swept.shown() == ["size=1, rate=0.1", "size=1, rate=1", "size=2, rate=0.1"])
        #expect(try swept.shown([("size", "2")]) == ["rate=0.1"])
        #expect(try swept.shown([("rate", "0.75")]) == ["size=1"])
    }

    @Test(arguments: [
        (
            "‹params.size›",
            "sweep.exclude-type: a condition is true or false, but this is a whole number | compare it: 'params.NAME > …'"
        ),
        ("‹number›(params.size) > 3", "sweep.exclude-call: a condition cannot call 'number'"),
        (
            "‹sqr›(params.size) > 3",
            "sweep.exclude-call: a condition cannot call 'sqr' | did you mean 'sqrt'?"
        ),
        (
            "‹params.size > params.optimizer›",
            "operator.operands: '>' cannot stand between a whole number and a text"
        ),
        (
            "‹params.size * 9223372036854775807 > 3›",
            "sweep.exclude-value: the result of '*' is too large for a whole number"
        ),
        (
            "‹params.size > 0›",
            "sweep.nothing-left: all 2 settings are excluded | settings that satisfy this are left out"
        ),
    ])
    func `a condition that cannot decide is reported at its place`(condition: String, expected: String) throws
    {
        let marked = MarkedSource(
            "---\n\(SweptNotebook.params)\nsweep:\n  size: [1, 2]\nexclude: \(condition)\n---\n")
        let swept = SweptNotebook(marked.source)
        let error = #expect(throws: DiagnosticsError.self) { try swept.settings() }
        marked.expect(error?.diagnostics ?? [], [expected])
        #expect(error?.source == marked.source)
    }

    @Test func `a condition without a value names the setting`() throws {
        let swept = SweptNotebook(
            "sweep:\n  size: [1, 2]\n  rate: [0.5]\nexclude: params.size * 9223372036854775807 > 3")
        let error = #expect(throws: DiagnosticsError.self) { try swept.settings() }
        #expect(error?.diagnostics.map { $0.notes.map(\.message) } == [["in the setting size=2, rate=0.5"]])
    }

    @Test func `a condition that excludes nothing is warned of`() throws {
        let marked = MarkedSource(
            "---\n\(SweptNotebook.params)\nsweep:\n  size: [1, 2]\nexclude: [params.size > 1, ‹params.size > 2›]\n---\n"
        )
        marked.expect(
            try SweptNotebook(marked.source).settings().warnings,
            ["warning sweep.exclude-nothing: this condition excludes no setting"])
    }

    @Test(.timeLimit(.minutes(1))) func `ten thousand settings are made at once`() throws {
        let numbers = (1...100).map(String.init).joined(separator: ", ")
        let swept = SweptNotebook(
            "sweep:\n  size: [\(numbers)]\n  epochs: [\(numbers)]\nexclude: params.size == params.epochs && params.size > 99\nrepeat: 10"
        )
        let settings = try swept.settings()
        #expect(settings.runCount == 99_990)
        #expect(Set(settings.settings).count == 9999)
        #expect(settings.settings[100].description == "size=2, epochs=1")
    }
}

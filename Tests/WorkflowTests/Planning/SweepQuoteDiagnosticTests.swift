import Diagnostics
import Notebooks
import Testing
import Workflow

/// The mistakes in what prose quotes of its notebook's sweep.
struct SweepQuoteDiagnosticTests {
    private static let sweep = """
        sweep:
          rate: [0.01, 0.1]
          size: [16, 32]
          optimizer: [adam, sgd]
        zip: [size, optimizer]
        repeat: 3
        """

    private static func text(_ prose: String, _ lines: String, cell: String = "") -> String {
        """
        ---
        params:
          rate: 0.1
          size: 32
          epochs: 8
          optimizer: adam
        \(lines)
        ---
        \(prose)

        ```swift-step
        let total = number(params.epochs)
        let list = [0.5, 0.25]
        let word = words("a")
        \(cell)
        ```
        """
    }

    /// The errors of a notebook, each as its ID, the text at its caret, its message, its label and its notes.
    private static func errors(
        of value: String, _ lines: String = sweep, cell: String = ""
    ) -> [[String]] {
        let prose = value.isEmpty ? "Words." : "It is `= \(value)` in all."
        let source = SourceFile(name: "test.md", text: text(prose, lines, cell: cell))
        do {
            _ = try Plan(for: Notebook(parsing: source), registry: .fake(tally: Tally()))
            return []
        } catch let error as DiagnosticsError {
            let bytes = Array(source.text.utf8)
            return error.diagnostics.filter { $0.severity == .error }.map { error in
                [error.id, String(decoding: bytes[error.range], as: UTF8.self), error.message]
                    + [error.label].compactMap(\.self) + error.notes.map(\.message)
            }
        } catch {
            return [["\(error)"]]
        }
    }

    private static let members =
        "prose can quote sweep.best.NAME, sweep.mean(NAME.MEMBER), sweep.spread(NAME.MEMBER), sweep.settings, "
        + "sweep.seeds, sweep.runs"

    @Test(arguments: [
        "sweep.settings", "sweep.seeds + sweep.runs", "sweep.best.rate", "sweep.best.optimizer",
        "percent(sweep.mean(total.value), 2)", "100 * sweep.spread(total.whole)",
        "sweep.mean(total.value, rate: 0.1, size: 16)",
        "sweep.mean(total.value, optimizer: \"sgd\", rate: 0.01)",
        "[sweep.mean(total.value), sweep.spread(total.value)]", "round(sweep.best.rate * 1000)",
    ])
    func `what a sweep has can be quoted`(value: String) {
        #expect(Self.errors(of: value) == [])
    }

    @Test func `a cell cannot quote it`() {
        let expected = [
            "sweep.quote-place", "sweep.best.rate",
            "'sweep' is known only after all runs, and this is a part of each",
            "only prose can quote it", "write it into the text, as in '`= sweep.best.NAME`'",
        ]
        #expect(Self.errors(of: "", cell: "let best = number(sweep.best.rate)") == [expected])
        #expect(
            Self.errors(of: "", cell: "let mean = sweep.mean(total.value)").map { Array($0.prefix(2)) }
                == [["sweep.quote-place", "sweep.mean(total.value)"]])
        #expect(
            Self.errors(of: "", cell: "let all = sweep").map { Array($0.prefix(2)) }
                == [["sweep.quote-place", "sweep"]])
    }

    @Test(arguments: ["sweep.runs", "sweep.best.rate", "sweep.mean(total.value)", "sweep"])
    func `a notebook without a sweep has nothing to quote`(value: String) {
        #expect(
            Self.errors(of: value, "seed: 1") == [
                [
                    "sweep.quote-none", value, "this notebook has no sweep that could be quoted",
                    "declare one in the front matter, with 'sweep:', 'repeat:' or 'random:'",
                ]
            ])
    }

    @Test func `repeats alone are a sweep of one setting`() {
        #expect(Self.errors(of: "sweep.mean(total.value)", "repeat: 3") == [])
        #expect(
            Self.errors(of: "sweep.best.rate", "repeat: 3") == [
                [
                    "sweep.quote-parameter", "rate", "'rate' is not swept",
                    "it is 'params.rate' in all settings",
                    "the front matter sweeps over no parameter",
                ]
            ])
    }

    @Test func `a mistake in the sweep is not one of what quotes it`() {
        let broken = "sweep:\n  rate: [0.01, many]"
        #expect(Self.errors(of: "sweep.best.rate", broken).map { $0[0] } == ["sweep.value-type"])
    }

    @Test func `its name is reserved, as that of the parameters`() {
        #expect(
            Self.errors(of: "", cell: "let sweep = 3") == [
                [
                    "name.reserved", "sweep", "'sweep' already has a meaning", "choose another name",
                    "names of steps and layers, 'params' and 'sweep' cannot be bound",
                ]
            ])
    }

    @Test func `names of members and parameters`() {
        #expect(
            Self.errors(of: "sweep") == [
                ["sweep.quote-alone", "sweep", "'sweep' is used with a name after a dot", Self.members]
            ])
        #expect(
            Self.errors(of: "sweep.setings") == [
                [
                    "sweep.quote-unknown", "setings", "a sweep has no 'setings'", "did you mean 'settings'?",
                    Self.members,
                ]
            ])
        #expect(
            Self.errors(of: "sweep.spred(total.value)") == [
                [
                    "sweep.quote-unknown", "spred", "a sweep has no 'spred'", "did you mean 'spread'?",
                    Self.members,
                ]
            ])
        #expect(
            Self.errors(of: "sweep.best") == [
                [
                    "sweep.quote-best", "sweep.best",
                    "'sweep.best' is used with the name of a swept parameter",
                    "write 'sweep.best.rate'", "the front matter sweeps over rate, size, optimizer",
                ]
            ])
        #expect(
            Self.errors(of: "sweep.best.sizes") == [
                [
                    "sweep.quote-parameter", "sizes", "unknown parameter 'sizes'", "did you mean 'size'?",
                    "the front matter sweeps over rate, size, optimizer",
                ]
            ])
        #expect(
            Self.errors(of: "sweep.best.epochs") == [
                [
                    "sweep.quote-parameter", "epochs", "'epochs' is not swept",
                    "it is 'params.epochs' in all settings",
                    "the front matter sweeps over rate, size, optimizer",
                ]
            ])
    }

    @Test func `what is called and what is not`() {
        #expect(
            Self.errors(of: "sweep.mean") == [
                [
                    "sweep.quote-call", "sweep.mean", "'sweep.mean' must be called",
                    "write 'sweep.mean(…)' with a number of the runs, such as 'result.accuracy'",
                ]
            ])
        #expect(
            Self.errors(of: "sweep.runs()") == [
                ["sweep.quote-call", "runs", "'sweep.runs' is not called", "write 'sweep.runs'"]
            ])
        #expect(
            Self.errors(of: "sweep.best()") == [
                ["sweep.quote-call", "best", "'sweep.best' is not called", "write 'sweep.best.NAME'"]
            ])
    }

    @Test func `a number that no run has`() {
        #expect(
            Self.errors(of: "sweep.mean(total.vale)").map { Array($0.prefix(4)) } == [
                ["member.unknown", "vale", "a Number has no member 'vale'", "did you mean 'value'?"]
            ])
        #expect(
            Self.errors(of: "sweep.mean(totl.value)").map { Array($0.prefix(4)) } == [
                ["name.unknown", "totl", "unknown name 'totl'", "did you mean 'total'?"]
            ])
        let hint =
            "it is a name of the cells, such as 'gap', or a member, such as 'result.accuracy' or "
            + "'model.history.validationLoss'"
        #expect(
            Self.errors(of: "sweep.mean(total)") == [
                [
                    "sweep.quote-number", "total",
                    "this is not a number of the runs: it is a Number", hint,
                ]
            ])
        #expect(
            Self.errors(of: "sweep.mean(word.kind)") == [
                [
                    "sweep.quote-number", "word.kind",
                    "this is not a number of the runs: it is a text", hint,
                ]
            ])
        // A record has the names of the cells and their members, and no elements of arrays.
        #expect(
            Self.errors(of: "sweep.mean(list.last)") == [
                [
                    "sweep.quote-number", "list.last",
                    "the records of runs do not have this: it is a part of an array",
                    "bind it to a name in a cell, and quote that",
                ]
            ])
        for value in ["total.value + 1", "0.5", "params.rate", "sweep.best.rate"] {
            #expect(
                Self.errors(of: "sweep.mean(\(value))") == [
                    ["sweep.quote-number", value, "this is not the name of a number of the runs", hint]
                ])
        }
        #expect(
            Self.errors(of: "sweep.mean()") == [
                [
                    "sweep.quote-number", "sweep.mean()", "'sweep.mean' begins with a number of the runs",
                    "write it first, such as 'result.accuracy'",
                ]
            ])
        #expect(
            Self.errors(of: "sweep.mean(rate: 0.1)") == [
                [
                    "sweep.quote-number", "rate", "'sweep.mean' begins with a number of the runs",
                    "write it first, such as 'result.accuracy'",
                ]
            ])
    }

    /// The arguments after the number, and the error.
    @Test(arguments: [
        (
            "rate: 0.2, size: 16",
            [
                "sweep.quote-setting", "0.2", "the sweep has no setting with rate 0.2",
                "it is swept over 0.01, 0.1",
            ]
        ),
        (
            "rate: 0.1",
            ["sweep.quote-several", "mean", "several settings have these values", "also give 'size:'"]
        ),
        (
            "size: 16",
            ["sweep.quote-several", "mean", "several settings have these values", "also give 'rate:'"]
        ),
        (
            "0.1",
            [
                "sweep.quote-label", "0.1", "a setting is named by values with their parameters' names",
                "write 'rate: …'",
            ]
        ),
        (
            "rate: \"high\", size: 16",
            ["sweep.quote-type", "\"high\"", "'rate' is a number, but this is a text"]
        ),
        (
            "rate: params.rate, size: 16",
            [
                "sweep.quote-value", "params.rate",
                "the value of 'rate' is written out, since it names a setting",
                "write a number, a text, true or false",
            ]
        ),
        ("rate: 0.1, size: 16, rate: 0.1", ["sweep.quote-twice", "rate", "'rate' is given twice"]),
        (
            "epochs: 8",
            [
                "sweep.quote-parameter", "epochs", "'epochs' is not swept",
                "it is 'params.epochs' in all settings", "the front matter sweeps over rate, size, optimizer",
            ]
        ),
    ])
    func `a setting that the sweep does not have`(arguments: String, expected: [String]) {
        #expect(Self.errors(of: "sweep.mean(total.value, \(arguments))") == [expected])
    }

    @Test func `a value outside a range that is drawn from`() {
        let lines = "sweep:\n  rate: {from: 0.01, to: 0.5}\n  size: {from: 1, to: 64}\nrandom: 4"
        #expect(Self.errors(of: "sweep.mean(total.value, rate: 0.25, size: 64)", lines) == [])
        #expect(
            Self.errors(of: "sweep.mean(total.value, rate: 0.75, size: 65)", lines) == [
                [
                    "sweep.quote-setting", "0.75", "the sweep has no setting with rate 0.75",
                    "it is drawn from 0.01 to 0.5",
                ],
                [
                    "sweep.quote-setting", "65", "the sweep has no setting with size 65",
                    "it is drawn from 1 to 64",
                ],
            ])
    }

    @Test func `settings that are excluded are known with all settings`() throws {
        let lines =
            "sweep:\n  rate: [0.01, 0.1]\n  size: [16, 32]\nexclude: params.rate > 0.05 && params.size > 16"
        let prose =
            "`= sweep.mean(total.value, rate: 0.1, size: 16)` `= sweep.mean(total.value, rate: 0.1, size: 32)`"
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: Self.text(prose, lines)))
        let registry = Registry.fake(tally: Tally())
        let plan = try Plan(for: notebook, registry: registry)
        let settings = try SweepSettings(
            of: PlannedSweep(notebook.frontMatter.sweep, of: notebook), in: notebook, registry: registry)
        let mistakes = settings.diagnostics(ofQuotesIn: plan)
        #expect(mistakes.map(\.message) == ["the sweep has no setting with rate 0.1, size 32"])
        #expect(mistakes.map(\.range) == [notebook.computedValues[1].range])
    }
}

import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

struct PlanTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    private func constant(_ expression: String) throws -> Value {
        let plan = try laboratory.plan(.cell("let value = " + expression))
        guard case .constant(let value) = plan.bindings[0].expression else {
            Issue.record("\(expression) is not known: \(plan.bindings[0].expression)")
            return .nothing
        }
        return value
    }

    @Test func `a plan lists steps with their arguments, defaults and dependencies`() throws {
        let plan = try laboratory.plan(
            .cell("let one = number(1)\nlet sum = add(one, number(2, times: 3))\ntable(sum, loss: 4)"))
        #expect(plan.steps.map(\.step) == ["number", "number", "add", "table"])
        #expect(plan.steps.map(\.name) == ["one", nil, "sum", nil])
        #expect(plan.steps.map(\.line) == [2, 3, 3, 4])
        #expect(plan.steps.map(\.index) == [0, 1, 2, 3])
        #expect(plan.steps.map(\.dependencies) == [[], [], [0, 1], [2]])
        #expect(plan.steps[1].arguments.map(\.name) == ["value", "times", "title"])
        #expect(plan.steps[1].arguments.map(\.text) == ["2", "3", nil])
        #expect(plan.steps[1].arguments[0].expression == .constant(.float(2)))
        #expect(plan.steps[3].further.map(\.name) == ["loss"])
        #expect(plan.bindings.map(\.type) == [.artifact("Number"), .artifact("Number")])
    }

    @Test(
        arguments: [
            ("1 + 2 * 3", Value.integer(7)), ("(1 + 2) * 3", .integer(9)), ("1 / 2", .float(0.5)),
            ("4 / 2", .float(2)),
            ("7 - 10", .integer(-3)), ("-3", .integer(-3)), ("-(2.5)", .float(-2.5)),
            ("1 + 0.5", .float(1.5)),
            ("\"a\" + \"b\"", .string("ab")), ("1 < 2", .boolean(true)), ("2 <= 1.5", .boolean(false)),
            ("\"a\" < \"b\"", .boolean(true)), ("1 == 1.0", .boolean(true)),
            ("\"a\" != \"a\"", .boolean(false)),
            ("true == false", .boolean(false)), ("!true", .boolean(false)),
            ("true && !false", .boolean(true)),
            ("false || 1 > 2", .boolean(false)), ("1 / 0", .float(.infinity)), ("-1 / 0", .float(-.infinity)),
            ("[1, 2 + 3]", .array([.integer(1), .integer(5)])), ("fixed(1 / 3, 2)", .string("0.33")),
            ("percent(1, 0) + \"!\"", .string("100\u{A0}%!")), ("nil", .nothing),
        ] as [(String, Value)])
    func `constants are evaluated while planning`(_ expression: String, _ value: Value) throws {
        #expect(try constant(expression) == value)
    }

    @Test(arguments: [
        ("false && 9223372036854775807 + 1 > 0", "too large"), ("9223372036854775807 + 1 == 0", "too large"),
    ])
    func `overflowing arithmetic is reported at its place`(_ expression: String, _ part: String) throws {
        let error = #expect(throws: DiagnosticsError.self) { try constant(expression) }
        #expect(error?.diagnostics.map(\.id) == ["operator.value"])
        #expect(error?.diagnostics.first?.message.contains(part) == true)
    }

    @Test func `a whole number and the same number have one cache key where a number is wanted`() throws {
        for code in ["number(1)", "number(1.0)", "number(2 - 1)", "number(2 / 2)"] {
            _ = try laboratory.run("let one = \(code)")
        }
        let last = try laboratory.run("let two = number(3)\nlet one = number(two.whole - 2)")
        #expect(last.outcomes == [.computed, .cached])
    }

    @Test func `prose may use a name that is bound below it`() throws {
        let experiment = try laboratory.run(
            .text("There are `= total.whole` of them.\n\n```swift-step\nlet total = number(3)\n```\n"))
        #expect(experiment.run.computedValues == [.integer(3)])
    }

    @Test func `a parameter from the command line takes the type of the notebook's`() throws {
        let notebook = Notebook.text(
            "---\nparams:\n  count: 3\n  rate: 0.5\n  name: a\n  flag: false\n---\n")
        let plan = try laboratory.plan(
            notebook, overrides: [("name", "7"), ("flag", "true"), ("rate", "1e-3")])
        #expect(
            plan.params == [
                PlannedParameter(name: "count", value: .integer(3), isOverridden: false),
                PlannedParameter(name: "rate", value: .float(0.001), isOverridden: true),
                PlannedParameter(name: "name", value: .string("7"), isOverridden: true),
                PlannedParameter(name: "flag", value: .boolean(true), isOverridden: true),
            ])
    }

    @Test(arguments: [
        ("count", "2.5", "params.wrong-type: 'count' takes a whole number, but '2.5' is not", 9..<12),
        ("count", "", "params.wrong-type: 'count' takes a whole number, but '' is not", 9..<9),
        ("rate", "fast", "params.wrong-type: 'rate' takes a number, but 'fast' is not", 8..<12),
        ("rate", "inf", "params.wrong-type: 'rate' takes a number, but 'inf' is not", 8..<11),
        ("rate", "nan", "params.wrong-type: 'rate' takes a number, but 'nan' is not", 8..<11),
        (
            "count", "99999999999999999999",
            "params.too-large: '99999999999999999999' is too large for 'count' | whole numbers go up to 9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}807",
            9..<29
        ),
        ("count", "--9", "params.wrong-type: 'count' takes a whole number, but '--9' is not", 9..<12),
        ("rate", "1e999", "params.too-large: '1e999' is too large for 'rate'", 8..<13),
        (
            "flag", "yes", "params.wrong-type: 'flag' takes true or false, but 'yes' is not | write 'true'",
            8..<11
        ),
        (
            "flag", "False",
            "params.wrong-type: 'flag' takes true or false, but 'False' is not | write 'false'", 8..<13
        ),
        ("flag", "maybe", "params.wrong-type: 'flag' takes true or false, but 'maybe' is not", 8..<13),
        (
            "params.count", "3",
            "params.unknown: the notebook has no parameter 'params.count' | did you mean 'count'?", 3..<15
        ),
        (
            "cuont", "3", "params.unknown: the notebook has no parameter 'cuont' | did you mean 'count'?",
            3..<8
        ),
        ("other", "3", "params.unknown: the notebook has no parameter 'other'", 3..<8),
    ])
    func `a parameter from the command line that does not fit is reported at its place there`(
        _ name: String, _ text: String, _ message: String, _ place: Range<Int>
    ) throws {
        let notebook = Notebook.text("---\nparams:\n  count: 3\n  rate: 0.5\n  flag: false\n---\n")
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try laboratory.plan(notebook, overrides: [(name, text)])
        }
        #expect(problem?.diagnostics.map(\.summary) == [message])
        #expect(problem?.diagnostics.map(\.range) == [place])
        #expect(problem?.source.text == "-P \(name)=\(text)")
    }

    @Test(arguments: ["‹swift›", "‹Swift›", "‹stepbook›", "> ‹swift›"])
    func `a listing that calls a step is warned of`(language: String) throws {
        let quote = language.hasPrefix(">") ? "> " : ""
        let marked = MarkedSource(
            "\(quote)```\(language.drop { "> ".contains($0) })\n\(quote)let a = add(number(1), number(2))\n\(quote)```\n"
        )
        marked.expect(
            try laboratory.plan(Notebook(parsing: marked.source)).warnings,
            [
                "warning cell.language: this listing is shown, not run, though it calls 'add' | did you mean 'swift-step'?"
            ])
    }

    @Test(arguments: [
        "swift\nlet a = print(1)\n", "swift\nfunc number() { number(1) }\n",
        "swift\nlet a: Int = number(1)\n",
        "\nnumber(1)\n", "text\nnumber(1)\n", "python\nnumber(1)\n", "swift\nvar a = number(1)\n",
    ])
    func `other listings are not warned of`(listing: String) throws {
        #expect(try laboratory.plan(.text("```\(listing)```\n")).warnings == [])
    }

    @Test func `a key of the front matter that is given as a parameter is reported at its place`() throws {
        let notebook = Notebook.text("---\nseed: 1\nparams:\n  count: 3\n---\n")
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try laboratory.plan(notebook, overrides: [("seed", "3")])
        }
        #expect(
            problem?.diagnostics.first?.notes.last?.message
                == "'seed' stands in the front matter, on a line 'seed: …' of its own; '-P' changes what is under 'params', and '--seed' the seed of one run"
        )
    }

    @Test func `all mistakes of parameters on the command line are reported at once`() throws {
        let notebook = Notebook.text("---\nparams:\n  count: 3\n  rate: 0.5\n---\n")
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try laboratory.plan(
                notebook, overrides: [("count", "many"), ("rate", "1"), ("other", "a=b"), ("rate", "2")])
        }
        let words = try #require(problem)
        #expect(
            DiagnosticFormatter(source: words.source).format(words.diagnostics) == """
                error: 'count' takes a whole number, but 'many' is not                   [params.wrong-type]
                  --> command line:1:10
                   |
                 1 | -P count=many -P rate=1 -P other=a=b -P rate=2
                   |          ^^^^

                error: the notebook has no parameter 'other'                                [params.unknown]
                  --> command line:1:28
                   |
                 1 | -P count=many -P rate=1 -P other=a=b -P rate=2
                   |                            ^^^^^
                note: its front matter declares count, rate

                error: 'rate' is given twice                                            [params.given-twice]
                  --> command line:1:41
                   |
                 1 | -P count=many -P rate=1 -P other=a=b -P rate=2
                   |                                         ^^^^ leave one out
                note: it is given first here
                  --> command line:1:18
                   |
                 1 | -P count=many -P rate=1 -P other=a=b -P rate=2
                   |                  ^^^^
                """)
    }

    @Test func `a parameter for a notebook that declares none is reported`() throws {
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try laboratory.plan(.text("Text.\n"), overrides: [("count", "3")])
        }
        #expect(problem?.description == "the notebook has no parameter 'count'")
        #expect(problem?.diagnostics.first?.notes.map(\.message) == ["it declares none"])
    }

    @Test func `a parameter on the command line that nothing uses is warned of`() throws {
        let notebook = Notebook.text(
            "---\nparams:\n  cell: 3\n  prose: 4\n  idle: 5\n---\n`= params.prose`\n\n```swift-step\nlet one = number(params.cell)\n```\n"
        )
        let used = try laboratory.plan(notebook, overrides: [("cell", "1"), ("prose", "2")])
        #expect(used.overrideWarnings == nil)
        #expect(try laboratory.plan(notebook).overrideWarnings == nil)
        let plan = try laboratory.plan(notebook, overrides: [("cell", "1"), ("idle", "2")])
        let warnings = try #require(plan.overrideWarnings)
        #expect(
            warnings.diagnostics.map(\.summary) == [
                "warning params.unused: the notebook declares 'idle' and never uses it | this changes nothing"
            ])
        #expect(warnings.diagnostics.map(\.range) == [13..<17])
        #expect(warnings.source.text == "-P cell=1 -P idle=2")
    }

    @Test(arguments: [
        ("---\nparams:\n  count: yes\n---\n", "front-matter.ambiguous"),
        ("---\nparms:\n  count: 3\n---\n", "front-matter.unknown-key"),
    ])
    func `a parameter from the command line may stand where the notebook cannot be read`(
        _ text: String, _ id: String
    ) throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try laboratory.plan(.text(text), overrides: [("count", "10")])
        }
        #expect(error?.diagnostics.map(\.id) == [id])
    }

    @Test func `a parameter from the command line is checked like one of the notebook`() throws {
        let notebook = Notebook.text(
            "---\nparams:\n  count: 3\n---\n```swift-step\nlet one = number(1, times: params.count)\n```\n")
        let error = #expect(throws: DiagnosticsError.self) {
            try laboratory.plan(notebook, overrides: [("count", "10")])
        }
        #expect(error?.diagnostics.map(\.message) == ["'times' of 'number' takes 1 to 9, but this is 10"])
        #expect(
            error?.diagnostics.first?.notes.map(\.message) == [
                "'params.count' was given on the command line, by '-P count=…'"
            ])
        let own = #expect(throws: DiagnosticsError.self) {
            try laboratory.plan(
                .text(
                    "---\nparams:\n  count: 30\n---\n```swift-step\nlet one = number(1, times: params.count)\n```\n"
                ))
        }
        #expect(own?.diagnostics.first?.notes == [])
    }
}

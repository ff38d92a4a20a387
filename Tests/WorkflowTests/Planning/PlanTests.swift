import Diagnostics
import Notebooks
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
    func `what is known is computed while planning`(_ expression: String, _ value: Value) throws {
        #expect(try constant(expression) == value)
    }

    @Test(arguments: [
        ("false && 9223372036854775807 + 1 > 0", "too large"), ("9223372036854775807 + 1 == 0", "too large"),
    ])
    func `arithmetic that is too large is found where it stands`(_ expression: String, _ part: String) throws
    {
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
            notebook, overrides: [("rate", "2"), ("name", "7"), ("flag", "true"), ("rate", "1e-3")])
        #expect(
            plan.params == [
                PlannedParameter(name: "count", value: .integer(3), isOverridden: false),
                PlannedParameter(name: "rate", value: .float(0.001), isOverridden: true),
                PlannedParameter(name: "name", value: .string("7"), isOverridden: true),
                PlannedParameter(name: "flag", value: .boolean(true), isOverridden: true),
            ])
    }

    @Test(arguments: [
        ("count", "2.5", "'count' takes a whole number, but '2.5' is not"),
        ("count", "", "'count' takes a whole number, but '' is not"),
        ("rate", "fast", "'rate' takes a number, but 'fast' is not"),
        ("rate", "inf", "'rate' takes a number, but 'inf' is not"),
        ("rate", "nan", "'rate' takes a number, but 'nan' is not"),
        ("flag", "yes", "'flag' takes true or false, but 'yes' is not"),
        ("cuont", "3", "the notebook has no parameter 'cuont'; did you mean 'count'?"),
        ("other", "3", "the notebook has no parameter 'other'; it has 'count', 'rate', 'flag'"),
    ])
    func `a parameter from the command line that does not fit is told of`(
        _ name: String, _ text: String, _ message: String
    ) throws {
        let notebook = Notebook.text("---\nparams:\n  count: 3\n  rate: 0.5\n  flag: false\n---\n")
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try laboratory.plan(notebook, overrides: [(name, text)])
        }
        #expect(problem?.description == message)
    }

    @Test func `a parameter for a notebook that declares none is told of`() throws {
        let problem = #expect(throws: ParameterOverrideProblem.self) {
            try laboratory.plan(.text("Text.\n"), overrides: [("count", "3")])
        }
        #expect(problem?.description == "the notebook has no parameter 'count'; it declares none")
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
    }
}

import Diagnostics
import Notebooks
import TestSupport
import Testing
import Workflow

/// Conditions about runs, as `stepbook runs --where` takes them.
struct RunConditionTests {
    private static let runs: [[String: Value]] = [
        ["rate": .float(0.1), "result.accuracy": .float(0.5), "status": .string("ok")],
        [
            "rate": .integer(1), "result.accuracy": .float(0.9), "status": .string("failed"),
            "deep": .boolean(true),
        ],
        ["rate": .float(0.01), "status": .string("ok")],
        ["rate": .float(0.01), "result.accuracy": .integer(1), "status": .string("ok")],
    ]

    private static func condition(
        _ text: String, among runs: [[String: Value]] = Self.runs
    ) throws(DiagnosticsError) -> RunCondition {
        let names = Set(runs.flatMap(\.keys)).sorted()
        return try RunCondition(
            Condition(text, after: "--where"), among: names, registry: .fake(tally: Tally())
        ) { name in
            let bare = name.hasPrefix("params.") ? String(name.dropFirst("params.".count)) : name
            return names.contains(bare) ? bare : nil
        }
    }

    private static func selection(
        _ text: String, among runs: [[String: Value]] = Self.runs
    ) throws(DiagnosticsError) -> RunCondition.Selection {
        try condition(text, among: runs).selection(of: runs.count) { runs[$0][$1] }
    }

    @Test(arguments: [
        ("rate < 0.05", [2, 3]), ("rate >= 0.1", [0, 1]), ("params.rate == 1", [1]),
        ("result.accuracy > 0.5", [1, 3]), ("result.accuracy * 2 == 1 || rate == 1", [0, 1]),
        ("status == \"ok\" && result.accuracy == 1", [3]), ("deep", [1]), ("!deep", []),
        ("max(rate, 0.5) > 0.5", [1]), ("1 < 2", [0, 1, 2, 3]), ("-rate < -0.5", [1]),
    ])
    func `runs that satisfy it are found, and one that lacks a name does not`(
        text: String, expected: [Int]
    ) throws {
        let selection = try Self.selection(text)
        #expect(selection.satisfied == expected)
        #expect(selection.unfit == 0)
    }

    @Test func `its names are those that runs have, each once`() throws {
        let condition = try Self.condition("params.rate > 0.1 && result.accuracy > rate")
        #expect(condition.names == ["rate", "result.accuracy"])
    }

    @Test(arguments: [
        ("‹accuracy› > 1", "condition.name: no run has 'accuracy'"),
        (
            "‹result.acuracy› > 1",
            "condition.name: no run has 'result.acuracy' | did you mean 'result.accuracy'?"
        ),
        (
            "‹rate›",
            "condition.type: a condition is true or false, but this is a number | compare it: '… > 0.5'"
        ),
        ("‹sqr›(rate) > 1", "condition.call: a condition cannot call 'sqr' | did you mean 'sqrt'?"),
        ("‹rate > status›", "operator.operands: '>' cannot stand between a number and a text"),
        (
            "rate ‹=› 1",
            "syntax.single-expression: a condition is one expression | a comparison is written '=='"
        ),
    ])
    func `a mistake is reported at its place on the command line`(text: String, expected: String) throws {
        let marked = MarkedSource("--where " + text, name: "command line")
        let written = String(marked.source.text.dropFirst("--where ".count))
        let runs = [Self.runs[0]]
        let error = #expect(throws: DiagnosticsError.self) { try Self.selection(written, among: runs) }
        #expect(error?.source == marked.source)
        marked.expect(error?.diagnostics ?? [], [expected])
    }

    @Test func `an unknown name is told what there is`() throws {
        let error = #expect(throws: DiagnosticsError.self) { try Self.selection("loss < 1") }
        #expect(
            error?.diagnostics.flatMap(\.notes).map(\.message) == [
                "they have deep, rate, result.accuracy, status"
            ])
    }

    @Test func `a run whose names have other types is left out and counted`() throws {
        let runs = Self.runs + [["rate": .string("high")], ["rate": .boolean(false)]]
        let selection = try Self.selection("rate < 0.05", among: runs)
        #expect(selection.satisfied == [2, 3])
        #expect(selection.unfit == 2)
        let error = #expect(throws: DiagnosticsError.self) {
            try Self.selection("rate < 0.05", among: Array(runs.suffix(2)))
        }
        #expect(error?.diagnostics.map(\.id) == ["operator.operands"])
    }

    @Test func `a value that cannot be computed is reported with the run's values`() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try Self.selection("rate * 9223372036854775807 > 1", among: [["rate": .integer(2)]])
        }
        #expect(
            error?.diagnostics.map(\.summary) == [
                "condition.value: the result of '*' is too large for a whole number"
            ])
        #expect(error?.diagnostics.flatMap(\.notes).map(\.message) == ["in a run with rate = 2"])
    }
}

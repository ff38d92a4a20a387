import Notebooks
import Testing
import Workflow

struct ArithmeticFunctionTests {
    /// The texts of expressions in prose, below a cell whose values are known only at run time.
    private func texts(of expressions: [String]) throws -> [String?] {
        let values = expressions.map { "`= \($0)`" }.joined(separator: ", ")
        let cell = """

            ```swift-step
            let one = number(1)
            let four = number(4)
            let late = [one.value, four.value, 2]
            let whole = [one.whole, four.whole]
            ```

            """
        return try Laboratory().run(.text(cell + values)).run.computedValues.map { $0?.text }
    }

    @Test(
        arguments: [
            ("sqrt(2)", "1.41421"), ("sqrt(-1)", "NaN"), ("exp(1)", "2.71828"), ("exp(1000)", "∞"),
            ("log(10)", "2.30259"), ("log(0)", "-∞"), ("abs(-3)", "3"), ("abs(-2.5)", "2.5"),
            ("round(2.6)", "3"), ("round(2.5)", "2"), ("round(0.9876, 2)", "0.99"), ("round(1.005, 2)", "1"),
            ("round(7)", "7"), ("round(-2.5, 0)", "-2"), ("round(1 / 0, 2)", "∞"), ("min(2, 3)", "2"),
            ("min(2, 3.5)", "2"),
            ("max([2, 3.5, 1])", "3.5"), ("min(5)", "5"), ("max(2, 0 / 0)", "NaN"),
            ("max([0 / 0, 2, 3])", "NaN"),
            ("sum([1, 2, 3])", "6"), ("sum([0.5, 2])", "2.5"), ("sum([])", "0"), ("mean([1, 2])", "1.5"),
            ("std([1, 2, 3])", "1"), ("std([2, 4, 4, 4, 5, 5, 7, 9])", "2.13809"), ("count([1, 2, 3])", "3"),
            ("count([])", "0"), ("count([\"a\"])", "1"),
        ])
    func `a function gives the same result for constants`(_ expression: String, _ text: String) throws {
        #expect(try texts(of: [expression]) == [text])
    }

    @Test(
        arguments: [
            ("sqrt(four.value)", "2"), ("min(late)", "1"), ("max(one.value, four.value)", "4"),
            ("mean(late)", "2.33333"),
            ("std(late)", "1.52753"), ("sum(late)", "7"), ("sum(whole)", "5"), ("count(late)", "3"),
            ("round(mean(late), 1)", "2.3"), ("round(mean(late))", "2"), ("abs(one.value - four.value)", "3"),
            ("late.last", "2"), ("late.first", "1"), ("late.count", "3"), ("late[1]", "4"),
            ("late[one.whole]", "4"), ("late[whole.count]", "2"), ("late", "[1, 4, 2]"),
            ("late == [1, 4, 2]", "true"), ("late != [1, 4, 2]", "false"), ("late == whole", "false"),
            ("[1, 2.5][0] / 2", "0.5"), ("[[1, 2], [3]][0][1]", "2"), ("[\"a\", \"b\"][1] + \"c\"", "bc"),
        ])
    func `a function gives the same result for values that a step computed`(
        _ expression: String, _ text: String
    ) throws {
        #expect(try texts(of: [expression]) == [text])
    }

    @Test func `whole numbers stay whole, so that a step can take them`() throws {
        let run = try Laboratory().run(
            """
            let a = number(1, times: min(3, 5))
            let b = number(1, times: max([2, 4]))
            let c = number(1, times: sum([1, 1]))
            let d = number(1, times: round(6.7))
            let e = number(1, times: abs(-8))
            let f = number(1, times: count([1, 2, 3]))
            let g = number(1, times: [5, 6].last)
            let h = number(1, times: [5, 6][0])
            """)
        #expect(["a", "b", "c", "d", "e", "f", "g", "h"].map(run.number) == [3, 4, 2, 7, 8, 3, 6, 5])
    }

    @Test func `an element of an array with whole numbers in it is a number like the others`() throws {
        let run = try Laboratory().run(
            """
            let rates = [1, 2.5]
            let a = sumOf([rates[0], rates.first, min(rates), max(1, rates[0])])
            """)
        #expect(run.number("a") == 4)
    }

    @Test(
        arguments: [
            ("[9007199254740993] == [9007199254740992]", "false"), ("[1, [2][0]] == [1.0, 2]", "true"),
            ("[0 / 0] == [0 / 0]", "false"), ("[] == [\"a\"]", "false"), ("[[1], []] == [[1], []]", "true"),
            ("min(9007199254740993, 9007199254740992)", "9007199254740992"),
            ("max(9007199254740992, 9007199254740993)", "9007199254740993"),
            ("sum([9223372036854775807, 1, 0.5])", "9.22337e+18"), ("[[], [1]][1][0] + 1", "2"),
            ("min([[], [2, 1]][1]) + 1", "2"), ("count([[], [\"a\"]][1])", "1"),
        ])
    func `whole numbers are compared as such, and empty arrays hide no type`(
        _ expression: String, _ text: String
    ) throws {
        #expect(try texts(of: [expression]) == [text])
    }

    @Test func `no statement vanishes after an empty array`() throws {
        let experiment = try Laboratory().run(
            """
            let one = number(1)
            let t = [[], [one.value]]
            expect(t[1][0] > 2.0, "is never true")
            let e = [[], []][one.whole]
            expect(e == [], "is empty")
            """)
        #expect(experiment.run.steps.compactMap { $0.expectation?.isMet } == [false, true])
    }

    @Test func `a name of an array's member is a value of its own, however often it is used`() throws {
        let lines =
            ["let n = number(3)", "let a0 = n.whole"]
            + (0..<60).map { "let a\($0 + 1) = [a\($0), a\($0)].last" } + ["let c = [a60].count"]
        let experiment = try Laboratory().run(lines.joined(separator: "\n"))
        #expect(experiment.value("a60") == "3")
        #expect(experiment.value("c") == "1")
    }

    @Test func `arrays that share their elements are not compared without end`() throws {
        let lines =
            ["let a0 = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
            + (0..<6).map { level in
                "let a\(level + 1) = [\(repeatElement("a\(level)", count: 16).joined(separator: ", "))]"
            } + ["let e = a6 == a6"]
        let error = try #require(throws: (any Error).self) {
            try Plan(for: .cell(lines.joined(separator: "\n")), registry: .fake(tally: Tally()))
        }
        #expect("\(error)".contains("have more than 20\u{202F}000\u{202F}000 elements in all"))
    }

    @Test func `a function's name stays free for a value`() throws {
        let run = try Laboratory().run(
            """
            let count = 3
            let mean = mean([1, 2])
            let more = number(mean, times: count)
            """)
        #expect(run.number("more") == 4.5)
    }

    @Test(
        arguments: [
            ("mean([])", "'mean' needs a number or more, but the array is empty"),
            ("max([])", "'max' needs a number or more, but the array is empty"),
            ("std([1])", "'std' needs two numbers or more, but has 1"),
            ("round(0 / 0)", "NaN cannot be rounded to a whole number"),
            ("round(1e300)", "1e+300 cannot be rounded to a whole number"),
            ("abs(-9223372036854775808)", "the result of 'abs' is too large for a whole number"),
            ("sum([9223372036854775807, 1])", "the result of 'sum' is too large for a whole number"),
            ("[1, 2][2]", "there is no element [2] in an array whose elements are [0] to [1]"),
            ("[1][1]", "there is no element [1] in an array whose only element is [0]"),
            ("[][0]", "there is no element [0] in an array which is empty"),
            ("[[]][0][0]", "there is no element [0] in an array which is empty"),
            ("[].last", "an empty array has no last element"),
        ])
    func `an expression without a value is reported at its place`(_ expression: String, _ message: String) {
        let gap = String(repeating: " ", count: max(2, 69 - message.count))
        expectDiagnostics(
            .text("`= \(expression)`"),
            """
            error: \(message)\(gap)[operator.value]
              --> test.md:1:4
               |
             1 | `= \(expression)`
               |    \(String(repeating: "^", count: expression.count))
            """)
    }

    @Test func `an expression without a value at run time is reported, and the rest is shown`() throws {
        let experiment = try Laboratory().run(
            .text(
                """
                `= late[one.whole]` `= late[two.whole]` `= late.count`

                ```swift-step
                let one = number(1)
                let two = number(2)
                let late = [one.value, two.value]
                ```
                """))
        #expect(experiment.run.computedValues.map { $0?.text } == ["2", nil, "2"])
        #expect(
            experiment.warnings == [
                "line 1: `late[two.whole]` cannot be computed: there is no element [2] in an array whose elements are [0] to [1]"
            ])
        #expect(experiment.run.status == .failed)
        #expect(experiment.run.notices.map(\.message).first?.hasPrefix("Line 1: `late[two.whole]`") == true)
    }

    @Test func `a long array in very many calls is given up`() throws {
        let array = "[" + repeatElement("1", count: 30_000).joined(separator: ", ") + "]"
        let calls = (0..<1000).map { "let m\($0) = mean(a)" }.joined(separator: "\n")
        let error = try #require(throws: (any Error).self) {
            try Plan(for: .cell("let a = \(array)\n\(calls)"), registry: .fake(tally: Tally()))
        }
        #expect("\(error)".contains("given to calls have more than 20\u{202F}000\u{202F}000 elements in all"))
    }

    @Test func `evidence names functions and elements as they are written`() throws {
        let run = try Laboratory().run(
            """
            let one = number(1)
            let two = number(2)
            let late = [one.value, two.value]
            expect(min(late) > 0.5)
            expect(late[1] > late.first)
            expect(round(sqrt(two.value), 2) == 1.41)
            """
        ).run
        let evidence = run.steps.compactMap { $0.expectation?.evidence }
        #expect(
            evidence == [
                [.init("min(late)", "1"), .init("one.value", "1"), .init("two.value", "2")],
                [
                    .init("late[1]", "2"), .init("one.value", "1"), .init("two.value", "2"),
                    .init("late.first", "1"),
                ],
                [
                    .init("round(sqrt(two.value), 2)", "1.41"), .init("sqrt(two.value)", "1.41421"),
                    .init("two.value", "2"),
                ],
            ])
    }
}

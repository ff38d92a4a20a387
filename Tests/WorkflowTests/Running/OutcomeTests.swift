import Notebooks
import Testing
import Workflow

struct OutcomeTests {
    let laboratory: Laboratory

    init() throws { laboratory = try Laboratory() }

    @Test func `steps are computed once and cached from then on`() throws {
        let code = "let one = number(1)\nlet sum = add(one, number(2))"
        let first = try laboratory.run(code)
        #expect(first.ran == ["number", "number", "add"])
        #expect(first.outcomes == [.computed, .computed, .computed])
        #expect(first.run.status == .ok)
        #expect(first.number("sum") == 3)
        let second = try laboratory.run(code)
        #expect(second.ran == [])
        #expect(second.outcomes == [.cached, .cached, .cached])
        #expect(second.run.status == .ok)
        #expect(second.number("sum") == 3)
        #expect(second.run.steps.map(\.key) == first.run.steps.map(\.key))
    }

    @Test func `without a cache everything is computed and nothing kept`() throws {
        let notebook = Notebook.cell("let one = number(1)")
        for _ in 1...2 {
            #expect(try laboratory.run(notebook, cache: .some(nil)).outcomes == [.computed])
        }
        #expect(try laboratory.run(notebook).outcomes == [.computed])
    }

    @Test func `a failing step blocks what needs it, and others go on`() throws {
        let code = """
            //| on-error: continue
            let one = number(1)
            let broken = fail("no luck")
            let more = add(one, broken)
            let evenMore = add(more, one)
            let two = add(one, one)
            expect(evenMore.value > 0, "is positive")
            """
        for _ in 1...2 {
            let experiment = try laboratory.run(code)
            #expect(
                experiment.outcomes.dropFirst() == [
                    .failed("no luck"), .blocked(by: 1), .blocked(by: 1), experiment.outcomes[0],
                    .blocked(by: 1),
                ])
            #expect(experiment.run.status == .failed)
            #expect(experiment.number("two") == 2)
            #expect(experiment.value("broken") == nil)
            #expect(experiment.value("more") == nil)
            // A failure is never cached: it is tried again.
            #expect(experiment.ran.contains("fail"))
        }
    }

    @Test func `a failure stops the rest of its cell and no other`() throws {
        let notebook = Notebook.text(
            """
            ```swift-step
            let broken = fail("no luck")
            let one = number(1)
            ```

            ```swift-step
            let two = number(2)
            let more = add(two, broken)
            let three = number(3)
            ```
            """)
        let experiment = try laboratory.run(notebook)
        #expect(
            experiment.outcomes == [
                .failed("no luck"), .blocked(by: 0), .computed, .blocked(by: 0), .computed,
            ])
    }

    @Test func `an expectation that is not met fails the run, blocks nothing and is never cached`() throws {
        let code = """
            let one = number(1)
            expect(one.value > 2, "is more than two")
            let two = number(2)
            """
        for _ in 1...2 {
            let experiment = try laboratory.run(code)
            #expect(experiment.run.status == .failed)
            #expect(experiment.outcomes[1] == .computed)
            #expect(experiment.run.steps[1].expectation?.isMet == false)
            #expect(experiment.number("two") == 2)
            #expect(experiment.ran.contains("expect"))
        }
        #expect(try laboratory.run("expect(number(1).value > 0)").run.status == .ok)
    }

    @Test func `a claim has its condition and the figures that it depends on`() throws {
        let code = """
            let one = number(1.5)
            let limit = 1 + 1
            let isSmall = one.value < limit
            expect(isSmall && number(3).value > one.value, "is small")
            expect(
                one.value * 2 == 3.0)
            """
        for outcome in [StepRecord.Outcome.computed, .cached] {
            let experiment = try laboratory.run(code)
            #expect(experiment.outcomes.last == outcome)
            let expectations = experiment.run.steps.compactMap(\.expectation)
            #expect(
                expectations == [
                    CheckedExpectation(
                        claim: "is small", isMet: true, condition: "isSmall && number(3).value > one.value",
                        evidence: [.init("one.value", "1.5"), .init("number(…).value", "3")], line: 5),
                    // The condition itself if the claim is omitted.
                    CheckedExpectation(
                        claim: "one.value * 2 == 3.0", isMet: true, condition: "one.value * 2 == 3.0",
                        evidence: [.init("one.value", "1.5")], line: 6),
                ])
        }
    }

    @Test func `computed values are nil if a step that they depend on was not done`() throws {
        let notebook = Notebook.text(
            """
            `= one.value + 1`, `= broken.value`, `= percent(one.value, 0)`, `= broken.whole + 1`, `= 2 * 3`.

            ```swift-step
            let one = number(1)
            let broken = fail("no luck")
            ```
            """)
        let experiment = try laboratory.run(notebook)
        #expect(
            experiment.run.computedValues == [.float(2), nil, .string("100\u{A0}%"), nil, .integer(6)])
    }

    @Test func `a number that turns out to be out of range fails its step`() throws {
        let experiment = try laboratory.run("let many = number(1, times: number(10).whole)")
        #expect(experiment.outcomes == [.computed, .failed("'times' of 'number' takes 1 to 9, but is 10")])
    }

    @Test func `arithmetic that turns out to be too large fails its step and leaves a name without value`()
        throws
    {
        let experiment = try laboratory.run(
            """
            let big = number(1000000000000000000)
            let square = big.whole * big.whole
            let more = number(square)
            """)
        #expect(
            experiment.outcomes == [
                .computed, .failed("the result of '*' is too large for a whole number"),
            ])
        #expect(experiment.value("square") == nil)
    }

    @Test func `figures come back from the cache as they were, also what is not finite`() throws {
        let code = "table(number(0), title: \"a\", loss: 1 / 0, note: \"b\")\ntable(number(-2.5))"
        let first = try laboratory.run(code)
        let second = try laboratory.run(code)
        #expect(first.warnings == [])
        #expect(first.outcomes.allSatisfy { $0 == .computed })
        #expect(second.outcomes.allSatisfy { $0 == .cached })
        #expect(first.run.steps.flatMap(\.figures).count == 2)
        // As text, since NaN does not equal itself; its sign bit means nothing.
        func text(_ experiment: Experiment) -> String {
            String(describing: experiment.run.steps.map(\.figures)).replacing("-nan", with: "nan")
        }
        #expect(text(second) == text(first))
        #expect(text(first).contains("nan"))
        #expect(text(first).contains("-inf"))
        #expect(text(first).contains("number(-0.0)"))
    }

    @Test(arguments: ["1 / 0", "-1 / 0", "-0.0", "5e-324", "0.1", "1.7976931348623157e308"])
    func `a number of an artifact comes back from the cache bit by bit`(_ number: String) throws {
        let first = try laboratory.run("let one = number(\(number))")
        let second = try laboratory.run("let one = number(\(number))")
        #expect(first.outcomes == [.computed])
        #expect(second.outcomes == [.cached])
        #expect(first.number("one")?.bitPattern == second.number("one")?.bitPattern)
        #expect(first.number("one") != nil)
    }

    @Test func `NaN comes back from the cache unchanged`() throws {
        _ = try laboratory.run("let one = number(0 / 0)")
        let again = try laboratory.run("let one = number(0 / 0)")
        #expect(again.outcomes == [.cached])
        #expect(again.number("one")?.isNaN == true)
    }

    @Test func `an array of numbers holds numbers, however they are written`() throws {
        let experiment = try laboratory.run(
            """
            let total = sumOf([1, 2.5, params])
            """.replacing("params", with: "number(3).whole"))
        #expect(experiment.number("total") == 6.5)
        #expect(try laboratory.run("let total = sumOf([1, 2])").number("total") == 3)
        #expect(try laboratory.run("let numbers = [1, 2]\nlet total = sumOf(numbers)").outcomes == [.cached])
        #expect(try laboratory.run("let total = sumOf([1.0, 2.0])").outcomes == [.cached])
        #expect(try laboratory.run("let total = sumOf([])").number("total") == 0)
    }
}

import TestSupport
import Testing
import Workflow

struct ExpectTests {
    @Test func `a claim that holds and one that does not are both recorded, and the run goes on`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 3, test: 2)
            expect(digits.count == 5, "there are five")
            expect(digits.count > 5, "there are more")
            expect(digits.train.count < 4)
            """)
        #expect(run.failures == [])
        #expect(run.steps.map(\.outcome) == [.computed, .computed, .computed, .computed])
        #expect(run.status == .failed)
        let expectations = run.steps.compactMap(\.expectation)
        #expect(expectations.map(\.isMet) == [true, false, true])
        #expect(expectations.prefix(2).map(\.claim) == ["there are five", "there are more"])
        #expect(
            expectations.map(\.condition) == [
                "digits.count == 5", "digits.count > 5", "digits.train.count < 4",
            ])
        #expect(expectations.map(\.line) == [6, 7, 8])
        #expect(expectations[1].evidence == [Run.Fact("digits.count", "5")])
    }

    @Test func `if every claim holds, the run succeeds`() throws {
        let run = try Experiment().run("expect(1 + 1 == 2, \"it adds up\")")
        #expect(run.status == .ok)
    }

    @Test func `an invalid claim is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose("expect(‹0.5›, \"half\")")
        source.expect(
            found, ["expect.wrong-type: 'condition' of 'expect' takes true or false, but this is a number"])
    }
}

import Reporting
import TestSupport
import Testing
import Workflow

struct VerdictTests {
    @Test func `a good run is summarized`() throws {
        let verdict = Verdict(of: try SampleRun.digits())
        #expect(verdict.text == "11 steps, both expectations met")
        #expect(verdict.isGood)
    }

    @Test func `a failed run's verdict counts its steps`() throws {
        let verdict = Verdict(of: try SampleRun.failed())
        #expect(verdict.text == "4 of 10 steps done, 1 failed, 5 not run, the one expectation not met")
        #expect(!verdict.isGood)
    }

    @Test(arguments: [
        ([true], "1 step, the one expectation met"), ([true, true, true], "3 steps, all 3 expectations met"),
        ([true, false], "2 steps, 1 of 2 expectations not met"),
        ([false, false, true], "3 steps, 2 of 3 expectations not met"),
    ])
    func `expectations are counted`(_ outcomes: [Bool], _ text: String) {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        for (index, isMet) in outcomes.enumerated() {
            let line = index + 1
            builder.step(
                "expect", cell: 0, line: line,
                expectation: CheckedExpectation(
                    claim: "a", isMet: isMet, condition: "a", evidence: [], line: line))
        }
        #expect(Verdict(of: builder.run).text == text)
    }

    @Test func `an interrupted run says so`() {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        builder.step("load", cell: 0, line: 1)
        builder.step("train", cell: 0, line: 2, .interrupted, seconds: 0)
        builder.status = .interrupted
        #expect(Verdict(of: builder.run).text == "Interrupted after 1 of 2 steps, 1 not run")
    }
}

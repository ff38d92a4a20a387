import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// A run of a sweep as its own record has it.
struct RecordedSweepRunTests {
    private let setting = SampleSweep.setting(0.5, 8)

    private func json(_ run: SweepRun) -> String { SweepRecord(of: SampleSweep.result([run])).json }

    @Test func `a run from memory is the one from its record`() throws {
        for run in [try SampleRun.small(), try SampleRun.digits(), try SampleRun.failed()] {
            let failure = run.steps.compactMap { step -> String? in
                if case .failed(let message) = step.outcome { message } else { nil }
            }.first
            let own = SweepRun(index: 3, setting: setting, of: run)
            let read = try SweepRun(
                index: 3, setting: setting, record: Data(RunRecord(of: run).json.utf8), failure: failure)
            #expect(json(own) == json(read))
            #expect(own.values == read.values && own.outcome == read.outcome && own.mistakes == read.mistakes)
        }
    }

    @Test func `values, curves, seed and steps are those of the run`() throws {
        let run = SweepRun(index: 0, setting: setting, of: try SampleRun.small())
        #expect(run.seed == 7 && run.setting == setting)
        #expect(run.values["result.accuracy"] == .float(0.9231) && run["result.loss"] == 1e-8)
        #expect(run.values["model.parameters"] == .integer(1290))
        let losses = try #require(run.history["model"]?["trainLoss"])
        #expect(losses.count == 3 && losses[0] == 0.5 && losses[2].isNaN)
        #expect(run.timing?.cachedSteps == 1 && run.timing?.computedSteps == 4)
    }

    /// `JSONDecoder` reads 1.0 as a whole number, which would be written as another text.
    @Test func `a share of exactly 1 stays a number with a decimal`() throws {
        let text = RunRecord(of: try SampleRun.small()).json.replacing("0.9231", with: "1.0")
        let run = try SweepRun(index: 0, setting: setting, record: Data(text.utf8))
        #expect(run.values["result.accuracy"] == .float(1))
        #expect(json(run).contains("\"result.accuracy\": 1.0"))
    }

    @Test func `a failed run has its step's message, or names the step`() throws {
        let run = try SampleRun.failed()
        #expect(
            SweepRun(index: 0, setting: setting, of: run).outcome
                == .failed(
                    "the loss is not a number in epoch 1, batch 37; a smaller learning rate than 10 may help")
        )
        let read = try SweepRun(index: 0, setting: setting, record: Data(RunRecord(of: run).json.utf8))
        let line = run.steps[3].step.line
        #expect(read.outcome == .failed("the step 'train' on line \(line) failed"))
    }

    private func outcome(_ change: (inout [String: Any]) -> Void) throws -> SweepRun.Outcome {
        let data = Data(RunRecord(of: try SampleRun.digits()).json.utf8)
        var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        change(&object)
        return try SweepRun(
            index: 0, setting: setting, record: JSONSerialization.data(withJSONObject: object)
        ).outcome
    }

    @Test func `the outcome is that of the status, the steps and the claims`() throws {
        #expect(try outcome { _ in } == .ok)
        #expect(try outcome { $0["status"] = "interrupted" } == .interrupted)
        let unmet = try outcome { object in
            object["status"] = "failed"
            object["expectations"] = [
                ["claim": "small", "met": true, "line": 1], ["claim": "good", "met": false, "line": 2],
            ]
        }
        #expect(unmet == .expectationNotMet("good"))
        let computed = try outcome { $0["status"] = "failed" }
        #expect(computed == .failed("a value in the prose could not be computed"))
    }

    @Test func `mistakes are those of evaluations whose number of images is known`() throws {
        let record = RunRecord(of: try SampleRun.digits()).json
        #expect(try SweepRun(index: 0, setting: setting, record: Data(record.utf8)).mistakes.isEmpty)
        let counted = record.replacing(
            "\"result.errors\": 93", with: "\"result.errors\": 93,\n\"result.count\": 10000")
        let mistakes = try SweepRun(index: 0, setting: setting, record: Data(counted.utf8)).mistakes["result"]
        #expect(mistakes?.evaluated == 10_000)
        #expect(mistakes?.places.isEmpty == false && mistakes?.count == SampleFigures.mistakes().total)
    }

    @Test func `what is no record is refused`() {
        #expect(throws: RunRecord.Problem.self) {
            try SweepRun(index: 0, setting: setting, record: Data("{}".utf8))
        }
    }
}

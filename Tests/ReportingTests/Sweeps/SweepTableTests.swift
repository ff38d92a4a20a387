import Reporting
import TestSupport
import Testing
import Workflow

/// `NAME.sweep.csv`.
struct SweepTableTests {
    private func lines(_ result: SweepResult) -> [String] {
        SweepRecord(of: result).table.text.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    @Test func `a run is a row with setting, seed, parameters, outcome, values and message`() {
        let lines = lines(SampleSweep.grid())
        #expect(
            lines[0]
                == "setting,seed,rate,batch,outcome,model.history.keptEpoch,result.accuracy,result.count,message"
        )
        #expect(lines[1] == "1,1,0.1,32,ok,2,0.3125,100,")
        #expect(lines[6] == "2,3,0.1,64,failed,,,,out of luck")
        #expect(lines[12] == "4,3,0.01,64,ok,2,0.5625,100,")
        #expect(lines.count == 14 && lines[13].isEmpty)
    }

    @Test func `the table has no times`() {
        #expect(lines(SampleSweep.grid(seconds: 1)) == lines(SampleSweep.grid(seconds: 97)))
    }

    @Test func `columns of the same name are told apart`() {
        let run = SweepRun(
            index: 0,
            setting: [.init(name: "seed", value: .integer(5)), .init(name: "rate", value: .string("=x"))],
            seed: 1, outcome: .ok,
            values: ["outcome": .string("good"), "rate": .float(.nan), "size": .integer(3)])
        let result = SweepResult(
            notebook: "a.md", textHash: SampleSweep.textHash, parameters: ["seed", "rate"], seeds: [1],
            runs: [run])
        #expect(
            lines(result) == [
                "setting,seed,params.seed,rate,outcome,values.outcome,values.rate,size,message",
                "1,1,5,'=x,ok,good,,3,", "",
            ])
    }

    @Test func `a message is on one line, without control characters`() {
        let runs = [
            SampleSweep.run(0, SampleSweep.setting(1, 1), outcome: .failed("no\nmemory,\u{1B}[31m at all")),
            SampleSweep.run(1, SampleSweep.setting(2, 1), outcome: .expectationNotMet("-1 is reached")),
        ]
        let lines = lines(SampleSweep.result(runs))
        #expect(lines[1] == "1,1,1.0,1,failed,\"no memory,\u{241B}[31m at all\"")
        #expect(lines[2] == "2,1,2.0,1,expectationNotMet,'-1 is reached")
    }
}

import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// `NAME.sweep.json`, member by member as `Docs/sweep-record.md` says.
struct SweepRecordTests {
    private static let timing = SweepResult.Timing(
        started: Date(timeIntervalSince1970: 1_790_000_000), seconds: 12.5, jobs: 4)

    private func object(_ result: SweepResult) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(SweepRecord(of: result).json.utf8)) as? [String: Any])
    }

    private func list(_ object: [String: Any], _ name: String) throws -> [[String: Any]] {
        try #require(object[name] as? [[String: Any]])
    }

    @Test func `the object says of which notebook, parameters and seeds the sweep is`() throws {
        let object = try object(SampleSweep.grid(timing: Self.timing))
        #expect(
            Set(object.keys) == [
                "schema", "notebook", "sha256", "parameters", "seeds", "measure", "settings", "effects",
                "runs",
                "timing",
            ])
        #expect(object["schema"] as? Int == 1 && object["notebook"] as? String == "rates.md")
        #expect(object["sha256"] as? String == SampleSweep.textHash.hexadecimal)
        #expect(
            object["parameters"] as? [String] == ["rate", "batch"] && object["seeds"] as? [Int] == [1, 2, 3])
        let measure = try #require(object["measure"] as? [String: Any])
        #expect(Set(measure.keys) == ["name", "source", "better", "reason"])
        #expect(measure["name"] as? String == "model.history.validationAccuracy")
        #expect(measure["source"] as? String == "validation" && measure["better"] as? String == "larger")
    }

    @Test func `a run has its setting, outcome, values and curves`() throws {
        let runs = try list(object(SampleSweep.grid()), "runs")
        #expect(runs.count == 12)
        #expect(
            Set(runs[6].keys) == [
                "setting", "params", "seed", "outcome", "message", "values", "history", "timing",
            ])
        #expect(runs[6]["setting"] as? Int == 3 && runs[6]["seed"] as? Int == 1)
        #expect((runs[6]["params"] as? [String: Any])?["rate"] as? Double == 0.01)
        #expect((runs[6]["values"] as? [String: Any])?["result.accuracy"] as? Double == 0.6875)
        let history = try #require(runs[6]["history"] as? [String: [String: [Double]]])
        #expect(history == ["model": ["validationAccuracy": [0.25, 0.8125, 0.375]]])
        #expect(runs[6]["message"] is NSNull && runs[5]["message"] as? String == "out of luck")
        #expect(runs[5]["outcome"] as? String == "failed")
    }

    @Test func `a setting has its rank, its summary and its difference from the best`() throws {
        let settings = try list(object(SampleSweep.grid()), "settings")
        #expect(settings.map { $0["rank"] as? Int } == [3, 4, 1, 2])
        #expect(settings.map { $0["mean"] as? Double } == [0.5, 0.71875, 0.875, 0.625])
        #expect(settings.map { $0["count"] as? Int } == [3, 2, 3, 3])
        #expect(settings.map { $0["failed"] as? Int } == [0, 1, 0, 0])
        #expect(settings[2]["standardDeviation"] as? Double == 0.0625)
        #expect(settings[2]["minimum"] as? Double == 0.8125 && settings[2]["maximum"] as? Double == 0.9375)
        #expect(settings[2]["bestEpoch"] as? Double == 2 && settings[2]["lastEpoch"] as? Double == 3)
        // 4.302652729911275 × 0.0625 / √3
        let half = 0.155_258_606_990_2
        expectClose(
            [settings[2]["low"] as? Double ?? .nan, settings[2]["high"] as? Double ?? .nan],
            [0.875 - half, 0.875 + half], absolute: 1e-10, relative: 0, "interval")
        #expect(settings[2]["difference"] is NSNull)
        let difference = try #require(settings[1]["difference"] as? [String: Any])
        #expect(difference["from"] as? Int == 3 && difference["seeds"] as? [Int] == [1, 2])
        #expect(difference["mean"] as? Double == -0.125 && difference["pValue"] as? Double == 0)
        // −∞, since both differences are the same.
        #expect(difference["t"] is NSNull)
    }

    @Test func `the effect of each parameter is by its values`() throws {
        let effects = try list(object(SampleSweep.grid()), "effects")
        #expect(effects.map { $0["parameter"] as? String } == ["rate", "batch"])
        let levels = try list(effects[0], "levels")
        #expect(levels.map { $0["value"] as? Double } == [0.01, 0.1])
        #expect(levels.map { $0["mean"] as? Double } == [0.75, 0.609375])
        #expect(levels.map { $0["settings"] as? Int } == [2, 2])
    }

    @Test func `what differs from sweep to sweep is in objects named 'timing' alone`() throws {
        let records = [
            SampleSweep.grid(seconds: 1), SampleSweep.grid(seconds: 97.5, timing: Self.timing),
        ].map { SweepRecord(of: $0).json }
        #expect(records[0] != records[1])
        let stripped = records.map { $0.replacing(#/"timing": (?:\{[^}]*\}|null)/#, with: "") }
        #expect(stripped[0] == stripped[1])
        #expect(!stripped[0].contains("seconds") && !stripped[0].contains("cached"))
    }

    @Test func `the timing has the start, the duration and the steps of all runs`() throws {
        let timing = try #require(
            try object(SampleSweep.grid(timing: Self.timing))["timing"] as? [String: Any])
        #expect(timing["started"] as? String == "2026-09-21T14:13:20Z")
        #expect(timing["seconds"] as? Double == 12.5 && timing["jobs"] as? Int == 4)
        // Two computed steps in each run but the one that failed.
        #expect(timing["cached"] as? Int == 12 && timing["computed"] as? Int == 22)
    }

    @Test func `a record survives reading and writing to the byte`() throws {
        let odd = SweepRun(
            index: 0, setting: [.init(name: "a", value: .float(1)), .init(name: "b", value: .string("x\n"))],
            seed: .max, outcome: .expectationNotMet("it is \"good\""),
            values: [
                "count": .integer(1), "accuracy": .float(1), "loss": .float(.infinity),
                "flag": .boolean(false),
            ], history: ["m": ["loss": [1, .nan, 2], "empty": []]])
        let stopped = SweepRun(
            index: 1, setting: [.init(name: "a", value: .float(2)), .init(name: "b", value: .string(""))],
            seed: .max, outcome: .interrupted)
        let small = SweepResult(
            notebook: "a.md", textHash: SampleSweep.textHash, parameters: ["a", "b"], seeds: [.max],
            runs: [odd, stopped])
        let ranked = SampleSweep.result(SampleSweep.grid().runs, measure: "result.accuracy")
        for result in [SampleSweep.grid(timing: Self.timing), small, ranked, SampleSweep.result([])] {
            let json = SweepRecord(of: result).json
            #expect(try SweepRecord(Data(json.utf8)).json == json)
        }
    }

    private static let whole = SweepRecord(of: SampleSweep.grid(timing: timing)).json

    @Test(arguments: [
        ("\"seed\": 1,", "", "'runs.0.seed' is missing"),
        ("\"seed\": 1,", "\"seed\": -1,", "'runs.0.seed' has another type than in a record"),
        ("\"outcome\": \"ok\"", "\"outcome\": \"fine\"", "'runs.0.outcome' has another type"),
        ("\"cached\": 1,", "\"cached\": 9223372036854775807,", "'runs.0.timing.cached' has another type"),
        ("\"notebook\": \"rates.md\"", "\"notebook\": 3", "'notebook' has another type"),
        ("\"sha256\": \"", "\"sha256\": \"x", "'sha256' has another type"),
        ("\"schema\": 1", "\"schema\": 2", "it is a record of version 2; this program reads version 1"),
        ("\"schema\": 1", "\"steps\": [], \"schema\": 1", "it is the record of one run"),
        ("\"schema\": 1", "\"schema\": 1, \"schema\": 1", "'schema' appears twice"),
        ("{", "", "it is not a record of a sweep"),
        ("\"started\": \"2026", "\"started\": \"soon", "'timing.started'"),
    ])
    func `a damaged record is refused with the place`(old: String, new: String, words: String) throws {
        let range = try #require(Self.whole.range(of: old))
        let text = Self.whole.replacingCharacters(in: range, with: new)
        let problem = #expect(throws: SweepRecord.Problem.self) { try SweepRecord(Data(text.utf8)) }
        #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
    }

    @Test func `no number in a record makes the reader crash`() {
        let numbers = JSONNumbers(in: Self.whole)
        #expect(numbers.count > 100)
        for index in stride(from: 0, to: numbers.count, by: 3) {
            for extreme in JSONNumbers.extremes {
                guard let record = try? SweepRecord(Data(numbers.replacing(index, with: extreme).utf8)) else {
                    continue
                }
                #expect(!record.json.isEmpty && !record.table.text.isEmpty)
            }
        }
    }

    @Test func `a damaged record is read or refused, and what is read can be written`() throws {
        let file = Array(Self.whole.utf8)
        var isRead = false
        for seed in 0..<Fuzzing.count(few: 500) {
            var random = RandomSource(seed: UInt64(seed))
            let damaged = Data(Fuzzing.damaged(file, using: &random))
            guard let record = try? SweepRecord(damaged) else { continue }
            isRead = true
            let json = record.json
            #expect(try SweepRecord(Data(json.utf8)).json == json, "seed \(seed)")
        }
        #expect(isRead)
    }
}

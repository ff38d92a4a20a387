import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

/// Runs in an order, with everything that any of them has.
struct RunListTests {
    @Test func `columns are facts, parameters and values, each with a name of its own`() throws {
        #expect(
            try SampleEntries.three().columns.map(\.title) == [
                "started", "notebook", "status", "seed", "rate", "params.seed", "deep", "result.accuracy",
                "result.loss", "values.rate", "loss", "seconds", "record",
            ])
    }

    @Test func `a column is found by its title, and by the kind before the name`() throws {
        let runs = try SampleEntries.three()
        func title(_ name: String) -> String? { runs.column(named: name)?.title }
        #expect(title("rate") == "rate" && title("params.rate") == "rate")
        #expect(title("values.rate") == "values.rate" && title("values.loss") == "loss")
        #expect(title("seed") == "seed" && title("params.seed") == "params.seed")
        #expect(title("values.seed") == nil && title("accuracy") == nil)
    }

    @Test func `a run has nothing where it lacks a value or the value is none`() throws {
        let runs = try SampleEntries.three()
        func values(_ name: String) throws -> [Value?] {
            let column = try #require(runs.column(named: name))
            return runs.entries.map { column.value(of: $0) }
        }
        #expect(try values("loss") == [nil, nil, nil])
        #expect(try values("rate") == [.float(0.1), .float(0.01), .integer(1)])
        #expect(try values("deep") == [nil, nil, .boolean(true)])
        #expect(try values("seed") == [.integer(0), .integer(7), .integer(0)])
    }

    private func order(_ name: String, descending: Bool) throws -> [String?] {
        let runs = try SampleEntries.three()
        let column = try #require(runs.column(named: name))
        return runs.sorted(by: column, descending: descending).entries.map(\.file)
    }

    @Test func `runs are sorted by a column, those without a value last either way`() throws {
        #expect(try order("result.accuracy", descending: false) == ["c.json", "a.json", "b.json"])
        #expect(try order("result.accuracy", descending: true) == ["a.json", "c.json", "b.json"])
        #expect(try order("rate", descending: true) == ["c.json", "a.json", "b.json"])
        #expect(try order("status", descending: false) == ["b.json", "a.json", "c.json"])
        #expect(
            try order("seed", descending: true) == ["b.json", "a.json", "c.json"], "ties keep their order")
        #expect(try SampleEntries.three().reversed.entries.map(\.file) == ["c.json", "b.json", "a.json"])
    }

    @Test func `the columns that tell runs apart are known`() throws {
        let runs = try SampleEntries.three()
        let differing = runs.columns.filter(runs.differing.contains).map(\.title)
        #expect(
            differing == [
                "status", "seed", "rate", "deep", "result.accuracy", "result.loss", "values.rate",
            ])
    }

    @Test func `the table has a row for each run`() throws {
        let lines = try SampleEntries.three().table.text.components(separatedBy: "\r\n")
        #expect(
            lines == [
                "started,notebook,status,seed,rate,params.seed,deep,result.accuracy,result.loss,values.rate,loss,seconds,record",
                "2026-12-01T11:52:39.123Z,small.md,ok,0,0.1,4,,0.5,2,,,1.5,small.json",
                "2026-12-01T11:52:39.123Z,small.md,failed,7,0.01,4,,,,,,1.5,small.json",
                "2026-12-01T11:52:39.123Z,small.md,ok,0,1,4,true,0.25,,'=x,,1.5,small.json", "",
            ])
    }

    @Test func `a seed beyond all whole numbers stays exact`() throws {
        let runs = RunList([try SampleEntries.entry("a", seed: .max)])
        #expect(runs.table.text.contains(",18446744073709551615,"))
        #expect(
            runs.columns.first { $0.title == "seed" }?.text(of: runs.entries[0]) == "18446744073709551615")
        #expect(runs.json.contains("\"seed\": 18446744073709551615"))
    }

    @Test func `people read shares, durations and times in words`() throws {
        let runs = try SampleEntries.three()
        func text(_ name: String) throws -> [String] {
            let column = try #require(runs.column(named: name))
            return runs.entries.map { column.text(of: $0) }
        }
        #expect(try text("result.accuracy") == ["50.00\u{A0}%", "–", "25.00\u{A0}%"])
        #expect(try text("started") == Array(repeating: "2026-12-01 11:52:39", count: 3))
        #expect(try text("rate") == ["0.1", "0.01", "1"])
    }

    @Test func `the array has each run as its file has it, with the file's name`() throws {
        let runs = try SampleEntries.three()
        let array = try #require(
            try JSONSerialization.jsonObject(with: Data(runs.json.utf8)) as? [[String: Any]])
        #expect(array.map { $0["file"] as? String } == ["a.json", "b.json", "c.json"])
        #expect((array[0]["params"] as? [String: Any])?["rate"] as? Double == 0.1)
        #expect(RunList([]).json == "[]\n")
    }
}

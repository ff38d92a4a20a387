import Foundation
import TestSupport
import Testing

/// A sweep of small trainings on this machine.
struct SweepCommandTests {
    @Test func `any number of jobs gives the same bytes, and computes what runs share once`() throws {
        let tool = try BuiltTool.besideSweptNotebook()
        var outputs: [SweepOutput] = []
        for jobs in [1, 2, 4] {
            let folder = "out\(jobs)"
            let outcome = try tool.run(
                "sweep", "rates.md", "--jobs", "\(jobs)", "--output-dir", folder, "--cache-dir",
                "cache\(jobs)")
            #expect(outcome.status == 0, "\(outcome.messages)")
            #expect(outcome.output == "\(folder)/rates.sweep.html\n")
            outputs.append(try tool.sweep(in: folder))
        }
        let first = try #require(outputs.first)
        #expect(first.outcomes == Array(repeating: "ok", count: 12))
        for output in outputs {
            #expect(output.record == first.record)
            #expect(output.table == first.table)
            #expect(output.page == first.page)
            // Two seeds load and normalize; each run trains and evaluates.
            #expect(output.computed.count == 2 * 2 + 12 * 2)
            #expect(Set(output.computed).count == output.computed.count)
            #expect(output.computedCount == output.computed.count)
            #expect(output.timing["cached"] as? Int == 12 * SweptNotebook.stepCount - output.computed.count)
        }
        #expect(outputs.map { $0.timing["jobs"] as? Int } == [1, 2, 4])
    }

    @Test func `a run of a sweep is a run of the notebook with its parameters and its seed`() throws {
        let tool = try BuiltTool.besideSweptNotebook()
        #expect(try tool.run("sweep", "rates.md", "--jobs", "2").status == 0)
        let swept = try #require(try tool.sweep().runs.last)
        let single = try tool.run(
            "run", "rates.md", "-P", "rate=0.1", "-P", "width=12", "--seed", "6", "--threads", "1",
            "--output-dir", "one", "--cache-dir", "another")
        #expect(single.status == 0, "\(single.messages)")
        let record = try tool.record("rates", in: "one")
        #expect(record.keys == swept.keys)
        #expect(record.dictionary("values") as NSDictionary == swept.dictionary("values") as NSDictionary)
        #expect(record.object["seed"] as? Int == 6 && swept.object["seed"] as? Int == 6)
        // What the sweep has computed, a single run finds.
        let again = try tool.run(
            "run", "rates.md", "-P", "rate=0.1", "-P", "width=12", "--seed", "6", "--threads", "1")
        #expect(again.status == 0)
        #expect(try tool.record("rates").outcomes == Array(repeating: "cached", count: 4))
        #expect(
            try tool.stableReport("012", in: "Output/rates.sweep")
                == tool.stableReport("rates", in: "Output"))
    }

    @Test func `each run that is done is listed, and none that was done already`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        for _ in 0..<2 { #expect(try tool.run("sweep", "rates.md", "--jobs", "2").status == 0) }
        let list = try tool.run("runs", "--json")
        #expect(list.status == 0, "\(list.messages)")
        let runs = try #require(
            JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]], "\(list.output)")
        let records = runs.compactMap { $0["record"] as? String }.sorted()
        #expect(records == (1...6).map { "rates.sweep/00\($0).json" })
        let files = tool.folder.files.filter { $0.hasPrefix("Output/runs/") }
        #expect(files.count == 6)
    }

    @Test func `one more seed computes only what is new`() throws {
        let tool = try BuiltTool.besideSweptNotebook()
        #expect(try tool.run("sweep", "rates.md", "--jobs", "2").status == 0)
        let before = try tool.sweep()
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2", "--repeat", "3")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let after = try tool.sweep()
        #expect(after.rows.count == 18)
        #expect(after.computedCount == 2 + 6 * 2)
        let seeds = after.rows.compactMap { $0["seed"] as? Int }
        #expect(seeds == Array(repeating: [5, 6, 7], count: 6).flatMap(\.self))
        let known = after.rows.filter { $0["seed"] as? Int != 7 }.map { $0["values"] as? NSDictionary }
        #expect(known == before.rows.map { $0["values"] as? NSDictionary })
    }

    @Test func `a sweep of which everything is done starts nothing, and says the same`() throws {
        let tool = try BuiltTool.besideSweptNotebook()
        #expect(try tool.run("sweep", "rates.md", "--jobs", "2").status == 0)
        let before = try tool.sweep()
        let again = try tool.run("sweep", "rates.md", "--jobs", "1")
        #expect(again.status == 0)
        let lines = again.messages.split(separator: "\n").map(String.init)
        #expect(lines.count == 2 && lines[0] == "12 of 12 runs are done already", "\(lines)")
        let kept = lines.last?.components(separatedBy: "; ") ?? []
        #expect(
            kept.first == "12 runs: 12 done" && kept.last?.hasPrefix("0 of 48 steps computed in ") == true)
        let after = try tool.sweep()
        #expect(after.record == before.record)
        #expect(after.table == before.table)
        #expect(after.page == before.page)
        #expect(after.computedCount == 0)
        #expect(after.timing["cached"] as? Int == 12 * SweptNotebook.stepCount)
        // A report that was changed, and one in a copy of the folder, are made again.
        let report = "Output/rates.sweep/003.json"
        try FileManager.default.removeItem(atPath: "\(tool.folder.path)/\(report)")
        let third = try tool.run("sweep", "rates.md", "--jobs", "1")
        #expect(third.messages.hasPrefix("11 of 12 runs are done already\n"), "\(third.messages)")
        #expect(
            third.messages.contains("✓ 12 of 12  rate=0.001, width=12, seed 5  cached\n"), "\(third.messages)"
        )
        #expect(tool.folder.files.contains(report))
        try FileManager.default.copyItem(
            atPath: tool.folder.path + "/Output", toPath: tool.folder.path + "/copy")
        let copied = try tool.run("sweep", "rates.md", "--jobs", "2", "--output-dir", "copy")
        #expect(copied.status == 0)
        #expect(!copied.messages.contains("done already"), "\(copied.messages)")
    }

    @Test func `a change of the text or of a file that is read is seen`() throws {
        let tool = try BuiltTool.besideSweptNotebook()
        #expect(try tool.run("sweep", "rates.md", "--jobs", "2").status == 0)
        try tool.folder.write(try tool.folder.text("rates.md") + "\nMore words.\n", to: "rates.md")
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2")
        #expect(outcome.status == 0)
        #expect(!outcome.messages.contains("done already"), "\(outcome.messages)")
        #expect(try tool.sweep().computedCount == 0)
        #expect(try tool.folder.text("Output/rates.sweep/001.html").contains("More words."))
    }

    @Test func `the command line sweeps over lists, and gives one value to all`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let outcome = try tool.run(
            "sweep", "rates.md", "-P", "rate=0.02,0.03", "-P", "width=9", "-P", "epochs=1", "--quiet")
        #expect(outcome.status == 0)
        #expect(outcome.messages == "")
        let sweep = try tool.sweep()
        #expect(
            sweep.rows.map { $0["params"] as? NSDictionary } == [["rate": 0.02], ["rate": 0.03]])
        for run in sweep.runs {
            #expect(run.dictionary("params")["width"] as? Int == 9)
            #expect(run.dictionary("params")["epochs"] as? Int == 1)
        }
    }

    @Test
    func `at the end a line says how many runs there were, which setting is the best, and what was computed`()
        throws
    {
        let claim = #"expect(params.width < 10, "is narrow")"#
        let tool = try BuiltTool.besideSweptNotebook("repeat: 2", cell: claim)
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2")
        #expect(outcome.status == 1)
        let line = outcome.messages.split(separator: "\n").last.map(String.init) ?? ""
        let parts = line.components(separatedBy: "; ")
        try #require(parts.count == 3, "\(outcome.messages)")
        #expect(parts[0] == "12 runs: 6 done, 6 with an expectation that is not met")
        let sweep = try tool.sweep()
        let settings = sweep.whole["settings"] as? [NSDictionary] ?? []
        let best = try #require(settings.first { $0["rank"] as? Int == 1 })
        let values = try #require(best["params"] as? NSDictionary)
        let rate = try #require(values["rate"] as? Double)
        let width = try #require(values["width"] as? Int)
        let mean = try #require(best["mean"] as? Double)
        #expect(parts[1].hasPrefix("best rate=\(rate), width=\(width), test accuracy "), "\(line)")
        #expect(parts[1].contains(String(format: "accuracy %.2f\u{A0}±\u{A0}", 100 * mean)), "\(line)")
        let computed = sweep.computedCount ?? -1
        let all = computed + (sweep.timing["cached"] as? Int ?? -1)
        #expect(parts[2].hasPrefix("\(computed) of \(all) steps computed in "), "\(line)")
    }

    @Test func `threads are one unless they are given, whatever the environment says`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let arguments = ["sweep", "rates.md", "-P", "rate=0.01", "-P", "width=8", "--jobs", "1"]
        #expect(try tool.run(list: arguments, environment: ["OMP_NUM_THREADS": "2"]).status == 0)
        #expect(try tool.sweep().runs.first?.dictionary("environment")["threads"] as? String == "1")
        #expect(try tool.run(list: arguments + ["--threads", "2"]).status == 0)
        #expect(try tool.sweep().runs.first?.dictionary("environment")["threads"] as? String == "2")
        #expect((try tool.sweep().computedCount ?? 0) >= 1)
    }

    @Test func `halving runs all settings briefly, and the best of them in full`() throws {
        let tool = try BuiltTool.besideSweptNotebook("halve: {parameter: epochs, from: 1, by: 2}")
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2", "-P", "epochs=4")
        #expect(outcome.status == 0, "\(outcome.messages)")
        for line in ["6 runs with epochs=1\n", "3 runs with epochs=2\n", "2 runs with epochs=4\n"] {
            #expect(outcome.messages.contains(line), "\(outcome.messages)")
        }
        let sweep = try tool.sweep()
        let epochs = sweep.runs.map { $0.dictionary("params")["epochs"] as? Int ?? 0 }
        #expect(epochs.sorted() == [1, 1, 1, 2, 4, 4])
        let again = try tool.run("sweep", "rates.md", "--jobs", "1", "-P", "epochs=4")
        #expect(again.status == 0)
        #expect(try tool.sweep().record == sweep.record)
        #expect(try tool.sweep().computedCount == 0)
    }
}

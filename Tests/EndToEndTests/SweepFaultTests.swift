import Foundation
import Glibc
import TestSupport
import Testing

/// Sweeps in which something goes wrong.
struct SweepFaultTests {
    @Test func `a setting that fails is a row, and the others are run`() throws {
        let tool = try BuiltTool.besideSweptNotebook("repeat: 2")
        let outcome = try tool.run(
            "sweep", "rates.md", "--jobs", "2", "-P", "rate=1e30,0.01", "-P", "width=8")
        #expect(outcome.status == 1, "\(outcome.messages)")
        let sweep = try tool.sweep()
        #expect(sweep.outcomes == ["failed", "failed", "ok", "ok"])
        for message in sweep.messages.prefix(2) {
            #expect(
                message?.hasPrefix("the loss is no longer a number in epoch ") == true, "\(message ?? "")")
        }
        #expect(
            outcome.messages.contains("rate=1e+30, seed 6  failed: the loss is no longer a number"),
            "\(outcome.messages)")
        // A failed step is tried again, and gives the same row.
        let again = try tool.run("sweep", "rates.md", "--jobs", "1", "-P", "rate=1e30,0.01", "-P", "width=8")
        #expect(again.status == 1)
        #expect(again.messages.hasPrefix("2 of 4 runs are done already\n"), "\(again.messages)")
        #expect(try tool.sweep().record == sweep.record)
        #expect(try tool.sweep().table == sweep.table)
    }

    @Test func `a claim that does not hold in one setting is told, and the status is 1`() throws {
        let tool = try BuiltTool.besideSweptNotebook("", cell: "expect(params.rate < 0.05, \"is slow\")")
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2")
        #expect(outcome.status == 1)
        #expect(outcome.output == "Output/rates.sweep.html\n")
        let sweep = try tool.sweep()
        let unmet = "expectationNotMet"
        #expect(sweep.outcomes == ["ok", "ok", "ok", "ok", unmet, unmet])
        #expect(sweep.messages == [nil, nil, nil, nil, "is slow", "is slow"])
        #expect(outcome.messages.contains("rate=0.1, width=8  not met: is slow\n"), "\(outcome.messages)")
        #expect(tool.folder.files.contains("Output/rates.sweep/006.html"))
        // Done already, and still not good.
        let again = try tool.run("sweep", "rates.md", "--quiet")
        #expect(again.status == 1)
        #expect(try tool.sweep().record == sweep.record)
    }

    @Test func `a setting that cannot be run is found before anything runs, and named`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let widths = (1...36).map(String.init) + ["0"] + (37...40).map(String.init)
        let outcome = try tool.run(
            "sweep", "rates.md", "-P", "rate=0.01", "-P", "width=\(widths.joined(separator: ","))")
        #expect(outcome.status == 2, "\(outcome.messages)")
        #expect(outcome.output == "")
        #expect(outcome.messages.contains("note: in the setting width=0\n"), "\(outcome.messages)")
        #expect(outcome.messages.hasSuffix("1 error; nothing was run\n"), "\(outcome.messages)")
        #expect(tool.written == ["rates.md"])
    }

    @Test func `a mistake of every setting is not one of the first`() throws {
        let tool = try BuiltTool.besideSweptNotebook("", cell: "let other = dense(params.rate)")
        let outcome = try tool.run("sweep", "rates.md")
        #expect(outcome.status == 2)
        #expect(!outcome.messages.contains("in the setting"), "\(outcome.messages)")
    }

    @Test(arguments: [
        (["-P", "width=8,x"], "'width' takes a whole number, but 'x' is not"),
        (["-P", "widht=8,9"], "the notebook has no parameter 'widht'"),
        (["--repeat", "0"], "'--repeat' takes a whole number from 1"),
        (["--jobs", "0"], "'--jobs 0': there are 1 to 256 jobs"),
        (["--seed", "3"], "'--seed' gives one run its seed"),
    ])
    func `wrong arguments are told, and nothing runs`(arguments: [String], words: String) throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let outcome = try tool.run(list: ["sweep", "rates.md"] + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.messages.contains(words), "\(outcome.messages)")
        #expect(tool.written == ["rates.md"])
    }

    @Test func `a foreign file is not replaced, and nothing runs`() throws {
        for name in ["rates.sweep.csv", "rates.sweep.json", "rates.sweep.html"] {
            let tool = try BuiltTool.besideSweptNotebook("")
            try tool.folder.write("mine", to: "Output/" + name)
            let outcome = try tool.run("sweep", "rates.md")
            #expect(outcome.status == 1)
            #expect(
                outcome.messages.contains(
                    "'Output/\(name)' already exists, and this notebook did not write it"),
                "\(outcome.messages)")
            #expect(tool.written == ["Output/" + name, "rates.md"])
            #expect(try tool.folder.text("Output/" + name) == "mine")
        }
    }

    @Test func `a link in place of the runs' folder leads nowhere`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        try tool.folder.write("mine", to: "elsewhere/file")
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/Output", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.path + "/Output/rates.sweep", withDestinationPath: "../elsewhere")
        let outcome = try tool.run("sweep", "rates.md")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("'Output/rates.sweep' is a link"), "\(outcome.messages)")
        #expect(tool.written.filter { $0.hasPrefix("elsewhere/") } == ["elsewhere/file"])
    }

    @Test func `a worker that is killed is a failed row, and another one goes on`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let sweep = try tool.start("sweep", "rates.md", "--jobs", "1", "-P", "epochs=50000", "-P", "width=8")
        let worker = try #require(Self.worker(of: tool))
        // Until it has begun a run.
        sleep(1)
        kill(worker, SIGKILL)
        // The row of the killed one is told before the next one is done.
        for _ in 0..<1000 where !sweep.messages.contains("failed: ") { usleep(10_000) }
        #expect(
            sweep.messages.contains(
                "✗ 1 of 3  rate=0.001  failed: its worker came to its end: it was killed, as the system does where memory runs out\n"
            ), "\(sweep.messages)")
        let next = try #require(Self.worker(of: tool))
        #expect(next != worker)
        #expect(sweep.interrupt() == 130)
        #expect(try tool.sweep().outcomes == ["failed", "interrupted", "interrupted"])
        // What failed is tried again.
        let again = try tool.run("sweep", "rates.md", "-P", "epochs=1", "-P", "width=8")
        #expect(again.status == 0)
        #expect(try tool.sweep().outcomes == ["ok", "ok", "ok"])
    }

    @Test func `an interrupted sweep keeps what is done, says so, and goes on`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let arguments = ["sweep", "rates.md", "--jobs", "1", "-P", "epochs=60"]
        let stopped = try tool.run(list: arguments, signal: (SIGINT, "✓ 2 of 6"))
        #expect(stopped.status == 130)
        let match = try #require(
            stopped.messages.firstMatch(
                of:
                    #/interrupted; (\d) of 6 runs are done and kept, and the same command goes on with the others/#
            ), "\(stopped.messages)")
        let done = try #require(Int(match.1))
        #expect((2...5).contains(done))
        let before = try tool.sweep()
        #expect(before.outcomes.count { $0 == "ok" } == done)
        #expect(before.outcomes.count { $0 == "interrupted" } == 6 - done)
        #expect(Self.worker(of: tool, patience: 1) == nil)
        let rest = try tool.run(list: arguments)
        #expect(rest.status == 0)
        #expect(rest.messages.hasPrefix("\(done) of 6 runs are done already\n"), "\(rest.messages)")
        let whole = try BuiltTool.besideSweptNotebook("")
        #expect(try whole.run(list: arguments).status == 0)
        #expect(try tool.sweep().record == whole.sweep().record)
        #expect(try tool.sweep().page == whole.sweep().page)
    }

    @Test func `workers end with a command that was killed, and the next one goes on`() throws {
        let tool = try BuiltTool.besideSweptNotebook("")
        let arguments = ["sweep", "rates.md", "--jobs", "2", "-P", "epochs=60"]
        let killed = try tool.run(list: arguments, signal: (SIGKILL, "✓ 2 of 6"))
        #expect(killed.status == 128 + 9)
        for _ in 0..<1000 where Self.worker(of: tool, patience: 1) != nil { usleep(10_000) }
        #expect(Self.worker(of: tool, patience: 1) == nil)
        #expect(!tool.folder.files.contains("Output/rates.sweep.json"))
        let rest = try tool.run(list: arguments)
        #expect(rest.status == 0)
        let sweep = try tool.sweep()
        #expect(sweep.outcomes == Array(repeating: "ok", count: 6))
        #expect((sweep.computedCount ?? 99) < 2 + 6 * 2)
    }

    @Test func `a limit of the cache removes nothing that the sweep needs, and holds afterwards`() throws {
        let tool = try BuiltTool.besideSweptNotebook()
        let outcome = try tool.run("sweep", "rates.md", "--jobs", "2", "--cache-limit", "1kB")
        #expect(outcome.status == 0)
        let computed = try tool.sweep().computed
        #expect(Set(computed).count == computed.count)
        #expect(computed.count == 2 * 2 + 12 * 2)
    }

    /// The process of a worker of the tool's sweep, after waiting for it.
    private static func worker(of tool: BuiltTool, patience: Int = 1000) -> pid_t? {
        for attempt in 0..<patience {
            if attempt > 0 { usleep(10_000) }
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
                guard let process = pid_t(name),
                    let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
                else { continue }
                let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                if words.count == 3, words[1] == "sweep-worker", words[2].hasPrefix(tool.folder.path) {
                    return process
                }
            }
        }
        return nil
    }
}

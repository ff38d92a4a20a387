import Foundation
import TestSupport
import Testing

/// Sweeps on a cluster, by a stand-in for Slurm's commands.
struct SlurmSweepTests {
    private static let arguments = ["sweep", "rates.md", "--on", "slurm", "--jobs", "2"]

    @Test func `a sweep on a cluster gives the same bytes as one on this machine`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(), try SimulatedSlurm())
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/rates.sweep.html\n")
        let output = try tool.sweep()
        let local = try tool.localSweep("rates.md")
        #expect(output.record == local.record)
        #expect(output.table == local.table)
        #expect(output.page == local.page)
        #expect(output.runs.map(\.keys) == local.runs.map(\.keys))
        // What runs share is computed once, by any of them.
        #expect(output.computed.count == 2 * 2 + 12 * 2)
        #expect(Set(output.computed).count == output.computed.count)
        #expect(output.computedCount == output.computed.count)
        #expect(tool.runFiles().count == 12)
    }

    @Test func `one array of as many elements as settings at most is submitted, and says what it is`() throws
    {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(), try SimulatedSlurm())
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let call = try #require(slurm.calls(of: "sbatch").first)
        #expect(slurm.calls(of: "sbatch").count == 1)
        for option in [
            "--parsable", "--export=NONE", "--requeue", "--open-mode=append", "--signal=B:USR1@30",
        ] {
            #expect(call.contains(option), "\(call)")
        }
        #expect(call.contains { $0.wholeMatch(of: #/--job-name=stepbook-[0-9a-f]+/#) != nil }, "\(call)")
        let array = try #require(slurm.arrays.first)
        #expect(array.limit == 2)
        #expect((1...12).contains(array.indices.count))
        #expect(array.indices == Array(0..<array.indices.count))
        #expect(Set(array.states.values) == ["COMPLETED"] && array.states.count == array.indices.count)
        let lines = array.script.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("#!"), "\(array.script)")
        let command = try #require(lines.last)
        #expect(command.hasPrefix("exec "), "\(command)")
        #expect(command.contains(" sweep-element "), "\(command)")
        #expect(command.contains(tool.folder.path + "/"), "\(command)")
        #expect(slurm.calls(of: "scontrol") == [["show", "config"]])
        for call in slurm.calls(of: "squeue") {
            #expect(
                Set(call).isSuperset(of: [
                    "--noheader", "--array", "--states=all", "--jobs=\(array.number)", "--format=%K|%T|%r",
                ]), "\(call)")
        }
    }

    @Test func `the options of the user reach sbatch before the script`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let outcome = try tool.run(
            list: Self.arguments + ["--slurm", "--time=10 --partition short  --mem=500M"],
            environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let call = try #require(slurm.calls(of: "sbatch").first)
        #expect(Array(call.dropLast().suffix(4)) == ["--time=10", "--partition", "short", "--mem=500M"])
    }

    @Test func `an array is no larger than the cluster allows, and does all runs`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(), try SimulatedSlurm())
        try slurm.set("MaxArraySize", "4")
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(slurm.calls(of: "sbatch").count == 1)
        #expect((slurm.arrays.first?.indices.max() ?? 99) < 4)
        let output = try tool.sweep()
        #expect(output.outcomes == Array(repeating: "ok", count: 12))
        #expect(output.record == (try tool.localSweep("rates.md").record))
    }

    @Test func `a sweep of which everything is done submits nothing`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        #expect(try tool.run(list: Self.arguments, environment: slurm.environment).status == 0)
        let before = try tool.sweep()
        let again = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(again.status == 0)
        #expect(again.messages.hasPrefix("6 of 6 runs are done already\n"), "\(again.messages)")
        #expect(slurm.calls(of: "sbatch").count == 1)
        #expect(try tool.sweep().record == before.record)
        #expect(try tool.sweep().table == before.table)
    }

    @Test func `the rounds of a sweep that is halved are an array each, and go on where it was killed`()
        throws
    {
        let head = "halve: {parameter: epochs, from: 1, by: 2}"
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(head), try SimulatedSlurm())
        let long = Self.arguments + ["-P", "epochs=4"]
        var sweep: RunningTool? = try tool.start(list: long, environment: slurm.environment)
        let deadline = Date() + 60
        while slurm.arrays.count < 2, Date() < deadline { usleep(20_000) }
        try #require(slurm.arrays.count == 2, "\(sweep?.messages ?? "")")
        // It is killed where it still runs.
        sweep = nil
        let outcome = try tool.run(list: long, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(slurm.arrays.count == 3, "\(outcome.messages)")
        let output = try tool.sweep()
        let local = try tool.localSweep("rates.md", "-P", "epochs=4")
        #expect(output.record == local.record)
        #expect(output.table == local.table)
    }

    @Test func `what a sweep on this machine has done is not submitted`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        #expect(try tool.run("sweep", "rates.md", "--jobs", "2", "-P", "rate=0.001,0.01").status == 0)
        let outcome = try tool.run(
            list: Self.arguments + ["-P", "rate=0.001,0.01,0.1"], environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let output = try tool.sweep()
        #expect(output.outcomes == Array(repeating: "ok", count: 6))
        // Two trainings with their evaluations are new.
        #expect(output.computedCount == 2 * 2)
    }

    @Test func `a run that fails is a row, and is not tried again by the same command`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let outcome = try tool.run(
            list: Self.arguments + ["-P", "rate=1e30,0.01", "-P", "width=8"], environment: slurm.environment)
        #expect(outcome.status == 1, "\(outcome.messages)")
        #expect(slurm.calls(of: "sbatch").count == 1)
        let output = try tool.sweep()
        #expect(output.outcomes == ["failed", "ok"])
        #expect(output.messages[0]?.hasPrefix("the loss is no longer a number in epoch ") == true)
    }

    @Test func `a notebook that is wrong with a setting submits nothing`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let outcome = try tool.run(
            list: Self.arguments + ["-P", "width=8,0"], environment: slurm.environment)
        #expect(outcome.status == 2, "\(outcome.messages)")
        #expect(slurm.calls(of: "sbatch") == [])
        #expect(tool.written == ["rates.md"])
    }
}

extension BuiltTool {
    /// The results of a sweep on this machine with a cache and outputs of its own.
    func localSweep(_ arguments: String...) throws -> SweepOutput {
        let outcome = try run(
            list: ["sweep"] + arguments + [
                "--jobs", "2", "--output-dir", "local", "--cache-dir", "local-cache",
            ])
        guard outcome.status == 0 else { throw Record.Problem(text: outcome.messages) }
        return try sweep(in: "local")
    }
}

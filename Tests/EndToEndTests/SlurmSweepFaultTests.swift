import Foundation
import Glibc
import TestSupport
import Testing

/// Sweeps on a cluster in which something goes wrong, by a stand-in for Slurm's commands.
struct SlurmSweepFaultTests {
    private static let arguments = ["sweep", "rates.md", "--on", "slurm", "--jobs", "2", "-P", "width=8"]
    /// Long enough for something to happen in the middle of a training.
    private static let long = arguments + ["-P", "epochs=600"]

    @Test(arguments: ["empty", "late 2", "unreachable", "garbled", "duplicates", "refused try later"])
    func `wrong answers of squeue lose nothing and submit nothing twice`(fault: String) throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("squeue.faults", Array(repeating: fault, count: 3).joined(separator: "\n"))
        let outcome = try tool.run(list: Self.long, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        try Self.expectLocalResults(of: tool, "epochs=600")
        #expect(slurm.arrays.count == 1)
    }

    @Test func `an array that the controller has forgotten is done by what stands in the folder`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("squeue.faults", "fine\n* forgotten")
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        try Self.expectLocalResults(of: tool, "epochs=2")
    }

    @Test func `a controller that is away for long only delays`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("squeue.faults", "* unreachable")
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        // The notes of the workers say that all is done.
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(slurm.arrays.count == 1)
        try Self.expectLocalResults(of: tool, "epochs=2")
    }

    @Test func `a size of arrays that is not told is no error`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("scontrol.faults", "empty")
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        try Self.expectLocalResults(of: tool, "epochs=2")
    }

    @Test(arguments: ["idle", "unlaunched"])
    func `an element that ends without having run is submitted again`(fault: String) throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("elements.faults", "0 \(fault)")
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(slurm.arrays.count == 2)
        #expect((slurm.arrays.last?.indices.count ?? 99) < (slurm.arrays.first?.indices.count ?? 0))
        try Self.expectLocalResults(of: tool, "epochs=2")
    }

    @Test func `an element that is done is not waited for, whatever Slurm says of it`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("elements.faults", "0 held")
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(slurm.arrays.count == 1)
        try Self.expectLocalResults(of: tool, "epochs=2")
    }

    @Test func `an element that never runs is submitted a few times, and then its rows say so`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let everyStart = (0..<3).flatMap { index in Array(repeating: "\(index) unlaunched", count: 50) }
        try slurm.set("elements.faults", everyStart.joined(separator: "\n"))
        let outcome = try tool.run(list: Self.arguments, environment: slurm.environment)
        #expect(outcome.status == 1, "\(outcome.messages)")
        #expect((2...10).contains(slurm.arrays.count))
        let output = try tool.sweep()
        #expect(output.outcomes.contains("failed"))
        #expect(Set(output.outcomes).isSubset(of: ["ok", "failed"]))
        // Another command tries again.
        try slurm.set("elements.faults", "")
        #expect(try tool.run(list: Self.arguments, environment: slurm.environment).status == 0)
        try Self.expectLocalResults(of: tool, "epochs=2")
    }

    @Test func `an element that runs two times at once computes nothing twice`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("elements.faults", "0 twice\n1 twice")
        let outcome = try tool.run(list: Self.long, environment: slurm.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(tool.runFiles().count == 3)
        try Self.expectLocalResults(of: tool, "epochs=600")
    }

    @Test func `a worker that is killed is replaced, and its training goes on`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let sweep = try tool.start(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep.messages)")
        kill(try #require(SweepElement.process(of: tool)), SIGKILL)
        #expect(sweep.waitForEnd() == 0, "\(sweep.messages)")
        #expect(slurm.arrays.count == 2)
        try Self.expectLocalResults(of: tool, "epochs=600")
    }

    @Test func `an element that is requeued goes on in the same array`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let sweep = try tool.start(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep.messages)")
        try slurm.call("scontrol", "requeue", "1_0")
        #expect(sweep.waitForEnd() == 0, "\(sweep.messages)")
        #expect(slurm.arrays.count == 1)
        try Self.expectLocalResults(of: tool, "epochs=600")
    }

    @Test func `runs of an element that is cancelled are rows that say so, until the same command`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        let sweep = try tool.start(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep.messages)")
        try slurm.call("scancel", "1_0")
        #expect(sweep.waitForEnd() == 1, "\(sweep.messages)")
        #expect(slurm.arrays.count == 1)
        let output = try tool.sweep()
        #expect(Set(output.outcomes) == ["ok", "failed"])
        for (outcome, message) in zip(output.outcomes, output.messages) {
            #expect((message?.contains("cancel") ?? false) == (outcome == "failed"), "\(message ?? "")")
        }
        let again = try tool.run(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        #expect(again.status == 0, "\(again.messages)")
        try Self.expectLocalResults(of: tool, "epochs=600")
    }

    @Test func `elements that are cancelled while they wait are rows that say so`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("at-once", "1")
        let sweep = try tool.start(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep.messages)")
        let last = try #require(slurm.arrays.first?.indices.last)
        try #require(last > 0, "all runs are in one element")
        // Slurm lists such an element by its index no longer.
        try slurm.call("scancel", "1_\(last)")
        #expect(sweep.waitForEnd() == 1, "\(sweep.messages)")
        #expect(slurm.arrays.count == 1)
        #expect(Set(try tool.sweep().outcomes) == ["ok", "failed"])
    }

    @Test(arguments: [SIGKILL, SIGINT])
    func `a command that ends leaves the array running, and the same one finds it`(signal: Int32) throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        var sweep: RunningTool? = try tool.start(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep?.messages ?? "")")
        if signal == SIGINT {
            #expect(sweep?.interrupt() == 130)
            #expect(sweep?.messages.contains("scancel 1") == true, "\(sweep?.messages ?? "")")
        }
        // It is killed where it still runs.
        sweep = nil
        #expect(slurm.hasElement(0, "RUNNING") || slurm.hasElement(0, "COMPLETED"))
        let again = try tool.run(
            list: Self.long + ["--cache-dir", "shared"], environment: slurm.environment)
        #expect(again.status == 0, "\(again.messages)")
        #expect(slurm.calls(of: "sbatch").count == 1)
        try Self.expectLocalResults(of: tool, "epochs=600")
    }

    @Test func `an array whose number was not told is found, and not submitted twice`() throws {
        let (tool, slurm) = (try BuiltTool.besideSweptNotebook(""), try SimulatedSlurm())
        try slurm.set("sbatch.faults", "lost")
        var outcome = try tool.run(list: Self.long, environment: slurm.environment)
        if outcome.status != 0 {
            #expect(outcome.messages.contains("Unable to contact slurm controller"), "\(outcome.messages)")
            outcome = try tool.run(list: Self.long, environment: slurm.environment)
        }
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(slurm.arrays.count == 1)
        try Self.expectLocalResults(of: tool, "epochs=600")
    }

    /// What the tool has is what a sweep on this machine gives, and each step was computed once.
    private static func expectLocalResults(of tool: BuiltTool, _ epochs: String) throws {
        let local = try tool.localSweep("rates.md", "-P", "width=8", "-P", epochs)
        let output = try tool.sweep()
        #expect(output.outcomes == ["ok", "ok", "ok"])
        #expect(output.record == local.record)
        #expect(output.table == local.table)
        #expect(output.page == local.page)
        #expect(output.runs.map(\.keys) == local.runs.map(\.keys))
        #expect(Set(output.computed).count == output.computed.count)
    }
}

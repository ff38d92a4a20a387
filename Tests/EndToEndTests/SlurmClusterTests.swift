import Foundation
import Glibc
import TestSupport
import Testing

/// Sweeps on a real cluster of two nodes on this machine.
@Suite(.serialized) struct SlurmClusterTests {
    private static let arguments = [
        "sweep", "rates.md", "--on", "slurm", "--jobs", "2", "--cache-dir", "shared", "-P", "width=8",
    ]
    private static let long = arguments + ["-P", "epochs=60"]

    @Test func `a sweep on two nodes gives the same bytes as one on this machine`() throws {
        guard let cluster = try SlurmCluster(for: "sweep") else { return }
        let tool = try BuiltTool.besideSweptNotebook()
        let outcome = try tool.run(list: Self.long, environment: cluster.environment)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let elements = try cluster.elements
        #expect(Set(elements.map(\.array)).count == 1)
        #expect(Set(elements.map(\.node)) == ["n1", "n2"])
        #expect(Set(elements.map(\.state)) == ["COMPLETED"])
        try Self.expectLocalResults(of: tool, count: 6)
    }

    @Test func `a worker that is killed is replaced by one in a second array`() throws {
        guard let cluster = try SlurmCluster(for: "killed worker") else { return }
        let tool = try BuiltTool.besideSweptNotebook("")
        let sweep = try tool.start(list: Self.long, environment: cluster.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep.messages)")
        kill(try #require(SweepElement.process(of: tool)), SIGKILL)
        #expect(sweep.waitForEnd() == 0, "\(sweep.messages)")
        let elements = try cluster.elements
        #expect(Set(elements.map(\.array)).count == 2)
        #expect(elements.count { $0.state == "FAILED" } == 1)
        try Self.expectLocalResults(of: tool, count: 3)
    }

    @Test func `a command that is killed leaves the array running, and the same one finds it`() throws {
        guard let cluster = try SlurmCluster(for: "killed command") else { return }
        let tool = try BuiltTool.besideSweptNotebook("")
        var sweep: RunningTool? = try tool.start(list: Self.long, environment: cluster.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep?.messages ?? "")")
        // Nobody has it any more, and so it is killed.
        sweep = nil
        #expect(try cluster.runningElement() != nil)
        let again = try tool.run(list: Self.long, environment: cluster.environment)
        #expect(again.status == 0, "\(again.messages)")
        #expect(Set(try cluster.elements.map(\.array)).count == 1)
        try Self.expectLocalResults(of: tool, count: 3)
    }

    @Test func `an element that is requeued goes on in the same array`() throws {
        guard let cluster = try SlurmCluster(for: "requeue") else { return }
        let tool = try BuiltTool.besideSweptNotebook("")
        let sweep = try tool.start(list: Self.long, environment: cluster.environment)
        try #require(tool.hasCheckpoint(in: "shared"), "\(sweep.messages)")
        let element = try #require(try cluster.runningElement())
        let name = "\(element.array)_\(element.index)"
        try cluster.call("scontrol", "requeue", name)
        for _ in 0..<300
        where try cluster.elements.first(where: { $0.index == element.index })?.state != "PENDING" {
            usleep(100_000)
        }
        // Otherwise Slurm waits for two minutes.
        try cluster.call("scontrol", "update", "jobid=\(name)", "StartTime=now")
        #expect(sweep.waitForEnd() == 0, "\(sweep.messages)")
        #expect(Set(try cluster.elements.map(\.array)).count == 1)
        try Self.expectLocalResults(of: tool, count: 3)
    }

    /// What the tool has is what a sweep on this machine gives, and each step was computed once.
    private static func expectLocalResults(of tool: BuiltTool, count: Int) throws {
        let local = try tool.localSweep("rates.md", "-P", "width=8", "-P", "epochs=60")
        let output = try tool.sweep()
        #expect(output.outcomes == Array(repeating: "ok", count: count))
        #expect(output.record == local.record)
        #expect(output.table == local.table)
        #expect(output.page == local.page)
        #expect(output.runs.map(\.keys) == local.runs.map(\.keys))
        #expect(Set(output.computed).count == output.computed.count)
        #expect(tool.runFiles().count == count)
    }
}

import Foundation
import TestSupport
import Testing

/// A training resumes where an earlier run left it, with the same result as an uninterrupted one.
struct ContinuationTests {
    /// The notebook for a run that is never stopped.
    private static func uninterrupted(epochs: Int, seed: Int = 1) throws -> (files: [String], report: String)
    {
        let tool = try tool(seed: seed)
        #expect(try tool.run("run", "small.md", "-P", "epochs=\(epochs)").status == 0)
        return (try tool.record("small").hashes, try tool.stableReport("small"))
    }

    private static func tool(seed: Int = 1) throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(
            SmallNotebook.text.replacing("seed: 1", with: "seed: \(seed)")
                // With dropout and momentum, so that all state has to be restored.
                .replacing("[flatten, dense(10)]", with: "[flatten, dropout(0.2), dense(10)]"),
            to: "small.md")
        return tool
    }

    @Test func `more epochs train only those that are new, to the bits of a run that trained them all`()
        throws
    {
        let tool = try Self.tool()
        #expect(try tool.run("run", "small.md", "-P", "epochs=3").status == 0)
        let plan = try tool.run("plan", "small.md", "-P", "epochs=5")
        #expect(
            plan.output.contains(
                #/train +model +to run \([^)]+ last time\): argument 'epochs' 3 → 5; goes on after epoch 3\n/#
            ))
        let further = try tool.run("run", "small.md", "-P", "epochs=5")
        #expect(further.status == 0)
        #expect(further.messages.contains("epochs 1 to 3 of 5 are done already\n"))
        #expect(further.messages.contains(" epoch 4 of 5 ·"))
        #expect(!further.messages.contains(" epoch 3 of 5 ·"))
        let whole = try Self.uninterrupted(epochs: 5)
        #expect(try tool.record("small").hashes == whole.files)
        // Plan and run were called with an overridden parameter.
        #expect(try tool.stableReport("small") == whole.report)
    }

    @Test func `a schedule that depends on the number of epochs starts over, and the plan says so`() throws {
        let tool = try Self.tool()
        let text = try tool.folder.text("small.md")
        try tool.folder.write(
            text.replacing("epochs: params.epochs,", with: "epochs: params.epochs, schedule: oneCycle(),"),
            to: "small.md")
        try tool.run("run", "small.md", "-P", "epochs=2")
        let plan = try tool.run("plan", "small.md", "-P", "epochs=3")
        #expect(
            plan.output.contains(
                "argument 'epochs' 2 → 3; starts over, since the schedule depends on the number of epochs\n"))
        let further = try tool.run("run", "small.md", "-P", "epochs=3")
        #expect(further.messages.contains(" epoch 1 of 3 ·"))
    }

    @Test func `a training whose data may come out different is planned to start over`() throws {
        let tool = try Self.tool()
        try tool.run("run", "small.md", "-P", "epochs=2")
        let text = try tool.folder.text("small.md")
        try tool.folder.write(text.replacing("train: 600", with: "train: 599"), to: "small.md")
        #expect(try tool.folder.text("small.md") != text)
        let plan = try tool.run("plan", "small.md", "-P", "epochs=2")
        #expect(
            plan.output.contains(
                #/train +model +to run \([^)]+ last time\): starts over unless digits comes out the same\n/#))
    }

    @Test func `an interrupted training resumes after the last finished epoch`() throws {
        let tool = try Self.tool()
        let stopped = try tool.run("run", "small.md", "-P", "epochs=200", interruptedAfter: "epoch 7 of 200")
        #expect(stopped.status == 130)
        let told = try #require(Int(stopped.messages.matches(of: #/ epoch (\d+) of 200 ·/#).last?.1 ?? ""))
        let plan = try tool.run("plan", "small.md", "-P", "epochs=200")
        let match = try #require(
            plan.output.firstMatch(of: /it was interrupted last time; goes on after epoch (\d+)\n/))
        // The interruption may come when an epoch is stored but its line is not written yet.
        let done = try #require(Int(match.1))
        #expect(done == told || done == told + 1)
        let rest = try tool.run("run", "small.md", "-P", "epochs=200")
        #expect(rest.messages.contains("epochs 1 to \(done) of 200 are done already\n"))
        #expect(try tool.record("small").hashes == Self.uninterrupted(epochs: 200).files)
    }

    @Test(arguments: [2, 9, 23])
    func `a training whose process was killed resumes after the last epoch that it reported`(epoch: Int)
        throws
    {
        let tool = try Self.tool(seed: epoch)
        let killed = try tool.run(
            "run", "small.md", "-P", "epochs=200", killedAfter: " epoch \(epoch) of 200 ·")
        #expect(killed.status == 128 + 9)
        let told = try #require(killed.messages.matches(of: #/ epoch (\d+) of 200 ·/#).last?.1)
        let rest = try tool.run("run", "small.md", "-P", "epochs=200")
        let done = try #require(
            rest.messages.firstMatch(of: #/epochs 1 to (\d+) of 200 are done already/#)?.1)
        // It may have finished another one without reporting it.
        #expect(try #require(Int(done)) - #require(Int(told)) <= 1)
        #expect(try #require(Int(done)) >= #require(Int(told)))
        #expect(try tool.record("small").hashes == Self.uninterrupted(epochs: 200, seed: epoch).files)
    }
}

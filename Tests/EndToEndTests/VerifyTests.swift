import Foundation
import TestSupport
import Testing

/// `verify` and `run --audit`: whether a notebook's results are reproduced.
struct VerifyTests {
    @Test func `a notebook that was run is identical, with the parameters of that run`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md", "-P", "epochs=2", "--threads", "1")
        let before = tool.written
        let outcome = try tool.run("verify", "small.md")
        #expect(outcome.status == 0)
        #expect(outcome.output == "identical: all 9 steps give what they gave in the last run\n")
        #expect(outcome.messages.contains(" epoch 2 of 2 ·"))
        #expect(tool.written == before)
    }

    @Test func `an interrupted one says what was compared`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(SmallNotebook.text.replacing("epochs: 1", with: "epochs: 2000"), to: "small.md")
        #expect(try tool.run("run", "small.md").status == 0)
        let report = try tool.run("verify", "Output/small.html", interruptedAfter: "epoch 2 of 2000")
        #expect(report.status == 130)
        #expect(report.messages.hasSuffix("interrupted; nothing was compared\n"), "\(report.messages)")
        let notebook = try tool.run("verify", "small.md", interruptedAfter: "epoch 2 of 2000")
        #expect(notebook.status == 130)
        #expect(
            notebook.messages.hasSuffix(
                "interrupted; the first 3 steps give what they gave in the last run, and the others were not compared\n"
            ), "\(notebook.messages)")
    }

    @Test func `a comparison that is impossible is reported, with what to do`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let never = try tool.run("verify", "small.md")
        #expect(never.status == 1)
        #expect(
            never.messages
                == "error: nothing is known of a run of 'small.md', so there is nothing to compare with: "
                + "run it with 'stepbook run', then verify it\n")
        try tool.run("run", "small.md")
        let threads = try tool.run("verify", "small.md", "--threads", "3")
        #expect(threads.status == 1)
        #expect(
            threads.output.hasPrefix(
                "not comparable: 'train' (model) in line 17 is not what it was in the last run: threads "))
        #expect(!threads.messages.contains("load"))
        let other = try tool.run("verify", "small.md", "-P", "epochs=2")
        #expect(other.status == 1)
        #expect(
            other.output == """
                not comparable: 'train' (model) in line 17 is not what it was in the last run: argument 'epochs' 1 → 2
                run the notebook again, then verify it

                """)
        try tool.folder.write(SmallNotebook.text.replacing("dense(10)", with: "dense(11)"), to: "small.md")
        let wrong = try tool.run("verify", "small.md")
        #expect(wrong.status == 2)
    }

    @Test func `a last run with another result is reported`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let path = try #require(tool.folder.files.first { $0.hasPrefix("cache/") && $0.contains("/runs/") })
        // As if the training had given another result.
        var run = try #require(
            JSONSerialization.jsonObject(with: tool.folder.data(path)) as? [String: Any])
        var steps = try #require(run["steps"] as? [[String: Any]])
        steps[3]["result"] = String(repeating: "0", count: 64)
        run["steps"] = steps
        try tool.folder.write(JSONSerialization.data(withJSONObject: run), to: path)
        let outcome = try tool.run("verify", "small.md")
        #expect(outcome.status == 1)
        #expect(
            outcome.output
                == "different: 'train' (model) in line 17: it is what the cache holds, but the last run gave something else\n"
        )
        #expect(!outcome.messages.contains("evaluate"))
    }

    @Test func `an audit computes cached steps again and says so`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let report = try tool.stableReport("small")
        let outcome = try tool.run("run", "small.md", "--audit", "9")
        #expect(outcome.status == 0)
        #expect(outcome.messages.matches(of: #/computed again in [^:\n]+: the same\n/#).count == 9)
        #expect(try tool.record("small").outcomes.allSatisfy { $0 == "cached" })
        #expect(try tool.stableReport("small") == report)
        for arguments in [["--audit", "-1"], ["--audit", "1", "--no-cache"], ["--audit", "x"]] {
            #expect(try tool.run(list: ["run", "small.md"] + arguments).status == 64)
        }
    }
}

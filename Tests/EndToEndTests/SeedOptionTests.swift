import TestSupport
import Testing

/// `--seed`, which takes the place of the notebook's seed.
struct SeedOptionTests {
    private static func text(seed: Int) -> String {
        """
        ---
        seed: \(seed)
        ---
        ```swift-step
        let digits = load("builtin", train: 20, test: 5)
        plot(digits, count: 4)
        ```

        """
    }

    private static func tool() throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(text(seed: 3), to: "drawn.md")
        return tool
    }

    @Test func `a run with another seed says so, and its record holds it`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "drawn.md", "--threads", "1").status == 0)
        let own = try tool.stableReport("drawn")
        #expect(!own.contains("--seed"))
        let outcome = try tool.run("run", "drawn.md", "--threads", "1", "--seed", "7")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let record = try tool.record("drawn")
        #expect(record.object["seed"] as? Int == 7)
        #expect(record.outcomes == ["computed", "computed"])
        let page = try tool.folder.text("Output/drawn.html")
        #expect(page.contains("seed 7 given on the command line"))
        #expect(page.contains("stepbook run drawn.md --seed 7 --threads 1"))
        #expect(try tool.run("run", "drawn.md", "--threads", "1", "--seed", "3").status == 0)
        #expect(try tool.stableReport("drawn") == own)
    }

    @Test func `a plan is of the given seed, and a check takes it`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "drawn.md", "--seed", "7").status == 0)
        let same = try tool.run("plan", "drawn.md", "--seed", "7")
        #expect(same.output.hasSuffix("2 of 2 steps cached\n"), "\(same.output)")
        let own = try tool.run("plan", "drawn.md")
        #expect(own.output.contains("seed 7 → 3"), "\(own.output)")
        #expect(
            try tool.run("check", "drawn.md", "--seed", "7").output == "drawn.md: 2 steps, no mistakes\n")
    }

    @Test(arguments: ["drawn.md", "Output/drawn.html", "Output/drawn.json"])
    func `what was run with a seed is verified with it`(file: String) throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "drawn.md", "--seed", "7").status == 0)
        let outcome = try tool.run("verify", file)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.contains("identical: "), "\(outcome.output)")
        #expect(try tool.run("verify", file, "--seed", "8").status == 1)
    }

    @Test func `a record alone gives the seed, unless it was the notebook's own`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "drawn.md", "--no-cache", "--seed", "7").status == 0)
        let given = try tool.run("verify", "drawn.md")
        #expect(given.status == 0, "\(given.output)\(given.messages)")
        #expect(try tool.run("run", "drawn.md", "--no-cache").status == 0)
        try tool.folder.write(Self.text(seed: 4), to: "drawn.md")
        let changed = try tool.run("verify", "drawn.md")
        #expect(changed.status == 1)
        #expect(changed.output.contains("different: 'seed' is 4, reported as 3\n"), "\(changed.output)")
    }

    @Test(arguments: ["x", "-1", "1.5", "18446744073709551616", ""])
    func `a seed that is none is refused`(seed: String) throws {
        let tool = try Self.tool()
        for command in ["run", "plan", "check", "verify"] {
            #expect(try tool.run(list: [command, "drawn.md", "--seed=\(seed)"]).status == 64)
        }
        #expect(tool.written == ["drawn.md"])
    }
}

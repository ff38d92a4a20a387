import TestSupport
import Testing

/// The commands on a notebook that declares a sweep.
struct SweptNotebookTests {
    private static let text = """
        ---
        params:
          count: 20
          share: 0.5
        seed: 3
        sweep:
          count: [20, 30]
          share: [0.25, 0.5, 0.75]
        repeat: 4
        ---
        ```swift-step
        let digits = load("builtin", train: params.count, test: 5)
        show(share: params.share)
        ```

        """

    private static func tool(replacing old: String = "", with new: String = "") throws -> BuiltTool {
        let tool = try BuiltTool()
        let text = old.isEmpty ? text : text.replacing(old, with: new)
        #expect(old.isEmpty || text != Self.text)
        try tool.folder.write(text, to: "swept.md")
        return tool
    }

    @Test func `a run is of one setting, that of the parameters`() throws {
        let tool = try Self.tool()
        let outcome = try tool.run("run", "swept.md")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/swept.html\n")
        let record = try tool.record("swept")
        #expect(record.dictionary("params")["count"] as? Int == 20)
        #expect(record.dictionary("params")["share"] as? Double == 0.5)
        #expect(record.object["seed"] as? Int == 3)
        #expect(try tool.run("plan", "swept.md").output.hasSuffix("\n2 of 2 steps cached\n"))
    }

    /// What stands in place of the number of repeats, and what `check` says of the sweep.
    @Test(arguments: [
        ("repeat: 4", "a sweep of 6 settings with 4 seeds each, 24 runs"),
        ("repeat: 1", "a sweep of 6 settings"), ("toc: false", "a sweep of 6 settings"),
        (
            "repeat: 2\nexclude: params.count == 30 || params.share > 0.3",
            "a sweep of 1 setting with 2 seeds, 2 runs"
        ),
        ("repeat: 2", "a sweep of 6 settings with 2 seeds each, 12 runs"),
    ])
    func `a check says how many settings and runs there are`(lines: String, words: String) throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            Self.text.replacing("repeat: 4", with: lines), to: "swept.md")
        let outcome = try tool.run("check", "swept.md")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "swept.md: 2 steps, no mistakes\nswept.md: \(words)\n")
    }

    @Test func `of a halving a check counts no runs, since each round has fewer`() throws {
        let tool = try Self.tool(replacing: "  count: [20, 30]\n", with: "")
        let text = try tool.folder.text("swept.md")
        try tool.folder.write(
            text.replacing("repeat: 4", with: "repeat: 2\nhalve: {parameter: count, from: 5}"), to: "swept.md"
        )
        let outcome = try tool.run("check", "swept.md")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(
            outcome.output == """
                swept.md: 2 steps, no mistakes
                swept.md: a sweep of 3 settings with 2 seeds each, of which each round leaves the best

                """)
    }

    @Test func `a mistake in a sweep is found by every command`() throws {
        let tool = try Self.tool(replacing: "[20, 30]", with: "[20, many]")
        for command in ["check", "plan", "run"] {
            let outcome = try tool.run(command, "swept.md")
            #expect(outcome.status == 2, "\(command)")
            #expect(
                outcome.messages.contains(
                    """
                      --> swept.md:7:15
                       |
                     7 |   count: [20, many]
                       |               ^^^^

                    """), "\(command): \(outcome.messages)")
        }
        #expect(tool.written == ["swept.md"])
    }

    @Test func `a check finds what is wrong with a condition, and with all settings together`() throws {
        let wrong = try Self.tool(replacing: "repeat: 4", with: "exclude: params.count")
        let outcome = try wrong.run("check", "swept.md")
        #expect(outcome.status == 2)
        #expect(outcome.messages.contains("[sweep.exclude-type]"), "\(outcome.messages)")
        let list = try wrong.run("check", "swept.md", "--json")
        #expect(list.status == 2)
        #expect(list.output.contains("sweep.exclude-type"), "\(list.output)")
        let idle = try Self.tool(replacing: "repeat: 4", with: "exclude: params.count > 100")
        let warned = try idle.run("check", "swept.md")
        #expect(warned.status == 0)
        #expect(
            warned.output == "swept.md: 2 steps, no mistakes, 1 warning\nswept.md: a sweep of 6 settings\n")
        #expect(warned.messages.contains("[sweep.exclude-nothing]"), "\(warned.messages)")
        #expect(try idle.run("check", "swept.md", "--json").output.contains("sweep.exclude-nothing"))
    }
}

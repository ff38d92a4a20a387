import Foundation
import TestSupport
import Testing

/// The steps that a run computes after an edit, through the built executable: exactly those that the edit can have changed.
struct CacheSemanticsTests {
    private static let text = """
        ---
        title: What is computed
        params:
          count: 5
          other: 1
        seed: 1
        ---

        Some words about digits.

        ```swift-step
        //| caption: Some digits
        let digits = load("builtin", train: 60, test: 20)
        plot(digits, count: params.count, title: "Digits")
        let scaled = normalize(digits, mean: 0.1, std: 0.3)
        let model = train(scaled, layers: [flatten, dense(10)], epochs: 1, batchSize: 20)
        let result = evaluate(model, on: scaled)
        expect(result.count == 20, "twenty were read")
        show(count: result.count)
        ```

        """

    /// Runs the notebook, then again after an edit.
    ///
    /// - Returns: the steps that the second run computed, in order, and its report.
    private func computed(
        replacing old: String = "", with new: String = "", arguments: [String] = []
    ) throws -> (steps: [String], report: String) {
        let tool = try BuiltTool()
        try tool.folder.write(Self.text, to: "notebook.md")
        #expect(try tool.run("run", "notebook.md", "--threads", "1").status == 0)
        #expect(old.isEmpty || Self.text.contains(old))
        if !old.isEmpty { try tool.folder.write(Self.text.replacing(old, with: new), to: "notebook.md") }
        let threads = arguments.contains("--threads") ? [] : ["--threads", "1"]
        let outcome = try tool.run(list: ["run", "notebook.md"] + threads + arguments)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let record = try tool.record("notebook")
        #expect(record.outcomes.allSatisfy { ["computed", "cached"].contains($0) })
        let steps = zip(record.steps, record.outcomes).filter { $0.1 == "computed" }.map(\.0)
        return (steps, try tool.folder.text("Output/notebook.html"))
    }

    @Test(arguments: [
        ("white space", "load(\"builtin\", train: 60", "load( \"builtin\",  train:\n  60"),
        ("a comment", "let scaled", "// Measured on MNIST.\nlet scaled"),
        ("prose", "Some words", "Other words"),
        ("a caption", "caption: Some digits", "caption: Sixty digits"),
        ("the notebook's title", "title: What is computed", "title: What is not computed"),
        ("a figure's title", "title: \"Digits\"", "title: \"Sixty drawn digits\""),
        ("a claim's words", "\"twenty were read\"", "\"all twenty were read\""),
        ("a renamed binding", "digits", "images"),
        (
            "independent steps in another order",
            "plot(digits, count: params.count, title: \"Digits\")\nlet scaled = normalize(digits, mean: 0.1, std: 0.3)",
            "let scaled = normalize(digits, mean: 0.1, std: 0.3)\nplot(digits, count: params.count, title: \"Digits\")"
        ),
        ("another cell", "let scaled", "```\n\nWords.\n\n```swift-step\nlet scaled"),
        ("the same value in other words", "epochs: 1,", "epochs: 3 - 2,"),
        ("a parameter that nothing uses", "other: 1", "other: 2"),
    ])
    func `an edit that changes no result computes nothing`(_ what: String, _ old: String, _ new: String)
        throws
    {
        #expect(try computed(replacing: old, with: new).steps == [])
    }

    @Test(arguments: [
        ("title: \"Digits\"", "title: \"Sixty drawn digits\"", "Sixty drawn digits"),
        ("\"twenty were read\"", "\"all twenty were read\"", "all twenty were read"),
        ("caption: Some digits", "caption: Sixty digits", "Sixty digits"),
    ])
    func `the words of a cached result are those of the notebook`(
        _ old: String, _ new: String, _ shown: String
    ) throws {
        let (steps, report) = try computed(replacing: old, with: new)
        #expect(steps == [])
        // Not in the source, which may contain the words too.
        #expect(
            report.components(separatedBy: ">\(shown)<").count
                + report.components(separatedBy: " \(shown)<").count > 2)
    }

    @Test
    func `an edited argument recomputes its step and its dependents, and stops where results are the same`()
        throws
    {
        // The number of images is the same, and so are claims and figures about it.
        #expect(try computed(replacing: "epochs: 1", with: "epochs: 2").steps == ["train", "evaluate"])
        #expect(
            try computed(replacing: "std: 0.3", with: "std: 0.4").steps == ["normalize", "train", "evaluate"])
        #expect(try computed(replacing: "count: params.count", with: "count: 6").steps == ["plot"])
        #expect(try computed(replacing: "seed: 1", with: "seed: 2").steps.first == "load")
    }

    @Test func `a value from the command line is part of what it feeds and of nothing else`() throws {
        #expect(try computed(arguments: ["-P", "count=7"]).steps == ["plot"])
        #expect(try computed(arguments: ["-P", "count=5"]).steps == [])
        #expect(try computed(arguments: ["-P", "other=7"]).steps == [])
    }

    @Test func `another number of threads recomputes only what depends on its arithmetic`() throws {
        #expect(try computed(arguments: ["--threads", "2"]).steps == ["train", "evaluate"])
    }

    @Test
    func `a step of another version is recomputed, and its dependents if the result differs`()
        throws
    {
        let tool = try BuiltTool.besideCell("let text = stamp()\nshow(text: text)\nshow(count: 1)")
        func run(_ command: String, version: Int) throws -> BuiltTool.Outcome {
            let outcome = try tool.run(
                list: [command, "notebook.md"], of: BuiltTool.program("VersionedStep"),
                environment: ["STAMP_VERSION": "\(version)"])
            #expect(outcome.status == 0, "\(outcome.messages)")
            return outcome
        }
        _ = try run("run", version: 1)
        _ = try run("run", version: 1)
        #expect(try tool.record("notebook").outcomes == ["cached", "cached", "cached"])
        #expect(
            try run("plan", version: 2).output.contains(
                /2  stamp  text  to run \(.* last time\): step version 1 → 2\n/)
        )
        _ = try run("run", version: 2)
        #expect(try tool.record("notebook").outcomes == ["computed", "cached", "cached"])
    }

    @Test func `a data file that changed is noticed even with the same size and date`() throws {
        let source = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("mnist/changed", !source.isEmpty, "STEPBOOK_DATA_DIR is not set") else { return }
        let tool = try BuiltTool.besideCell("let digits = load(\"mnist\", train: 50, test: 10)\nplot(digits)")
        let folder = tool.folder.url.appending(path: "data")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let names = try FileManager.default.contentsOfDirectory(atPath: source).filter { $0.hasSuffix(".gz") }
        #expect(names.count == 4)
        for name in names {
            try FileManager.default.copyItem(
                at: URL(filePath: source).appending(path: name), to: folder.appending(path: name))
        }
        #expect(try tool.run("run", "notebook.md", "--data-dir", "data").status == 0)
        #expect(try tool.run("run", "notebook.md", "--data-dir", "data").status == 0)
        #expect(try tool.record("notebook").outcomes == ["cached", "cached"])
        let labels = folder.appending(path: "train-labels-idx1-ubyte.gz")
        let attributes = try FileManager.default.attributesOfItem(atPath: labels.path)
        var bytes = try Data(contentsOf: labels)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: labels)
        let date = try #require(attributes[.modificationDate])
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: labels.path)
        let outcome = try tool.run("run", "notebook.md", "--data-dir", "data")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("train-labels-idx1-ubyte.gz"))
        #expect(try tool.record("notebook").outcomes == ["failed", "blocked"])
    }
}

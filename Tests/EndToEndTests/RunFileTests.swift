import Foundation
import Glibc
import TestSupport
import Testing

/// The file that each run leaves in `Output/runs/`.
struct RunFileTests {
    private func object(_ tool: BuiltTool, _ path: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: tool.folder.data(path)) as? [String: Any])
    }

    @Test func `each run leaves a file, one that computes nothing too, and none is changed`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        let first = tool.runFiles()
        #expect(first.count == 1)
        let bytes = try tool.folder.data(first[0])
        let outcome = try tool.run("run", "small.md")
        #expect(outcome.status == 0 && outcome.output == "Output/small.html\n")
        let second = tool.runFiles()
        #expect(second.count == 2 && second[0] == first[0], "they are in the order of time")
        #expect(try tool.folder.data(first[0]) == bytes)
        #expect(second.allSatisfy { $0.contains("Z-small-") && $0.hasSuffix(".json") })
    }

    @Test func `the file has parameters, seed and values of the run, and where its record is`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "-P", "epochs=2", "--output-dir", "deep/out").status == 0)
        let run = try object(tool, #require(tool.runFiles(in: "deep/out").first))
        let record = try tool.record("small", in: "deep/out")
        #expect(
            Set(run.keys) == [
                "schema", "started", "seconds", "notebook", "status", "seed", "params", "values", "record",
                "recordSHA256",
            ])
        #expect(run["schema"] as? Int == 1 && run["notebook"] as? String == "small.md")
        #expect(run["status"] as? String == "ok" && run["seed"] as? Int == 1)
        #expect(run["record"] as? String == "small.json")
        #expect((run["seconds"] as? Double ?? 0) > 0)
        let params = try #require(run["params"] as? [String: Any])
        #expect(params.count == 2 && params["epochs"] as? Int == 2 && params["name"] as? String == "nobody")
        let values = NSDictionary(dictionary: try #require(run["values"] as? [String: Any]))
        #expect(values == NSDictionary(dictionary: record.dictionary("values")) && values.count > 10)
        let started = try #require(run["started"] as? String)
        #expect(started.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ/) != nil)
        let hash = try #require(run["recordSHA256"] as? String)
        let sum = try ChildProcess.run(
            ["sha256sum", "deep/out/small.json"],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""], in: tool.folder.path)
        #expect(sum.output.hasPrefix(hash + " "))
    }

    @Test func `it names no folder of the machine`() throws {
        let tool = try BuiltTool()
        let root = tool.folder.path
        try tool.folder.write(SmallNotebook.text, to: "books/small.md")
        try tool.folder.write("", to: "data of mine/x")
        let outcome = try tool.run(
            "run", root + "/books/small.md", "--output-dir", root + "/out", "--data-dir",
            root + "/data of mine")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let path = try #require(tool.runFiles(in: "out").first)
        let text = try tool.folder.text(path)
        #expect(!text.contains(root) && !text.contains("books") && !text.contains("data of mine"))
    }

    @Test func `a run that fails leaves one, and one that is refused leaves none`() throws {
        let tool = try BuiltTool.besideCell("expect(1 > 2, \"so\")")
        #expect(try tool.run("run", "notebook.md").status == 1)
        let run = try object(tool, #require(tool.runFiles().first))
        #expect(run["status"] as? String == "failed")
        try tool.folder.write("```swift-step\nexpekt(1 < 2, \"so\")\n```\n", to: "notebook.md")
        #expect(try tool.run("run", "notebook.md").status == 2)
        #expect(try tool.run("check", "notebook.md").status == 2)
        #expect(tool.runFiles().count == 1)
    }

    @Test func `runs of the same start and duration are told apart`() throws {
        let tool = try BuiltTool.besideCell("show(a: 1)")
        for _ in 0..<3 {
            #expect(
                try tool.run("run", "notebook.md", environment: ["SOURCE_DATE_EPOCH": "1790000000"]).status
                    == 0)
        }
        let files = tool.runFiles()
        #expect(files.count == 3)
        #expect(files.allSatisfy { $0.hasPrefix("Output/runs/2026-09-21T141320.000Z-notebook-") })
    }

    @Test func `a file that cannot be written is a warning, and the run is complete`() throws {
        let tool = try BuiltTool.besideCell("show(a: 1)")
        try tool.folder.write("mine", to: "Output/runs")
        let outcome = try tool.run("run", "notebook.md", "--quiet")
        #expect(outcome.status == 0 && outcome.output == "Output/notebook.html\n")
        #expect(
            outcome.messages.hasPrefix(
                "warning: 'stepbook runs' will not list this run: nothing can be written to 'Output/runs': "),
            "\(outcome.messages)")
        #expect(try tool.folder.text("Output/runs") == "mine")
        #expect(try tool.record("notebook").status == "ok")
    }

    @Test func `a notebook called runs saves its own files beside those of runs`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(SmallNotebook.text, to: "runs.md")
        for _ in 0..<2 { #expect(try tool.run("run", "runs.md").status == 0) }
        #expect(tool.folder.files.contains("Output/runs/nets/small.safetensors"))
        let listed = try tool.run("runs", "runs.md", "--csv")
        #expect(listed.output.components(separatedBy: "\r\n").count == 4, "\(listed.output)")
    }

    @Test func `many runs at once leave a file each`() async throws {
        let tool = try BuiltTool()
        for index in 0..<8 { try tool.folder.write("```swift-step\nshow(a: 1)\n```\n", to: "n\(index).md") }
        try await withThrowingTaskGroup(of: Int32.self) { group in
            for index in 0..<8 { group.addTask { try tool.run("run", "n\(index).md", "--quiet").status } }
            for try await status in group { #expect(status == 0) }
        }
        #expect(tool.runFiles().count == 8)
        let listed = try tool.run("runs", "--json")
        let runs = try JSONSerialization.jsonObject(with: Data(listed.output.utf8)) as? [[String: Any]]
        #expect(Set(runs?.compactMap { $0["notebook"] as? String } ?? []).count == 8)
    }
}

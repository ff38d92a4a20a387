import Foundation
import Glibc
import TestSupport
import Testing

/// Runs with a private file in the output folder, the ledger of files, that may be damaged or a stranger's.
struct OutputLedgerTests {
    private static let text = """
        ---
        seed: 3
        params:
          epochs: 1
          rate: 0.01
        ---

        ```swift-step
        let digits = normalize(load("builtin", train: 300, test: 50))
        let model = train(digits, layers: [flatten, dense(10)], epochs: params.epochs, batchSize: 50)
        save(model, to: "sub/net.safetensors")
        expect(1 > params.rate, "small")
        ```

        """

    private static func tool(_ name: String = "net.md") throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(text, to: name)
        return tool
    }

    /// Changes the ledger of `Output/net.html`.
    private static func changeLedger(of tool: BuiltTool, _ change: (inout [String: Any]) -> Void) throws {
        let path = "Output/.stepbook/net.json"
        var ledger = try #require(
            try JSONSerialization.jsonObject(with: tool.folder.data(path)) as? [String: Any])
        change(&ledger)
        try tool.folder.write(JSONSerialization.data(withJSONObject: ledger), to: path)
    }

    /// Where a stranger's ledger moves a file, and from where.
    @Test(arguments: [
        (".stepbook/payload", "../../../victim.txt"), (".stepbook/run-1-1/payload", "../../../victim.txt"),
        (".stepbook/run-1-1/payload", "x/../../../../victim.txt"),
        (".stepbook/run-1-1/payload", "x/\u{308}../../../../../victim.txt"),
        (".stepbook/run-1-1/payload", "other.txt"), ("../../../precious.txt", "x/taken.txt"),
        ("other.txt", "x/taken.txt"),
    ])
    func `a ledger that came with the folder moves nothing but a run's own files`(from: String, to: String)
        throws
    {
        let tool = try Self.tool("a/b/x.md")
        for name in ["victim.txt", "precious.txt", "a/b/Output/other.txt"] {
            try tool.folder.write("precious", to: name)
        }
        for name in ["payload", "run-1-1/payload"] {
            try tool.folder.write("payload", to: "a/b/Output/.stepbook/" + name)
        }
        // With the target also listed in the ledger as written by runs.
        let claim: [String: Any] = ["bytes": 7, "hash": String(repeating: "0", count: 64)]
        for files in [[:], [to: claim]] as [[String: Any]] {
            let ledger: [String: Any] = [
                "notebook": "../x.md", "status": "ok", "files": files, "earlier": [String: Any](),
                "pending": [["from": from, "to": to]],
            ]
            try tool.folder.write(
                JSONSerialization.data(withJSONObject: ledger), to: "a/b/Output/.stepbook/x.json")
            let outcome = try tool.run("run", "a/b/x.md", "--output-dir", "a/b/Output", "--overwrite")
            #expect(outcome.status == 0, "\(outcome.messages)")
            for name in ["victim.txt", "precious.txt", "a/b/Output/other.txt"] {
                #expect(try tool.folder.text(name) == "precious", "\(name)")
            }
            #expect(!tool.folder.files.contains { $0.hasSuffix("taken.txt") })
        }
    }

    @Test func `a ledger that came with the folder removes nothing outside of it`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "net.md").status == 0)
        try tool.folder.write(try tool.folder.data("Output/net.html"), to: "victim.html")
        try Self.changeLedger(of: tool) { ledger in
            let page = (ledger["files"] as? [String: Any])?["net.html"]
            let earlier = ["net.last-good/../../victim.html": page ?? [String: Any]()]
            ledger["earlier"] = earlier
        }
        _ = try tool.run("run", "net.md", "--overwrite")
        #expect(tool.folder.files.contains("victim.html"))
    }

    @Test func `a save with a combining mark after a slash stays in the folder`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            Self.text.replacing("sub/net.safetensors", with: "../\u{308}net.safetensors"), to: "net.md")
        let outcome = try tool.run("run", "net.md")
        #expect(outcome.status != 0)
        #expect(!tool.folder.files.contains { $0.hasSuffix("net.safetensors") })
    }

    /// The object in place of the folder that a step saves to.
    @Test(arguments: ["file", "link"])
    func `what is in the way of a saved file's folder is found before anything is computed`(kind: String)
        throws
    {
        let tool = try Self.tool()
        #expect(try tool.run("run", "net.md").status == 0)
        let folder = tool.folder.path + "/Output/net/sub"
        try FileManager.default.moveItem(atPath: folder, toPath: tool.folder.path + "/kept")
        if kind == "file" {
            try tool.folder.write("precious", to: "Output/net/sub")
        } else {
            #expect(symlink(tool.folder.path + "/kept", folder) == 0)
        }
        let outcome = try tool.run("run", "net.md", "-P", "epochs=2")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("error: 'Output/net/sub' is a \(kind)"), "\(outcome.messages)")
        #expect(
            outcome.messages.hasSuffix("; move it away, or name another folder with --output-dir\n"),
            "\(outcome.messages)")
        #expect(!outcome.messages.contains("train"), "nothing was computed")
        try FileManager.default.removeItem(atPath: folder)
        let after = try tool.run("run", "net.md", "-P", "epochs=2")
        #expect(after.status == 0, "\(after.messages)")
    }

    @Test(arguments: ["link", "file", "page"])
    func `what is in the way of the last good run's files is found before anything is computed`(kind: String)
        throws
    {
        let tool = try Self.tool()
        #expect(try tool.run("run", "net.md").status == 0)
        let place = tool.folder.path + "/Output/net.last-good"
        switch kind {
        case "link":
            try tool.folder.write("precious", to: "kept/net.html")
            #expect(symlink(tool.folder.path + "/kept", place) == 0)
        case "file": try tool.folder.write("precious", to: "Output/net.last-good")
        default: try tool.folder.write("precious", to: "Output/net.last-good/net.html")
        }
        let before = tool.folder.files
        let good = try tool.folder.data("Output/net.html")
        let outcome = try tool.run("run", "net.md", "-P", "rate=2.0")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("error: 'Output/net.last-good"), "\(outcome.messages)")
        #expect(outcome.messages.contains("move it away, "), "\(outcome.messages)")
        #expect(!outcome.messages.contains("train"), "nothing was computed")
        #expect(tool.folder.files == before)
        #expect(try tool.folder.data("Output/net.html") == good)
        try FileManager.default.removeItem(atPath: place)
        #expect(try tool.run("run", "net.md", "-P", "rate=2.0").status == 1)
        #expect(try tool.folder.data("Output/net.last-good/net.html") == good)
        #expect(try tool.folder.data("Output/net.html") != good, "the failing run has its report")
    }

    /// Root may write anywhere, so its runs are those of a user who may not.
    @Test func `what cannot appear at a run's end waits, and appears when it can`() throws {
        let tool = try Self.tool()
        let (launcher, nobody): ([String], uid_t) =
            geteuid() == 0
            ? (["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], 65_534) : ([], geteuid())
        for path in [tool.folder.path, tool.folder.path + "/net.md"] where geteuid() == 0 {
            #expect(chown(path, nobody, nobody) == 0)
        }
        func run(_ arguments: String...) throws -> BuiltTool.Outcome {
            try tool.run(list: ["run"] + arguments, launcher: launcher)
        }
        let mayRun = try? run("--help").status == 0
        guard SkipLog.allows("user/late-obstacle", mayRun == true, "no other user may run the program") else {
            return
        }
        #expect(try run("net.md").status == 0)
        let folder = tool.folder.path + "/Output/net/sub"
        let before = try tool.folder.data("Output/net/sub/net.safetensors")
        #expect(chmod(folder, 0o555) == 0)
        let outcome = try run("net.md", "-P", "epochs=2")
        #expect(outcome.status == 1)
        #expect(
            outcome.messages.contains(
                "'Output/net/sub/net.safetensors' cannot be written: permission denied"),
            "\(outcome.messages)")
        #expect(chmod(folder, 0o755) == 0)
        // Another notebook's run does not touch it.
        try tool.folder.write(Self.text, to: "other.md")
        #expect(try run("other.md").status == 0)
        let after = try run("net.md", "-P", "epochs=2")
        #expect(after.status == 0, "\(after.messages)")
        #expect(try tool.folder.data("Output/net/sub/net.safetensors") != before)
        #expect(!tool.folder.files.contains { $0.contains("/run-") })
    }

    @Test func `another notebook's run leaves what a killed one was moving`() throws {
        let tool = try Self.tool()
        try tool.folder.write(Self.text, to: "other.md")
        #expect(try tool.run("run", "net.md").status == 0)
        // The state when everything except the page had appeared.
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/Output/.stepbook/run-1-1", withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            atPath: tool.folder.path + "/Output/net.html",
            toPath: tool.folder.path + "/Output/.stepbook/run-1-1/report")
        try tool.folder.write("", to: "Output/.stepbook/run-1-1/in-use")
        try Self.changeLedger(of: tool) { ledger in
            ledger["pending"] = [["from": ".stepbook/run-1-1/report", "to": "net.html"]]
        }
        #expect(try tool.run("run", "other.md").status == 0)
        #expect(tool.folder.files.contains("Output/.stepbook/run-1-1/report"))
        #expect(try tool.run("run", "net.md").status == 0)
        #expect(tool.folder.files.contains("Output/net.html"))
        #expect(!tool.folder.files.contains { $0.contains("/run-") })
    }

    @Test func `a run that was killed when all had appeared does not lose the last good report`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "net.md").status == 0)
        let files = ["net.html", "net.json", "net/sub/net.safetensors"]
        let good = try files.map { try tool.folder.data("Output/\($0)") }
        #expect(try tool.run("run", "net.md", "-P", "rate=2.0").status == 1)
        let failed = try tool.folder.data("Output/net/sub/net.safetensors")
        try Self.changeLedger(of: tool) { ledger in
            let aside = files.map { ["from": $0, "to": "net.last-good/" + $0] }
            let new = [("files/sub/net.safetensors", files[2]), ("report", files[0]), ("record", files[1])]
            let moves = new.map { ["from": ".stepbook/run-1-1/" + $0.0, "to": $0.1] }
            ledger["pending"] = aside + moves
        }
        let outcome = try tool.run("run", "net.md", "-P", "rate=2.0")
        #expect(outcome.status == 1)
        for (file, bytes) in zip(files, good) {
            #expect(try tool.folder.data("Output/net.last-good/\(file)") == bytes, "\(file)")
        }
        #expect(try tool.folder.data("Output/net/sub/net.safetensors") == failed)
    }

    @Test func `a name may be as long as its report's and last good run's names can be`() throws {
        let name = String(repeating: "\u{66F8}", count: 80)
        let tool = try Self.tool(name + ".md")
        let outcome = try tool.run("run", name + ".md")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(tool.folder.files.contains("Output/\(name).html"))
        let long = name + String(repeating: "a", count: 10)
        try tool.folder.write(Self.text, to: long + ".md")
        let refused = try tool.run("run", long + ".md")
        #expect(refused.status == 1)
        #expect(refused.messages.contains("the name is too long"), "\(refused.messages)")
        #expect(!refused.messages.contains("train"), "nothing was computed")
    }

    @Test func `a private folder that is a link is reported`() throws {
        let tool = try Self.tool("net.md")
        try tool.folder.write("mine", to: "elsewhere/mine.txt")
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/Output", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.path + "/Output/.stepbook", withDestinationPath: "../elsewhere")
        let outcome = try tool.run("run", "net.md")
        #expect(outcome.status == 1)
        #expect(
            outcome.messages.hasPrefix(
                "error: 'Output/.stepbook' cannot be made: it is a link, which could lead outside; "),
            "\(outcome.messages)")
        #expect(tool.folder.files.filter { $0.hasPrefix("elsewhere/") } == ["elsewhere/mine.txt"])
    }

    @Test(arguments: ["o x/", "o x///", "o x"])
    func `slashes after an output folder are not repeated`(folder: String) throws {
        let tool = try Self.tool("net.md")
        #expect(try tool.run("run", "net.md", "--output-dir", folder).output == "o x/net.html\n")
    }

    @Test func `a notebook called like the private folder does not save into it`() throws {
        let tool = try Self.tool(".stepbook.md")
        #expect(try tool.run("run", ".stepbook.md").status == 0)
        #expect(tool.folder.files.contains("Output/notebook/sub/net.safetensors"))
        #expect(tool.folder.files.contains("Output/notebook.html"))
        #expect(!tool.folder.files.contains { $0.hasPrefix("Output/.stepbook/sub") })
    }
}

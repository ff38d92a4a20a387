import Foundation
import Glibc
import TestSupport
import Testing

/// The files that a run writes into the output folder, and those that it does not touch.
struct OutputTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 300, test: 50))
        let model = train(digits, layers: [flatten, dense(10)], epochs: 1, batchSize: 50)
        save(model, to: "net.safetensors")
        """

    private static func notebook(_ prose: String, _ cell: String = cell) -> String {
        "---\nseed: 3\nparams:\n  rate: 0.01\n---\n\n\(prose)\n\n```swift-step\n\(cell)\n```\n"
    }

    @Test func `a notebook of the same name in another folder replaces nothing, and says whose it is`() throws
    {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("The first."), to: "one/net.md")
        try tool.folder.write(Self.notebook("The second."), to: "two/net.md")
        #expect(try tool.run("run", "one/net.md").status == 0)
        let before = try tool.folder.text("Output/net.html")
        let outcome = try tool.run("run", "two/net.md")
        #expect(outcome.status == 1)
        #expect(
            outcome.messages.hasSuffix(
                "error: 'Output/net.html' belongs to another notebook of this name, 'one/net.md'; name another folder with --output-dir, or replace it with --overwrite\n"
            ), "\(outcome.messages)")
        #expect(try tool.folder.text("Output/net.html") == before)
        #expect(try tool.run("run", "one/net.md").status == 0, "its own outputs are replaced")
        #expect(try tool.run("run", "two/net.md", "--overwrite").status == 0)
        #expect(try tool.folder.text("Output/net.html").contains("The second."))
        #expect(try tool.run("run", "one/net.md").status == 1, "now they are the other notebook's")
    }

    @Test func `outputs of a notebook that became a link are not said to be another notebook's`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        let page = try tool.folder.data("Output/net.html")
        let root = tool.folder.path
        try FileManager.default.moveItem(atPath: root + "/net.md", toPath: root + "/other.md")
        try FileManager.default.createSymbolicLink(atPath: root + "/net.md", withDestinationPath: "other.md")
        let outcome = try tool.run("run", "net.md")
        #expect(outcome.status == 1)
        #expect(
            outcome.messages.hasSuffix(
                "error: 'Output/net.html' was written when 'net.md' was not yet a link to another file; name another folder with --output-dir, or replace it with --overwrite\n"
            ), "\(outcome.messages)")
        #expect(try tool.folder.data("Output/net.html") == page)
    }

    @Test func `the same notebook may be named in any way, and its project be moved`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "project/net.md")
        #expect(try tool.run("run", "project/net.md", "--output-dir", "project/out").status == 0)
        let absolute = tool.folder.path + "/project/../project/net.md"
        #expect(try tool.run("run", absolute, "--output-dir", "project/out").status == 0)
        try FileManager.default.moveItem(
            atPath: tool.folder.path + "/project", toPath: tool.folder.path + "/moved")
        let outcome = try tool.run("run", "moved/net.md", "--output-dir", "moved/out")
        #expect(outcome.status == 0, "\(outcome.messages)")
    }

    /// The kind of object in the way, and its path.
    @Test(arguments: [
        ("file", "Output/net.html"), ("file", "Output/net.json"), ("file", "Output/net/net.safetensors"),
        ("link", "Output/net.html"), ("link", "Output/net.json"), ("link", "Output/net/net.safetensors"),
        ("pipe", "Output/net.html"), ("pipe", "Output/net.json"), ("pipe", "Output/net/net.safetensors"),
        ("folder", "Output/net.html"), ("folder", "Output/net.json"),
        ("folder", "Output/net/net.safetensors"),
        ("file", "Output/net"), ("link", "Output/net"),
    ])
    func `what no run left is not replaced, and found before anything is computed`(kind: String, path: String)
        throws
    {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        try tool.folder.write("precious", to: "elsewhere/precious")
        let place = tool.folder.path + "/" + path
        try FileManager.default.createDirectory(
            at: URL(filePath: place).deletingLastPathComponent(), withIntermediateDirectories: true)
        switch kind {
        case "file": try tool.folder.write("precious", to: path)
        case "link":
            try FileManager.default.createSymbolicLink(
                atPath: place,
                withDestinationPath: tool.folder.path
                    + (path == "Output/net" ? "/elsewhere" : "/elsewhere/precious"))
        case "pipe": #expect(mkfifo(place, 0o600) == 0)
        default: try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        }
        let before = try FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
        let outcome = try tool.run("run", "net.md")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("error: '\(path)' "), "\(outcome.messages)")
        #expect(!outcome.messages.contains("train"), "nothing was computed")
        #expect(
            try FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType == before)
        if kind == "file" { #expect(try tool.folder.text(path) == "precious") }
        #expect(try tool.folder.text("elsewhere/precious") == "precious")
        #expect(!tool.folder.files.contains("elsewhere/net.safetensors"))
    }

    @Test func `a pipe and a link to a device are not replaced with leave either`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        for path in ["Output/net.html", "Output/net.json", "Output/net/net.safetensors"] {
            for isPipe in [true, false] {
                let place = tool.folder.path + "/" + path
                try FileManager.default.createDirectory(
                    at: URL(filePath: place).deletingLastPathComponent(), withIntermediateDirectories: true)
                if isPipe {
                    #expect(mkfifo(place, 0o600) == 0)
                } else {
                    try FileManager.default.createSymbolicLink(
                        atPath: place, withDestinationPath: "/dev/null")
                }
                let outcome = try tool.run("run", "net.md", "--overwrite")
                #expect(outcome.status == 1)
                #expect(
                    outcome.messages.contains("error: '\(path)' is not a regular file"), "\(outcome.messages)"
                )
                var status = stat()
                #expect(lstat(place, &status) == 0 && status.st_mode & S_IFMT == (isPipe ? S_IFIFO : S_IFLNK))
                try FileManager.default.removeItem(atPath: place)
            }
        }
    }

    @Test func `a file that was changed since it was written is kept, unless replacing is allowed`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        for path in ["Output/net.html", "Output/net.json", "Output/net/net.safetensors"] {
            #expect(try tool.run("run", "net.md", "--overwrite").status == 0)
            // Of the same size and of another one.
            for changed in [try tool.folder.data(path).map { $0 &+ 1 }, Array("trained further".utf8)] {
                try tool.folder.write(Data(changed), to: path)
                let outcome = try tool.run("run", "net.md")
                #expect(outcome.status == 1)
                #expect(
                    outcome.messages.contains("'\(path)' was changed since this notebook wrote it"),
                    "\(outcome.messages)")
                #expect(try tool.folder.data(path) == Data(changed))
            }
        }
        #expect(try tool.run("run", "net.md", "--overwrite").status == 0)
        #expect(try tool.run("run", "net.md").status == 0)
    }

    @Test func `a file changed in place is noticed even if its size and time are the same`()
        throws
    {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        for path in ["Output/net.html", "Output/net/net.safetensors"] {
            #expect(try tool.run("run", "net.md", "--overwrite").status == 0)
            let place = tool.folder.path + "/" + path
            var status = stat()
            #expect(stat(place, &status) == 0)
            let handle = try FileHandle(forUpdating: URL(filePath: place))
            try handle.seek(toOffset: 1000)
            try handle.write(contentsOf: Data("trained".utf8))
            try handle.close()
            #expect(utimensat(AT_FDCWD, place, [status.st_atim, status.st_mtim], 0) == 0)
            let outcome = try tool.run("run", "net.md")
            #expect(outcome.status == 1)
            #expect(
                outcome.messages.contains("'\(path)' was changed since this notebook wrote it"),
                "\(outcome.messages)")
        }
    }

    @Test func `outputs that were copied elsewhere, with other times, are still the notebook's own`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        let (here, there) = (tool.folder.path + "/Output", tool.folder.path + "/Kept")
        try FileManager.default.copyItem(atPath: here, toPath: there)
        try FileManager.default.removeItem(atPath: here)
        try FileManager.default.copyItem(atPath: there, toPath: here)
        #expect(try tool.run("run", "net.md").status == 0)
    }

    @Test func `a notebook is never written over by its own report`() throws {
        let tool = try BuiltTool()
        for (name, options) in [
            ("net.html", ["--output-dir", "."]), ("net.json", ["--output-dir", "."]),
            ("Output/net.html", []), ("Output/net.json", []),
        ] {
            for overwrite in [[], ["--overwrite"]] {
                try tool.folder.write(Self.notebook("Words."), to: name)
                let outcome = try tool.run(list: ["run", name] + options + overwrite)
                #expect(outcome.status != 0)
                #expect(try tool.folder.text(name) == Self.notebook("Words."), "\(outcome.messages)")
            }
            try FileManager.default.removeItem(atPath: tool.folder.path + "/" + name)
        }
        let page = "<!doctype html><title>{{title}}</title>\n{{content}}\n"
        try tool.folder.write(page, to: "Output/net.html")
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        let outcome = try tool.run("run", "net.md", "--template", "Output/net.html", "--overwrite")
        #expect(outcome.status != 0)
        #expect(try tool.folder.text("Output/net.html") == page)
    }

    @Test func `what a run reads is never written over by what it saves`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        let network = try tool.folder.data("Output/net/net.safetensors")
        let own =
            "let model = loadModel(\"Output/net/net.safetensors\")\nsave(model, to: \"net.safetensors\")"
        try tool.folder.write(Self.notebook("Words.", own), to: "net.md")
        for overwrite in [[], ["--overwrite"]] {
            let outcome = try tool.run(list: ["run", "net.md"] + overwrite)
            #expect(outcome.status == 1)
            #expect(
                outcome.messages.hasSuffix(
                    "error: 'Output/net/net.safetensors' is read by this run, which would write over it; save under another name, or name another folder with --output-dir\n"
                ), "\(outcome.messages)")
            #expect(!outcome.messages.contains("loadModel"), "nothing was computed")
            #expect(try tool.folder.data("Output/net/net.safetensors") == network)
        }
        #expect(try tool.run("run", "net.md", "--output-dir", "elsewhere").status == 0)
    }

    @Test func `an image of the prose is never written over by what the run saves`() throws {
        let tool = try BuiltTool()
        let image = "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"
        try tool.folder.write(image, to: "Output/net/net.safetensors")
        try tool.folder.write(Self.notebook("![x](Output/net/net.safetensors)"), to: "net.md")
        let outcome = try tool.run("run", "net.md", "--overwrite")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("'Output/net/net.safetensors' is read by this run"))
        #expect(try tool.folder.text("Output/net/net.safetensors") == image)
    }

    @Test func `a failed run that reads what an earlier one saved leaves it where it is`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        let failing =
            "let model = loadModel(\"Output/net/net.safetensors\")\nexpect(params.rate > 1.0, \"no\")"
        try tool.folder.write(Self.notebook("Words.", failing), to: "net.md")
        for _ in 0..<2 { #expect(try tool.run("run", "net.md").status == 1) }
        #expect(tool.folder.files.contains("Output/net/net.safetensors"))
    }

    @Test func `a saved file of an earlier run stays, and is named once by each run`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        let first = try tool.run("run", "net.md")
        #expect(!first.messages.contains("earlier run"), "\(first.messages)")
        let network = try tool.folder.data("Output/net/net.safetensors")
        try tool.folder.write(
            Self.notebook("Words.", Self.cell.replacing("net.safetensors", with: "other.safetensors")),
            to: "net.md")
        for options in [[], ["--quiet"]] {
            let outcome = try tool.run(list: ["run", "net.md"] + options)
            #expect(outcome.status == 0)
            let words =
                "warning: 'Output/net/net.safetensors' is from an earlier run: this one did not save it, and neither page nor record mentions it; remove it if it is not needed\n"
            #expect(outcome.messages.components(separatedBy: words).count == 2, "\(outcome.messages)")
            #expect(try tool.folder.data("Output/net/net.safetensors") == network)
        }
        try FileManager.default.removeItem(atPath: tool.folder.path + "/Output/net/net.safetensors")
        #expect(!(try tool.run("run", "net.md")).messages.contains("earlier run"))
    }

    @Test func `names of files forge no line of a message`() throws {
        let tool = try BuiltTool()
        let forged = "error: everything was deleted"
        func cell(_ names: [String]) -> String {
            "let data = load(\"builtin\", train: 20, test: 10)\nlet model = train(data, layers: [flatten, dense(10)], epochs: 1)"
                + names.map { "\nsave(model, to: \"\($0)\")" }.joined()
        }
        func check(_ outcome: BuiltTool.Outcome, _ name: String) {
            #expect(
                !outcome.messages.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix(forged) })
            #expect(outcome.messages.contains("\(name)␊\(forged)"), "\(outcome.messages)")
        }
        let names = ["one", "two"]
        try tool.folder.write(
            Self.notebook("Words.", cell(names.map { "\($0)\\n\(forged).safetensors" })), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        // One left over, then two.
        try tool.folder.write(
            Self.notebook("Words.", cell(["two\\n\(forged).safetensors"])), to: "net.md")
        check(try tool.run("run", "net.md"), "one")
        try tool.folder.write(Self.notebook("Words.", cell([])), to: "net.md")
        let both = try tool.run("run", "net.md")
        for name in names { check(both, name) }
        let folder = tool.folder.path + "/caches\n\(forged)"
        try FileManager.default.createDirectory(
            atPath: folder + "/stepbook", withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder + "/stepbook")
        let cache = try tool.run(list: ["run", "net.md"], environment: ["XDG_CACHE_HOME": folder])
        check(cache, "caches")
    }

    @Test func `two runs at once leave page, record and network of one of them`() throws {
        let tool = try BuiltTool()
        let cell = Self.cell.replacing(
            "epochs: 1", with: "optimizer: sgd(learningRate: params.rate), epochs: 1")
        try tool.folder.write(Self.notebook("Words.", cell), to: "net.md")
        let rates = ["0.03", "0.02"]
        var networks: [String: Data] = [:]
        for rate in rates {
            #expect(try tool.run("run", "net.md", "-P", "rate=\(rate)", "--output-dir", rate).status == 0)
            networks[rate] = try tool.folder.data("\(rate)/net/net.safetensors")
        }
        #expect(networks["0.03"] != networks["0.02"])
        for _ in 0..<8 {
            let running = try rates.map { try tool.start("run", "net.md", "-P", "rate=\($0)") }
            for run in running { #expect(run.firstLine == "Output/net.html", "\(run.messages)") }
            for run in running { #expect(run.waitForEnd() == 0, "\(run.messages)") }
            let record = try tool.record("net")
            let rate = try #require((record.dictionary("params")["rate"] as? NSNumber)?.stringValue)
            #expect(try tool.folder.data("Output/net/net.safetensors") == networks[rate])
            let page = try tool.folder.text("Output/net.html")
            #expect(page.contains("rate = \(rate) given on the command line"))
            #expect(page.contains(try #require(record.hashes.first)))
        }
        let left = tool.folder.files.filter { $0.hasPrefix("Output/") && !$0.hasPrefix("Output/runs/") }
        #expect(
            left == [
                "Output/.stepbook/lock", "Output/.stepbook/net.json", "Output/net.html", "Output/net.json",
                "Output/net/net.safetensors",
            ])
    }

    @Test func `a failed run leaves its report, and beside it the last good one, to which it links`() throws {
        let tool = try BuiltTool()
        let failing = Self.cell + "\nexpect(1 > params.rate, \"small\")"
        try tool.folder.write(Self.notebook("Words.", failing), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        let good = try ["net.html", "net.json", "net/net.safetensors"].map {
            try tool.folder.data("Output/\($0)")
        }
        for _ in 0..<2 {
            #expect(try tool.run("run", "net.md", "-P", "rate=2.0").status == 1)
            let page = try tool.folder.text("Output/net.html")
            #expect(page.contains("href=\"net.last-good/net.html\""))
            #expect(try tool.record("net").status == "failed")
            #expect(try tool.folder.data("Output/net/net.safetensors") == good[2])
            let kept = try ["net.html", "net.json", "net/net.safetensors"].map {
                try tool.folder.data("Output/net.last-good/\($0)")
            }
            #expect(kept == good)
        }
        #expect(try tool.run("run", "net.md").status == 0)
        #expect(!(try tool.folder.text("Output/net.html")).contains("last-good"))
        #expect(!tool.folder.files.contains { $0.contains("last-good") })
    }

    @Test func `neither page nor record contains the notebook's folder`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook("Words."), to: "private/net.md")
        #expect(try tool.run("run", "private/net.md").status == 0)
        for file in ["Output/net.html", "Output/net.json"] {
            #expect(!(try tool.folder.text(file)).contains("private/"))
        }
    }

    @Test func `a killed run leaves nothing that is in the way, and what it left is cleared away`() throws {
        let tool = try BuiltTool()
        let long = Self.cell.replacing("epochs: 1", with: "epochs: 400").replacing("300", with: "3000")
        try tool.folder.write(Self.notebook("Words.", long), to: "net.md")
        #expect(try tool.run("run", "net.md", killedAfter: "train").status == 128 + SIGKILL)
        #expect(tool.folder.files.contains { $0.hasPrefix("Output/.stepbook/run-") })
        try tool.folder.write(Self.notebook("Words."), to: "net.md")
        #expect(try tool.run("run", "net.md").status == 0)
        #expect(!tool.folder.files.contains { $0.hasPrefix("Output/.stepbook/run-") })
    }
}

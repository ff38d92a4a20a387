import Foundation
import TestSupport
import Testing

/// The effects of options and the environment on a run.
struct OptionTests {
    private static let tiny = """
        ---
        params: { count: 20, share: 0.5, title: some digits, wanted: true }
        ---
        There are `= params.count` of them: `= params.title`.

        ```swift-step
        let digits = load("builtin", train: params.count, test: 5)
        plot(digits, title: params.title)
        show(share: params.share, wanted: params.wanted)
        ```

        """

    private static func tool() throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(tiny, to: "notes/tiny.md")
        return tool
    }

    @Test func `parameters are given on the command line`() throws {
        let tool = try Self.tool()
        let outcome = try tool.run(
            "run", "notes/tiny.md", "-P", "title=a=b <i>", "-P", "wanted=false", "-P", "count=8", "-P",
            "share=-1e-3")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let record = try tool.record("tiny")
        #expect(record.value("digits.train.count") == 8)
        let params = record.dictionary("params")
        #expect(params["count"] as? Int == 8)
        #expect(params["title"] as? String == "a=b <i>")
        #expect(params["wanted"] as? Bool == false)
        #expect(params["share"] as? Double == -0.001)
        #expect(try tool.folder.text("Output/tiny.html").contains("a=b &lt;i&gt;"))
    }

    @Test func `one command line serves for checking, planning and running a notebook`() throws {
        let tool = try Self.tool()
        let given = [
            "notes/tiny.md", "-P", "count=7", "--allow-read", "home", "--data-dir", "home", "--cache-dir",
            "cache/own", "--output-dir", "elsewhere", "--threads", "1",
        ]
        for command in ["check", "plan", "run", "verify"] {
            if command == "run" { #expect(tool.written == ["notes/tiny.md"]) }
            let outcome = try tool.run(list: [command] + given)
            #expect(outcome.status == 0, "\(command): \(outcome.messages)")
        }
        #expect(tool.written.contains("elsewhere/tiny.json"))
        for command in ["check", "plan", "run", "verify"] {
            let outcome = try tool.run(command, "notes/tiny.md", "--data-dir", "nowhere")
            #expect(outcome.status == 64, "\(command)")
            #expect(
                outcome.messages.contains("error: there is no folder 'nowhere', which --data-dir names\n"))
        }
    }

    @Test func `a parameter given twice is refused with both places`() throws {
        let tool = try Self.tool()
        for command in ["run", "check", "plan"] {
            let outcome = try tool.run(command, "notes/tiny.md", "-P", "count=7", "-P", "count=8")
            #expect(outcome.status == 64)
            #expect(
                outcome.messages == """
                    error: 'count' is given twice                               [params.given-twice]
                      --> command line:1:15
                       |
                     1 | -P count=7 -P count=8
                       |               ^^^^^ leave one out
                    note: it is given first here
                      --> command line:1:4
                       |
                     1 | -P count=7 -P count=8
                       |    ^^^^^

                    1 error; nothing was run

                    """, "\(command)")
        }
        #expect(tool.written == ["notes/tiny.md"])
    }

    @Test func `a parameter that nothing uses is warned of, and the notebook is run`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            "---\nparams: { idle: 1 }\n---\n```swift-step\nshow(a: 1)\n```\n", to: "idle.md")
        for command in ["check", "plan", "run"] {
            let outcome = try tool.run(command, "idle.md", "-P", "idle=2")
            #expect(outcome.status == 0)
            #expect(
                outcome.messages.hasPrefix(
                    "warning: the notebook declares 'idle' and never uses it"), "\(outcome.messages)")
            #expect(outcome.messages.contains("--> command line:1:4"))
            #expect(try tool.run(command, "idle.md").messages.contains("never uses") == false)
        }
        #expect(
            try tool.run("check", "idle.md", "-P", "idle=2").output
                == "idle.md: 1 step, no mistakes, 1 warning\n")
    }

    @Test func `reports and what is saved go to the folder that is named`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let outcome = try tool.run("run", "small.md", "--output-dir", "deep/reports")
        #expect(outcome.output == "deep/reports/small.html\n")
        #expect(
            tool.written == [
                "deep/reports/small.html", "deep/reports/small.json",
                "deep/reports/small/nets/small.safetensors",
                "small.md",
            ])
    }

    @Test func `a folder that is not writable is an error with a message`() throws {
        let tool = try Self.tool()
        try tool.folder.write("in the way", to: "Output")
        let outcome = try tool.run("run", "notes/tiny.md")
        #expect(outcome.status == 1)
        #expect(outcome.output == "")
        #expect(
            outcome.messages
                == "error: the output folder 'Output' is a file; name a folder with --output-dir\n")
    }

    @Test func `quiet leaves warnings and the path`() throws {
        let tool = try Self.tool()
        let outcome = try tool.run("run", "notes/tiny.md", "--quiet")
        #expect(outcome.status == 0)
        #expect(outcome.output == "Output/tiny.html\n")
        #expect(outcome.messages == "")
    }

    @Test func `quiet leaves what failed, what is not met and what it warns of`() throws {
        let tool = try BuiltTool.besideCell(
            """
            //| on-error: continue
            let raw = load("builtin", train: 50, test: 10)
            let model = train(normalize(raw), layers: [flatten, dense(10)])
            evaluate(model, on: normalize(raw, mean: 0.5, std: 0.5))
            expect(raw.count > 100, "there are more than a hundred")
            """)
        let place = "file/cache"
        try tool.folder.write("in the way", to: "file")
        let outcome = try tool.run("run", "notebook.md", "--quiet", "--cache-dir", place)
        #expect(outcome.status == 1)
        let lines = outcome.messages.split(separator: "\n")
        #expect(lines.count == 3, "\(outcome.messages)")
        #expect(lines.contains { $0.hasPrefix("warning: results cannot be kept in '\(place)'") })
        #expect(lines.contains { $0.hasPrefix("✗ evaluate") && $0.contains("failed in line 5: ") })
        #expect(lines.contains { $0.hasSuffix("not met: there are more than a hundred (raw.count is 60)") })
    }

    @Test(arguments: ["..md", "...md", ".md"])
    func `a notebook whose name would name another folder is reported under a name of its own`(
        name: String
    ) throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.tiny, to: name)
        #expect(try tool.run("run", name).output == "Output/notebook.html\n")
        #expect(tool.written == ["Output/notebook.html", "Output/notebook.json", name].sorted())
    }

    @Test func `check counts one step as one`() throws {
        let tool = try BuiltTool.besideCell("plot(load(\"builtin\", train: 1, test: 1))")
        #expect(try tool.run("check", "notebook.md").output.hasPrefix("notebook.md: 2 steps, "))
        try tool.folder.write("```swift-step\nshow(a: 1)\n```\n", to: "one.md")
        #expect(try tool.run("check", "one.md").output == "one.md: 1 step, no mistakes\n")
    }

    @Test func `run, check and plan show warnings, which stop nothing`() throws {
        let tool = try BuiltTool()
        try tool.folder.write("```swiftstep\nf()\n```\n\n```swift-step\nshow(a: 1)\n```\n", to: "near.md")
        for command in ["check", "plan", "run"] {
            let outcome = try tool.run(command, "near.md")
            #expect(outcome.status == 0)
            #expect(outcome.messages.hasPrefix("warning: this listing is shown, not run"), "\(command)")
            #expect(outcome.messages.contains("--> near.md:1:4"))
        }
    }

    @Test func `off a terminal there is a plain line a step and an epoch, and no escape sequence`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        for environment in [[:], ["NO_COLOR": "1", "TERM": "xterm-256color"], ["TERM": "dumb"]] {
            let outcome = try tool.run("run", "small.md", "--no-cache", environment: environment)
            #expect(outcome.status == 0)
            #expect(!(outcome.messages + outcome.output).contains { $0 == "\u{1B}" || $0 == "\r" })
            let lines = outcome.messages.split(separator: "\n")
            #expect(lines.count == 10, "\(outcome.messages)")
            #expect(lines.count { $0.contains("epoch 1 of 1 · loss ") } == 1)
            #expect(lines.count { $0.hasPrefix("✓ ") } == 9)
        }
        try tool.folder.write("```swift-step\nplot(\n```\n", to: "wrong.md")
        #expect(try tool.run("check", "wrong.md").messages.contains("\u{1B}") == false)
    }

    @Test func `the date is that of SOURCE_DATE_EPOCH, where it is one`() throws {
        let tool = try Self.tool()
        try tool.run("run", "notes/tiny.md", environment: ["SOURCE_DATE_EPOCH": "1000000000"])
        #expect(try tool.folder.text("Output/tiny.html").contains("2001-09-09T01:46:40Z"))
        for text in ["nan", "inf", "-5", "1e300", "99999999999999999", "", "tomorrow"] {
            let outcome = try tool.run("run", "notes/tiny.md", environment: ["SOURCE_DATE_EPOCH": text])
            #expect(outcome.status == 0, "\(text)")
            // Otherwise it is now.
            let report = try tool.folder.text("Output/tiny.html")
            let years = [-3600.0, 3600].map { Date(timeIntervalSinceNow: $0).formatted(.iso8601.year()) }
            #expect(years.contains { report.contains("\($0)-") }, "\(text)")
        }
    }

    /// A launcher, variables, options, and the resulting number of threads.
    @Test(arguments: [
        (["taskset", "-c", "0"], [:], [], "1"),
        (["taskset", "-c", "0"], ["OMP_NUM_THREADS": "3"], [], "3"),
        ([], ["OMP_NUM_THREADS": "3"], [], "3"),
        ([], ["OMP_NUM_THREADS": " 4,2"], [], "4"),
        ([], ["SLURM_CPUS_PER_TASK": "5"], [], "5"),
        ([], ["SLURM_CPUS_PER_TASK": "5", "OMP_NUM_THREADS": "3"], [], "3"),
        ([], ["OMP_NUM_THREADS": "3"], ["--threads", "2"], "2"),
        (["taskset", "-c", "0"], ["OMP_NUM_THREADS": "many", "SLURM_CPUS_PER_TASK": "0"], [], "1"),
        (["taskset", "-c", "0"], ["OMP_NUM_THREADS": "1000000"], [], "1"),
        (["taskset", "-c", "0"], ["OMP_NUM_THREADS": "1 2"], [], "1"),
    ])
    func `the number of threads is what the machine, the batch system or the user gives`(
        launcher: [String], environment: [String: String], options: [String], expected: String
    ) throws {
        let tool = try BuiltTool.besideCell("plot(load(\"builtin\", train: 20, test: 10), count: 1)")
        let outcome = try tool.run(
            list: ["run", "notebook.md"] + options, environment: environment, launcher: launcher)
        #expect(outcome.status == 0, "\(outcome.messages)")
        let facts = try tool.record("notebook").dictionary("environment")
        #expect(facts["threads"] as? String == expected)
        let decides = ["OMP_NUM_THREADS", "SLURM_CPUS_PER_TASK"].contains { environment[$0] == expected }
        if decides, options.isEmpty { #expect(facts["threads by"] != nil) }
    }

    @Test(arguments: [
        ("OMP_NUM_THREADS", "1 2"), ("OMP_NUM_THREADS", "0"), ("SLURM_CPUS_PER_TASK", "1 2"),
        ("SLURM_CPUS_PER_TASK", "2(x3)"), ("SLURM_CPUS_PER_TASK", "99999"),
    ])
    func `a variable that gives no number of threads is named`(variable: String, value: String) throws {
        let tool = try BuiltTool.besideCell("plot(load(\"builtin\", train: 20, test: 10), count: 1)")
        let words =
            "warning: \(variable) is '\(value)', which is not a number of threads from 1 to 1024, so it is ignored\n"
        for command in ["run", "plan"] {
            let outcome = try tool.run(list: [command, "notebook.md"], environment: [variable: value])
            #expect(outcome.status == 0)
            #expect(outcome.messages.components(separatedBy: words).count == 2, "\(outcome.messages)")
        }
        let given = try tool.run(
            list: ["run", "notebook.md", "--threads", "1"], environment: [variable: value])
        #expect(!given.messages.contains("is ignored"), "\(given.messages)")
    }

    @Test func `a cache folder that others may write to is used if it is named, with a warning`() throws {
        let tool = try Self.tool()
        let path = tool.folder.path + "/shared"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
        let outcome = try tool.run("run", "notes/tiny.md", "--cache-dir", "shared")
        #expect(outcome.status == 0)
        #expect(
            outcome.messages.contains(
                "warning: the cache 'shared' can be written to by other users, whose results are taken for your own\n"
            ), "\(outcome.messages)")
        #expect(tool.folder.files.contains { $0.hasPrefix("shared/entries/") })
        for options in [["--dry-run"], []] {
            let clean = try tool.run(list: ["clean", "--cache-dir", "shared"] + options)
            #expect(clean.status == 0)
            #expect(
                clean.messages.hasPrefix(
                    "warning: the cache 'shared' can be written to by other users, whose results are removed too\n"
                ),
                "\(clean.messages)")
        }
        #expect(!tool.folder.files.contains { $0.hasPrefix("shared/entries/") })
    }

    @Test func `the number of threads is the one that is named`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "notes/tiny.md", "--threads", "1").status == 0)
        #expect(try tool.record("tiny").dictionary("environment")["threads"] as? String == "1")
    }

    @Test func `without a cache folder of the user's there is still one at home, or none at all`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("run", "notes/tiny.md", environment: ["XDG_CACHE_HOME": ""]).status == 0)
        #expect(tool.folder.files.contains { $0.hasPrefix("home/.cache/stepbook/steps/entries/") })
        try tool.folder.write("in the way", to: "file")
        let outcome = try tool.run("run", "notes/tiny.md", "--cache-dir", "file/cache")
        #expect(outcome.status == 0)
        #expect(outcome.messages.contains("warning: results cannot be kept in 'file/cache'"))
    }

    @Test func `a relative path of a home folder is ignored as one of a cache folder is`() throws {
        let tool = try Self.tool()
        for name in ["XDG_CACHE_HOME", "HOME"] {
            let variables = ["XDG_CACHE_HOME": "", "HOME": tool.folder.path + "/home"]
                .merging([name: "relative"]) { $1 }
                .merging(["TMPDIR": tool.folder.path + "/home"]) { $1 }
            #expect(try tool.run(list: ["run", "notes/tiny.md"], environment: variables).status == 0)
        }
        #expect(!tool.folder.files.contains { $0.contains("relative") })
        #expect(tool.folder.files.contains { $0.hasPrefix("home/.cache/stepbook/steps/entries/") })
        #expect(tool.folder.files.contains { $0.hasPrefix("home/stepbook-\(geteuid())/steps/entries/") })
    }

    @Test func `a cache that others may write to is named with its reason, and nothing is put there`() throws
    {
        let tool = try BuiltTool.besideCell("let digits = load(\"mnist\")")
        let path = tool.folder.path + "/cache/stepbook"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
        let problem = "the cache '\(path)' can be written to by other users"
        for options in [[], ["--dry-run"]] {
            let clean = try tool.run(list: ["clean"] + options)
            #expect(clean.status == 1)
            #expect(clean.output == "")
            #expect(clean.messages.hasPrefix("error: \(problem), so nothing is"), "\(clean.messages)")
        }
        for options in [[], ["--cache-dir", "own"]] {
            let outcome = try tool.run(list: ["run", "notebook.md"] + options)
            #expect(outcome.status == 1)
            #expect(outcome.messages.contains("(it is not fetched, for \(problem))"), "\(outcome.messages)")
            #expect(!(try tool.folder.text("Output/notebook.html")).contains(path))
            let left = try FileManager.default.contentsOfDirectory(atPath: tool.folder.path + "/cache")
            #expect(left == ["stepbook"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }

    @Test func `a notebook reads files of its own folder, and of those that are opened to it`() throws {
        let tool = try BuiltTool()
        for (label, level) in [("dark", 0), ("light", 200)] {
            for number in 0..<4 {
                let samples = Data((0..<4).map { UInt8(level + number + $0) })
                let image = Data("P5 2 2 255\n".utf8) + samples
                try tool.folder.write(image, to: "book/own/\(label)/\(number).pgm")
                try tool.folder.write(image, to: "shared/\(label)/\(number).pgm")
            }
        }
        func notebook(_ folder: String) throws {
            try tool.folder.write(
                "```swift-step\nlet set = load(from: \"\(folder)\", split: 0.25)\nplot(set)\n```\n",
                to: "book/own.md")
        }
        try notebook("own")
        // From wherever it is run.
        #expect(try tool.run("run", "book/own.md").status == 0)
        #expect(try tool.record("own").value("set.train.count") == 6)
        try notebook("../shared")
        let outside = try tool.run("check", "book/own.md")
        #expect(outside.status == 2)
        #expect(
            outside.messages == """
                error: '../shared' lies outside of the notebook's folder     [load.no-such-file]
                  --> book/own.md:2:22
                   |
                 2 | let set = load(from: "../shared", split: 0.25)
                   |                      ^^^^^^^^^^^
                note: '--allow-read DIR' opens a folder to it

                1 error; nothing was run

                """)
        for command in ["check", "plan", "run", "verify"] {
            let outcome = try tool.run(command, "book/own.md", "--allow-read", "shared")
            #expect(outcome.status == 0, "\(command): \(outcome.messages)")
        }
        #expect(try tool.record("own").outcomes == ["computed", "computed"])
        let missing = try tool.run("run", "book/own.md", "--allow-read", "sharde")
        #expect(missing.status == 64)
        #expect(missing.messages.hasPrefix("error: there is no folder 'sharde', which --allow-read names\n"))
    }
}

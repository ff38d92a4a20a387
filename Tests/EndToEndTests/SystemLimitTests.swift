import Foundation
import Glibc
import TestSupport
import Testing

/// System limits, and objects that are not files, give messages.
struct SystemLimitTests {
    /// Runs a shell command line in which `stepbook` is the executable.
    private func shell(_ command: String, in tool: BuiltTool) throws -> BuiltTool.Outcome {
        try tool.run(
            list: ["-c", "stepbook() { \"\(BuiltTool.executable.path)\" \"$@\"; }; " + command],
            of: URL(filePath: "/bin/bash"))
    }

    private static let saving = """
        ```swift-step
        let digits = normalize(load("builtin", train: 100, test: 10))
        let model = train(digits, layers: [flatten, dense(10)], epochs: 1)
        save(model, to: "net.pt")
        ```

        """

    @Test func `results that standard output does not take are an error, for every command`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.saving, to: "n.md")
        try tool.folder.write("`= x`\n", to: "wrong.md")
        try tool.folder.write(Data.graymap(28, 28, [UInt8](repeating: 9, count: 784)), to: "x.pgm")
        #expect(try tool.run("run", "n.md").status == 0)
        for command in [
            "check n.md", "check --json n.md", "check --json wrong.md", "plan n.md", "run n.md",
            "verify n.md",
            "predict Output/n/net.pt x.pgm", "predict --json Output/n/net.pt x.pgm", "steps", "steps load",
            "compare Output/n.json Output/n.json", "extract Output/n.html", "new fresh", "clean --unused",
            "serve --port 0 Output/n/net.pt", "preview --port 0 n.md", "--help", "help run", "--version",
            "--generate-completion-script bash",
        ] {
            let outcome = try shell("stepbook \(command) > /dev/full", in: tool)
            #expect(
                outcome.status == 1 || command.hasPrefix("check --json wrong") && outcome.status == 1,
                "\(command)")
            #expect(outcome.messages.contains("error: standard output cannot be written to"), "\(command)")
        }
    }

    @Test func `a file that would be larger than the system allows is an error of what writes it`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.saving, to: "n.md")
        let outcome = try shell("ulimit -f 8; stepbook run n.md", in: tool)
        #expect(outcome.status == 1, "\(outcome.messages)")
        #expect(
            outcome.messages.contains("ulimit -f"),
            "\(outcome.messages)")
        #expect(!outcome.messages.contains("Domain"))
    }

    @Test(arguments: [6, 12, 16, 31])
    func `too few open files give a message, and keep no processor busy`(_ limit: Int) throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.saving, to: "n.md")
        try tool.run("run", "n.md", "--quiet")
        for command in ["run n.md", "check n.md", "preview --port 0 n.md", "serve --port 0 Output/n/net.pt"] {
            let outcome = try shell(
                "ulimit -n \(limit); exec timeout -s KILL 20 \"\(BuiltTool.executable.path)\" \(command)",
                in: tool)
            #expect(outcome.status == 1, "\(command)")
            #expect(
                outcome.messages
                    == "error: the program opens up to 32 files at once, and 'ulimit -n' lets it open \(limit); raise it with 'ulimit -n 1024'\n",
                "\(command): \(outcome.messages)")
        }
    }

    @Test func `a server says how many files it opens, and all else works with half of them`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.saving, to: "n.md")
        let run = try shell("ulimit -n 32; stepbook run --quiet n.md", in: tool)
        #expect(run.status == 0, "\(run.messages)")
        for command in ["preview --port 0 n.md", "serve --port 0 Output/n/net.pt"] {
            let outcome = try shell(
                "ulimit -n 40; exec timeout -s KILL 20 \"\(BuiltTool.executable.path)\" \(command)", in: tool)
            #expect(outcome.status == 1, "\(command)")
            #expect(
                outcome.messages.contains(
                    "a server opens up to 64 files at once, and 'ulimit -n' lets it open 40; raise it with 'ulimit -n 64' or more"
                ), "\(command): \(outcome.messages)")
        }
    }

    @Test func `what the program may open beyond what it was given, it takes`() throws {
        let tool = try BuiltTool()
        try tool.folder.write("# a\n", to: "n.md")
        #expect(try shell("ulimit -Sn 12; stepbook check n.md", in: tool).status == 0)
    }

    @Test func `a new file that cannot be written leaves nothing behind`() throws {
        let tool = try BuiltTool()
        try tool.folder.write("# a\n", to: "n.md")
        try tool.run("run", "n.md", "--quiet")
        for (command, file) in [("new fresh", "fresh.md"), ("extract Output/n.html -o back.md", "back.md")] {
            let outcome = try shell("(ulimit -f 0; stepbook \(command) 2>&1) | cat", in: tool)
            #expect(
                outcome.output.contains("'\(file)' cannot be written: it is too large"), "\(outcome.output)")
            let left = try FileManager.default.contentsOfDirectory(atPath: tool.folder.path).sorted()
            #expect(left == ["Output", "cache", "home", "n.md"], "\(left)")
        }
    }

    @Test(arguments: [300_000, 600_000, 900_000])
    func `running out of memory ends a command with a message`(_ kilobytes: Int) throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            """
            ```swift-step
            let digits = normalize(load("builtin", train: 200, test: 10))
            let model = train(digits, layers: [conv2d(64, kernel: 3), relu, flatten, dense(1024), relu, dense(10)], epochs: 1, batchSize: 200)
            ```

            """, to: "n.md")
        let outcome = try shell("ulimit -v \(kilobytes); stepbook run n.md", in: tool)
        #expect(outcome.status == 1, "\(outcome.status) \(outcome.messages)")
        #expect(outcome.messages.contains("memory"), "\(outcome.messages)")
    }

    /// Images of one pixel, by their header alone, and a label for each.
    @Test(arguments: [
        (#"\13\353\302\0"#, 200_000_000, "16\u{202F}777\u{202F}216 of that size are the most of one part"),
        (#"\1\0\0\0"#, 16_777_216, nil),
    ])
    func `labels that a small file unpacks to take no more memory than their bytes`(
        header: String, count: Int, refusal: String?
    ) throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            "```swift-step\nlet d = load(from: \"set\", split: 0.5)\n```\n", to: "n.md")
        let outcome = try shell(
            #"""
            mkdir set; count='\#(header)'
            printf "\0\0\10\3$count\0\0\0\1\0\0\0\1" | gzip > set/images-idx3-ubyte.gz
            (printf "\0\0\10\1$count"; head -c \#(count) /dev/zero) | gzip > set/labels-idx1-ubyte.gz
            ulimit -v 1500000; stepbook check n.md
            """#, in: tool)
        #expect(outcome.status == (refusal == nil ? 0 : 2), "\(outcome.status) \(outcome.messages)")
        if let refusal { #expect(outcome.messages.contains(refusal), "\(outcome.messages)") }
    }

    @Test func `an object that is not a file is reported by its kind`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.saving, to: "n.md")
        let folder = tool.folder.path
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        try FileManager.default.createDirectory(
            atPath: folder + "/folder", withIntermediateDirectories: true)
        #expect(
            try ChildProcess.run(["truncate", "-s", "4T", folder + "/huge"]).status == 0)
        for (path, words) in [
            ("pipe", "it is a pipe, not a file"), ("/dev/zero", "it is a device, not a file"),
            ("folder", "it is a folder, not a file"), ("/dev/stdin", "it is a pipe, not a file"),
            ("huge", "it has more than the "), ("nothing", "there is no such file or folder"),
        ] {
            for command in [
                "check \(path)", "run \(path)", "plan \(path)", "run --template \(path) n.md",
                "compare \(path) \(path)", "extract \(path)",
            ] {
                let outcome = try shell(
                    "echo | timeout 20 \"\(BuiltTool.executable.path)\" \(command)", in: tool)
                #expect(outcome.status == 64, "\(command): \(outcome.status)")
                #expect(
                    outcome.messages.contains("'\(path)' cannot be read: \(words)"),
                    "\(command): \(outcome.messages)")
                #expect(!outcome.messages.contains("Domain"), "\(outcome.messages)")
            }
        }
    }

    @Test func `check reads standard input, as editors send it`() throws {
        let tool = try BuiltTool()
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/notes", withIntermediateDirectories: true)
        try tool.folder.write(Data.graymap(1, 1, [9]), to: "notes/x.pgm")
        let clean = try shell("echo '# a' | stepbook check -", in: tool)
        #expect(clean.status == 0 && clean.output == "-: 0 steps, no mistakes\n", "\(clean.messages)")
        try tool.folder.write(
            "```swift-step\nlet d = load(from: \"y\", split: 0.5)\n```\n", to: "unsaved")
        let wrong = try shell("stepbook check - --json --path notes/n.md < unsaved", in: tool)
        #expect(wrong.status == 2)
        #expect(wrong.output.contains("\"file\": \"notes/n.md\""))
        #expect(wrong.output.contains("there is no 'y' beside the notebook"))
        let stray = try tool.run("check", "n.md", "--path", "x.md")
        #expect(stray.status == 64)
        for command in ["run", "plan", "verify", "preview"] {
            let outcome = try shell("echo | stepbook \(command) -", in: tool)
            #expect(outcome.status == 64)
            #expect(outcome.messages.contains("only 'check' reads"), "\(command): \(outcome.messages)")
        }
    }
}

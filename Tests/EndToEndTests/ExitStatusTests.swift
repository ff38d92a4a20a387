import Foundation
import TestSupport
import Testing

/// The exit statuses of the contract, with the output on each stream.
struct ExitStatusTests {
    @Test
    func
        `0 where all is done and every expectation met, with nothing but the report's path on standard output`()
        throws
    {
        let tool = try BuiltTool.besideSmallNotebook()
        let outcome = try tool.run("run", "small.md")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/small.html\n")
        #expect(
            tool.written == [
                "Output/small.html", "Output/small.json", "Output/small/nets/small.safetensors", "small.md",
            ])
        #expect(try tool.folder.text("Output/small.html").hasPrefix("<!DOCTYPE html>"))
        let record = try tool.record("small")
        #expect(record.status == "ok")
        #expect(record.outcomes == SmallNotebook.steps.map { _ in "computed" })
    }

    @Test func `1 where a step fails, and the report is written and says so`() throws {
        let tool = try BuiltTool.besideCell(
            """
            //| on-error: continue
            let raw = load("builtin", train: 50, test: 10)
            let model = train(normalize(raw), layers: [flatten, dense(10)])
            let result = evaluate(model, on: normalize(raw, mean: 0.5, std: 0.5))
            plot(result.confusion)
            plot(raw)
            """)
        let outcome = try tool.run("run", "notebook.md")
        #expect(outcome.status == 1)
        #expect(outcome.output == "Output/notebook.html\n")
        #expect(
            outcome.messages.contains(
                "failed in line 5: the network was trained on images that are normalized"))
        #expect(outcome.messages.contains("not run, because 'evaluate' in line 5 failed\n"))
        let record = try tool.record("notebook")
        #expect(record.status == "failed")
        #expect(
            record.outcomes == [
                "computed", "computed", "computed", "computed", "failed", "blocked", "computed",
            ])
        #expect(try tool.folder.text("Output/notebook.html").contains("normalize both the same way: "))
    }

    @Test func `1 where an expectation is not met, at every run`() throws {
        let tool = try BuiltTool.besideCell(
            """
            let digits = load("builtin", train: 5, test: 1)
            expect(digits.count > 6, "there are more than six")
            plot(digits)
            """)
        for outcomes in [["computed", "computed", "computed"], ["cached", "computed", "cached"]] {
            let outcome = try tool.run("run", "notebook.md")
            #expect(outcome.status == 1)
            #expect(outcome.output == "Output/notebook.html\n")
            #expect(outcome.messages.contains("not met: there are more than six (digits.count is 6)"))
            let record = try tool.record("notebook")
            #expect(record.status == "failed")
            #expect(record.outcomes == outcomes)
            #expect(record.objects("expectations").map { $0["met"] as? Bool } == [false])
        }
    }

    @Test func `2 where the notebook is wrong: every mistake with its place, and nothing else`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            """
            # Wrong

            ```swift-step
            let digits = load("builtin")
            let model = train(digits, layers: [flatten, dense(10)], epoch: 3)
            plot(model.histry)
            ```

            """, to: "wrong.md")
        let expected = """
            error: unknown argument 'epoch' for step 'train' [train.unknown-argument]
              --> wrong.md:5:57
               |
             5 | let model = train(digits, layers: [flatten, dense(10)], epoch: 3)
               |                                                         ^^^^^ did you mean 'epochs'?
            note: 'train' takes data, layers, from, freeze, optimizer, schedule, epochs, batchSize, validation, precision, loss, clipNorm, average, stop, keep, seed

            error: a Model has no member 'histry' [member.unknown]
              --> wrong.md:6:12
               |
             6 | plot(model.histry)
               |            ^^^^^^ did you mean 'history'?
            note: it has history, parameters, layers, multiplyAdds
            """
        for command in ["run", "check", "plan"] {
            let outcome = try tool.run(command, "wrong.md")
            #expect(outcome.status == 2)
            #expect(outcome.output == "")
            // The position of the id in brackets at a line's end depends on the width.
            let messages = outcome.messages.replacing(#/ {2,}\[/#, with: " [")
            #expect(messages.hasPrefix(expected), "\(outcome.messages)")
            #expect(outcome.messages.hasSuffix("2 errors; nothing was run\n"))
            #expect(tool.folder.files == ["wrong.md"])
        }
    }

    @Test func `2 where the notebook is not text, with the place`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Data("# A caf\u{E9}\n".unicodeScalars.map { UInt8($0.value) }), to: "latin.md")
        try tool.folder.write("# Nothing\0\n", to: "nul.md")
        for name in ["latin.md", "nul.md"] {
            let outcome = try tool.run("run", name)
            #expect(outcome.status == 2)
            #expect(outcome.output == "")
            #expect(outcome.messages.contains("--> \(name):1:"))
        }
        #expect(tool.folder.files == ["latin.md", "nul.md"])
    }

    @Test(
        arguments: [
            ["run"], ["run", "missing.md"], ["check", "missing.md"], ["plan", "missing.md"], ["run", "."],
            ["run", "small.md", "-P", "epoch=3"], ["run", "small.md", "-P", "epochs=many"],
            ["run", "small.md", "-P", "epochs"], ["run", "small.md", "-P", "=3"],
            ["run", "small.md", "--threads", "0"], ["run", "small.md", "--threads", "two"],
            ["run", "small.md", "--threads", "100000"], ["run", "small.md", "--unknown"],
            ["run", "small.md", "other.md"],
            ["walk", "small.md"], ["steps", "trian"], ["new"],
        ])
    func `64 for wrong usage, with a message on standard error only`(_ arguments: [String]) throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let outcome = try tool.run(list: arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output == "")
        #expect(!outcome.messages.isEmpty)
        #expect(tool.folder.files == ["small.md"])
    }

    /// Commands with a file that the command line names, `FILE`, and nothing else missing.
    private static let commandsOnFiles = [
        "run FILE", "check FILE", "plan FILE", "preview FILE --port 0", "verify FILE", "verify FILE --quick",
        "extract FILE", "compare FILE FILE", "predict FILE small.md", "serve FILE --port 0",
        "run small.md --template FILE", "preview small.md --port 0 --template FILE",
        "check small.md --data-dir FILE", "plan small.md --data-dir FILE", "run small.md --data-dir FILE",
        "preview small.md --port 0 --data-dir FILE", "verify small.md --data-dir FILE",
        "verify small.md --files FILE",
        "run small.md --allow-read FILE", "check small.md --allow-read FILE",
        "plan small.md --allow-read FILE", "verify small.md --allow-read FILE",
    ]

    @Test(arguments: commandsOnFiles)
    func `64 in every command for a file or folder in the command line that is not there`(command: String)
        throws
    {
        let tool = try BuiltTool.besideSmallNotebook()
        for name in ["missing.md", "no/such.html", "missing.json"] {
            let words = command.replacing("FILE", with: name).split(separator: " ").map(String.init)
            let outcome = try tool.run(list: words)
            #expect(outcome.status == 64, "\(words): \(outcome.messages)")
            #expect(outcome.output == "")
            #expect(outcome.messages.contains("error: "))
            #expect(outcome.messages.contains("'\(name)'"), "\(outcome.messages)")
            #expect(tool.folder.files == ["small.md"])
        }
    }

    @Test(
        arguments: commandsOnFiles.filter {
            !$0.contains("-dir") && !$0.contains("allow") && !$0.contains("files")
        })
    func `64 in every command for a folder in the place of a file`(command: String) throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let words = command.replacing("FILE", with: ".").split(separator: " ").map(String.init)
        let outcome = try tool.run(list: words)
        #expect(outcome.status == 64, "\(words): \(outcome.messages)")
        #expect(outcome.output == "")
        #expect(outcome.messages.contains("is a folder, not a file"), "\(outcome.messages)")
        #expect(tool.folder.files == ["small.md"])
    }

    @Test func `wrong usage gives a helpful message`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(
            try tool.run("run", "small.md", "-P", "epoch=3").messages.contains(
                " 1 | -P epoch=3\n   |    ^^^^^ did you mean 'epochs'?\n"))
        #expect(
            try tool.run("run", "small.md", "-P", "epochs=many").messages.contains(
                "'epochs' takes a whole number, but 'many' is not"))
        #expect(
            try tool.run("run", "missing.md").messages.contains(
                "the notebook 'missing.md' cannot be read: there is no such file or folder"))
        #expect(
            try tool.run("run", "small.md", "--data-dir", "nowhere").messages.contains(
                "there is no folder 'nowhere', which --data-dir names"))
        #expect(
            try tool.run("steps", "trian").messages.hasPrefix(
                "error: there is no 'trian'; did you mean 'train'? 'stepbook steps' lists what there is\n"
            ))
        #expect(
            try tool.run("steps", "Modell").messages.hasPrefix(
                "error: there is no 'Modell'; did you mean 'Model'? 'stepbook steps' lists what there is\n"))
        #expect(
            try tool.run("steps", "softmax").messages.hasPrefix(
                "error: there is no 'softmax'; leave it out: 'train' and 'evaluate' apply it"))
        for (word, advice) in [
            ("chek", "did you mean 'check'?"),
            ("small.md", "to run a notebook, write 'stepbook run small.md'"),
            (
                "dance",
                "there are run, sweep, preview, check, plan, verify, predict, serve, runs, compare, extract, steps, "
                    + "new, clean, help"
            ),
        ] {
            let outcome = try tool.run(word, "small.md")
            #expect(outcome.status == 64)
            #expect(outcome.messages.hasPrefix("error: there is no command '\(word)'; \(advice)\nUsage: "))
        }
        #expect(try tool.run("help", "run").status == 0)
        for (param, missing) in [("epochs", "value"), ("=3", "name"), ("=", "name"), ("", "value")] {
            #expect(
                try tool.run("run", "small.md", "-P", param).messages.contains(
                    "error: '-P \(param)' gives no \(missing); write '-P name=value'\n"))
        }
        for (arguments, words) in [
            (["-Pepochs=2"], "'-P epochs=2'"), (["--epochs", "2"], "'-P epochs=2'"),
            (["--epochs=2"], "'-P epochs=2'"), (["epochs=2"], "'-P epochs=2'"),
            (["--epochs"], "'-P epochs=value'"),
            (["name=it is", "epochs=2"], "-P 'name=it is'"),
        ] {
            let outcome = try tool.run(list: ["run", "small.md"] + arguments)
            #expect(outcome.status == 64)
            #expect(
                outcome.messages.hasSuffix(
                    "note: a parameter of the notebook is given another value by \(words)\n"),
                "\(outcome.messages)")
        }
        for arguments in [["--no-such-option"], ["other.md"], ["--quit"]] {
            let outcome = try tool.run(list: ["run", "small.md"] + arguments)
            #expect(outcome.status == 64 && !outcome.messages.contains("-P"), "\(outcome.messages)")
        }
        for command in [["serve", "net.pt"], ["preview", "small.md"]] {
            for port in ["70000", "-1", "http"] {
                let outcome = try tool.run(list: command + ["--port=\(port)"])
                #expect(outcome.status == 64)
                #expect(outcome.messages.contains("give a number from 0 to 65535"), "\(outcome.messages)")
            }
        }
        for threads in ["0", "-1", "1025"] {
            #expect(
                try tool.run("run", "small.md", "--threads=\(threads)").messages.contains(
                    "error: '--threads \(threads)': there are 1 to 1024 threads\n"))
        }
        for name in ["-n small.md", "-small.md"] {
            let outcome = try tool.run("run", name)
            #expect(outcome.status == 64)
            #expect(
                outcome.messages.hasSuffix(
                    "note: what begins with '-' is an option; for the file write './\(name)'\n"),
                "\(outcome.messages)")
        }
        #expect(
            !(try tool.run("run", "small.md", "--no-such-option").messages.contains("for the file write")))
        let cache = try tool.run("clean", "--cache-dir", "small.md")
        #expect(cache.status == 64)
        #expect(
            cache.messages.hasPrefix(
                "error: 'small.md' is not a folder, so there is no cache in it; nothing was removed"))
        #expect(tool.folder.files.contains("small.md"))
        let file = try tool.run("run", "small.md", "--data-dir", "small.md")
        #expect(file.status == 64)
        #expect(file.messages.contains("error: there is no folder 'small.md', which --data-dir names\n"))
    }

    @Test(arguments: [SIGHUP, SIGTERM])
    func `a closed terminal and a request to end stop a training as Ctrl-C does`(signal: Int32) throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            SmallNotebook.text.replacing("epochs: 1", with: "epochs: 100000"), to: "small.md")
        let outcome = try tool.run(
            list: ["run", "small.md"], signal: (signal, "epoch 2 of 100000"))
        #expect(outcome.status == 130, "\(outcome.messages.suffix(400))")
        #expect(outcome.output == "Output/small.html\n")
        #expect(outcome.messages.contains("interrupted; 3 steps of "), "\(outcome.messages.suffix(400))")
        #expect(try tool.record("small").status == "interrupted")
        #expect(!tool.folder.files.contains { $0.contains("/run-") })
    }

    /// A folder of pictures whose check takes many times as long as a test waits before it interrupts.
    private static func withManyPictures() throws -> BuiltTool {
        let tool = try BuiltTool.besideCell("let pictures = load(from: \"pictures\", split: 0.5)")
        let first = tool.folder.path + "/pictures/a/0.pgm"
        try tool.folder.write(
            .graymap(1000, 1000, [UInt8](repeating: 7, count: 1_000_000)), to: "pictures/a/0.pgm")
        try tool.folder.write(.graymap(1, 1, [7]), to: "pictures/b/0.pgm")
        for number in 1..<900 {
            try FileManager.default.linkItem(
                atPath: first,
                toPath: tool.folder.path + "/pictures/\(["a", "b"][number % 2])/\(number).pgm")
        }
        return tool
    }

    @Test(arguments: ["run", "run --quiet", "check", "check --json", "plan", "verify"])
    func `130 where the user stops the check of a notebook and its data, with the words that nothing ran`(
        command: String
    ) throws {
        let tool = try Self.withManyPictures()
        let words = command.split(separator: " ").map(String.init)
        let running = try tool.start(list: words + ["notebook.md"])
        usleep(1_000_000)
        #expect(running.interrupt() == 130)
        #expect(running.output == "")
        #expect(
            running.messages
                == "interrupted; the notebook was still being checked, so nothing ran and nothing was lost\n")
        #expect(!tool.folder.files.contains { $0.hasPrefix("Output") })
    }

    @Test func `a program that is to go on without its terminal does`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let outcome = try tool.run(
            list: ["-c", "trap '' HUP; exec '\(BuiltTool.executable.path)' run small.md"],
            of: URL(filePath: "/bin/bash"), signal: (SIGHUP, "load"))
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(try tool.record("small").status == "ok")
    }

    @Test func `130 where the user stops a training: the report says so, and finished steps stay cached`()
        throws
    {
        let tool = try BuiltTool()
        try tool.folder.write(
            SmallNotebook.text.replacing("epochs: 1", with: "epochs: 100000"), to: "small.md")
        let outcome = try tool.run("run", "small.md", interruptedAfter: "epoch 2 of 100000")
        #expect(outcome.status == 130, "\(outcome.messages.suffix(400))")
        #expect(outcome.output == "Output/small.html\n")
        #expect(outcome.messages.contains(#/· train +model +interrupted\n/#))
        #expect(outcome.messages.contains(#/· evaluate +result +not run\n/#))
        let record = try tool.record("small")
        #expect(record.status == "interrupted")
        #expect(
            record.outcomes == ["computed", "computed", "computed"] + [String](repeating: "blocked", count: 6)
        )
        #expect(try tool.folder.text("Output/small.html").contains("interrupted"))
        let again = try tool.run("run", "small.md", "-P", "epochs=1")
        #expect(again.status == 0)
        #expect(try tool.record("small").outcomes.prefix(4) == ["cached", "cached", "cached", "computed"])
    }
}

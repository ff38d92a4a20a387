import Foundation
import TestSupport
import Testing

/// The commands other than `run`.
struct CommandTests {
    @Test func `version and help`() throws {
        let tool = try BuiltTool()
        let version = try tool.run("--version")
        #expect(version.status == 0)
        let changes = try String(
            contentsOf: BuiltTool.packageFolder.appending(path: "CHANGELOG.md"), encoding: .utf8)
        let newest = try #require(changes.firstMatch(of: /\n## \[([0-9]+\.[0-9]+\.[0-9]+)\]/)).output.1
        #expect(version.output == "\(newest)\n")
        let help = try tool.run("--help")
        #expect(help.status == 0)
        for command in ["run", "check", "plan", "steps", "new", "clean"] {
            #expect(help.output.contains("\n  \(command) "))
            let own = try tool.run(command, "--help")
            #expect(own.status == 0)
            #expect(own.output.contains("USAGE: stepbook \(command)"))
        }
        let run = try tool.run("run", "--help")
        for option in ["-P", "--output-dir", "--data-dir", "--cache-dir", "--no-cache", "--quiet"] {
            #expect(run.output.contains(option))
        }
        #expect(tool.folder.files == [])
    }

    @Test func `check finds no mistakes and runs nothing`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let outcome = try tool.run("check", "small.md", "-P", "epochs=7")
        #expect(outcome.status == 0)
        #expect(outcome.output == "small.md: 9 steps, no mistakes\n")
        #expect(outcome.messages == "")
        #expect(tool.folder.files == ["small.md"])
    }

    @Test func `check lists mistakes for editors`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            "> ```swift-step\n> let zähl = load(\"builtin\", trian: 5)\n> ```\n\n`= fixd(1, 2)`\n",
            to: "wrong.md")
        let outcome = try tool.run("check", "wrong.md", "--json")
        #expect(outcome.status == 2)
        #expect(outcome.messages == "")
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [NSDictionary])
        let note: NSDictionary = [
            "line": 2, "column": 30, "end": ["line": 2, "column": 35],
            "message":
                "'load' takes name, from, labels, split, invert, fallback, sha256, train, test, styles, channels, size, seed",
        ]
        #expect(list.count == 2)
        #expect(
            list.first == [
                "file": "wrong.md", "line": 2, "column": 30, "end": ["line": 2, "column": 35],
                "severity": "error", "id": "load.unknown-argument",
                "message": "unknown argument 'trian' for step 'load'", "label": "did you mean 'train'?",
                "notes": [note], "fix": "train",
            ])
        #expect(list.last?["line"] as? Int == 5)
        #expect(list.last?["id"] as? String == "function.unknown")
        #expect(list.last?["fix"] as? String == "fixed")
    }

    @Test func `check's list is empty without mistakes, holds warnings, and those of the encoding`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let clean = try tool.run("check", "small.md", "--json")
        #expect(clean.status == 0)
        #expect(clean.output == "[]\n")
        try tool.folder.write("```swift step\nload(\"builtin\")\n```\n", to: "warned.md")
        let warned = try tool.run("check", "warned.md", "--json")
        #expect(warned.status == 0)
        #expect(warned.output.contains("\"severity\": \"warning\""))
        #expect(warned.messages == "")
        try Data([0xFF, 0xFE, 0x41, 0x00]).write(to: tool.folder.url.appending(path: "wide.md"))
        let wide = try tool.run("check", "wide.md", "--json")
        #expect(wide.status == 2)
        #expect(wide.output.contains("\"id\": \"markdown.encoding\""))
        #expect(try tool.run("check", "missing.md", "--json").status == 64)
        #expect(try tool.run("check", "small.md", "--json", "-P", "epoch=1").status == 64)
    }

    @Test func `of very many mistakes the first hundred are shown`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            "```swift-step\n" + String(repeating: "frob()\n", count: 120) + "```\n", to: "many.md")
        let outcome = try tool.run("check", "many.md")
        #expect(outcome.messages.components(separatedBy: "unknown step 'frob'").count == 101)
        #expect(
            outcome.messages.hasSuffix(
                "these are the first 100 of 120; 'stepbook check --json' lists all\n120 errors; nothing was run\n"
            ))
    }

    @Test func `plan shows what would run, and why`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        func plan(_ arguments: String...) throws -> [String] {
            let outcome = try tool.run(list: ["plan", "small.md"] + arguments)
            #expect(outcome.status == 0)
            return outcome.output.split(separator: "\n").map { String($0.replacing(#/ +/#, with: " ")) }
        }
        let before = try plan()
        #expect(before.first == "12 load to run: nothing is known of an earlier run")
        #expect(before[1] == "12 normalize digits to run unless load comes out the same")
        #expect(before.last == "0 of 9 steps cached")
        #expect(tool.folder.files == ["small.md"])

        try tool.run("run", "small.md")
        let after = try plan()
        #expect(after.dropLast().allSatisfy { $0.hasSuffix(" cached") }, "\(after)")
        #expect(after.last == "9 of 9 steps cached")

        let edited = try plan("-P", "epochs=3")
        #expect(edited.last == "3 of 9 steps cached")
        #expect(edited[3].contains("17 train model to run"))
        #expect(edited[3].hasSuffix(": argument 'epochs' 1 → 3; goes on after epoch 1"))
        #expect(edited[4].hasSuffix(" unless model comes out the same"))
        try tool.folder.write(SmallNotebook.text.replacing("test: 100", with: "test: 101"), to: "small.md")
        let other = try plan()
        #expect(other[0].hasSuffix(": argument 'test' 100 → 101"))
        #expect(other.last == "0 of 9 steps cached")
    }

    @Test func `steps lists what can be called, and shows one with its parameters`() throws {
        let tool = try BuiltTool()
        let all = try tool.run("steps")
        #expect(all.status == 0)
        for name in [
            "load", "normalize", "train", "evaluate", "plot", "show", "expect", "save", "conv2d", "adamW",
            "percent",
        ] {
            #expect(all.output.contains("\n  \(name) "))
        }
        let train = try tool.run("steps", "train")
        #expect(train.status == 0)
        for text in ["epochs", "1 to 100\u{202F}000", "default 64", "required", "a Model", ".history"] {
            #expect(train.output.contains(text))
        }
        #expect(train.output.contains("\nExample\n  let model = train(\n"))
        #expect(!train.output.contains("averagePool2d"))
        #expect(train.messages == "")
    }

    @Test func `new writes a notebook that runs, and never over another`() throws {
        let tool = try BuiltTool()
        let outcome = try tool.run("new", "first \"try\"")
        #expect(outcome.status == 0)
        #expect(outcome.output == "first \"try\".md\n")
        let text = try tool.folder.text("first \"try\".md")
        let check = try tool.run("check", "first \"try\".md")
        #expect(check.status == 0, "\(check.messages)")
        let run = try tool.run("run", "first \"try\".md")
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output == "Output/first \"try\".html\n")
        #expect(try tool.folder.text("Output/first \"try\".html").contains("first \"try\""))
        for name in ["first \"try\"", "first \"try\".md"] {
            let again = try tool.run("new", name)
            #expect(again.status == 1)
            #expect(again.output == "")
            #expect(
                again.messages
                    == "error: 'first \"try\".md' already exists; nothing was written\n")
        }
        #expect(try tool.folder.text("first \"try\".md") == text)
        let homeless = try tool.run("new", "missing/folder")
        #expect(homeless.status == 1)
        #expect(
            homeless.messages
                == "error: 'missing/folder.md' cannot be written: there is no such file or folder\n")
        for name in [".md", ".", "..", "a/", "missing/.."] {
            let nameless = try tool.run("new", name)
            #expect(nameless.status == 64)
            #expect(nameless.messages.hasPrefix("error: '\(name)' is not a file name\n"))
        }
    }

    @Test func `clean removes what is old, too much or unused`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        let size = /removed [1-9][0-9.]*\x{A0}[kM]?B from .+\n/
        try tool.run("run", "small.md")
        #expect(try tool.run("clean", "--older-than", "1h").output.hasPrefix("removed 0\u{A0}B from "))
        #expect(try tool.run("clean", "--unused").output.hasPrefix("removed 0\u{A0}B from "))
        #expect(try tool.run("clean", "--down-to", "5GB").output.hasPrefix("removed 0\u{A0}B from "))
        #expect(try tool.run("run", "small.md", "-P", "epochs=2").status == 0)
        #expect(try tool.run("clean", "--unused").output.wholeMatch(of: size) != nil)
        try tool.run("run", "small.md", "-P", "epochs=2")
        #expect(try tool.record("small").outcomes == SmallNotebook.steps.map { _ in "cached" })
        #expect(try tool.run("clean", "--older-than", "0h").output.wholeMatch(of: size) != nil)
        #expect(try tool.run("clean").output.wholeMatch(of: size) != nil)
        for (option, value) in [("--older-than", "30"), ("--down-to", "much")] {
            let outcome = try tool.run("clean", option, value)
            #expect(outcome.status == 64)
            #expect(outcome.messages.contains("'\(value)'"))
        }
    }

    @Test(arguments: [
        ("--down-to", "5", "give its unit, such as '5MB' or '5GB'"), ("--down-to", "1e3", "give its unit"),
        ("--down-to", "much", "give a size such as '500MB' or '5GB'"), ("--down-to", "-1MB", "give a size"),
        ("--older-than", "30", "give hours, days or weeks, such as '12h', '30d' or '2w'"),
    ])
    func `clean asks for the unit of a number`(option: String, value: String, words: String) throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let kept = tool.folder.files
        let outcome = try tool.run(list: ["clean", "\(option)=\(value)"])
        #expect(outcome.status == 64)
        #expect(
            outcome.messages.contains("'\(value)'") && outcome.messages.contains(words), "\(outcome.messages)"
        )
        #expect(tool.folder.files == kept)
        let limit = try tool.run("run", "small.md", environment: ["STEPBOOK_CACHE_LIMIT": "5"])
        #expect(limit.status == 64)
        #expect(limit.messages.contains("STEPBOOK_CACHE_LIMIT is '5'; give its unit"), "\(limit.messages)")
    }

    @Test func `clean of a folder that is no cache says so, and one that may not be entered is an error`()
        throws
    {
        let tool = try BuiltTool()
        try tool.folder.write("an image", to: "train/0/a.png")
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/empty", withIntermediateDirectories: true)
        for options in [[], ["--dry-run"], ["--unused"], ["--down-to", "5MB"]] {
            for folder in ["train", "empty", "nowhere", "/"] {
                let outcome = try tool.run(list: ["clean", "--cache-dir", folder] + options)
                #expect(outcome.status == 0)
                #expect(outcome.output == "there is no cache in \(folder)\n")
            }
        }
        #expect(try tool.folder.text("train/0/a.png") == "an image")
        // A name that is too long cannot be entered either, whoever runs the test.
        let name = String(repeating: "a", count: 300)
        let outcome = try tool.run("clean", "--cache-dir", name)
        #expect(outcome.status == 1)
        #expect(outcome.messages.hasPrefix("error: '\(name)' cannot be emptied: "), "\(outcome.messages)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `clean reports beforehand what it removes, and removes nothing in a dry run`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let place = "\(tool.folder.path)/cache/stepbook/steps"
        let kept = tool.folder.files
        let count = kept.count { $0.hasPrefix("cache/stepbook/steps/entries/") }
        let all = try tool.run("clean", "--dry-run")
        #expect(all.status == 0 && all.messages == "")
        #expect(all.output.hasPrefix("would remove ") && all.output.hasSuffix(", from \(place)\n"))
        #expect(
            all.output.contains(", \(count) results and 1 training to go on with, from "), "\(all.output)")
        let none = try tool.run("clean", "--dry-run", "--unused").output
        #expect(none == "would remove 0\u{A0}B, 0 results, from \(place)\n")
        let old = try tool.run("clean", "--dry-run", "--older-than", "0h").output
        #expect(old.contains(", \(count) results and 1 training to go on with, from "), "\(old)")
        #expect(tool.folder.files == kept)

        let outcome = try tool.run("clean")
        let words = all.output.dropFirst("would remove ".count).dropLast(", from \(place)\n".count)
        #expect(outcome.messages == "removing everything: \(words)\n")
        #expect(outcome.output == "removed \(words.prefix { $0 != "," }) from \(place)\n")
        #expect(try tool.run("clean", "--dry-run").output == "there is no cache in \(place)\n")
    }

    @Test func `a run keeps no more than the limit`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let outcome = try tool.run("run", "small.md", "-P", "epochs=2", "--cache-limit", "1kB")
        #expect(outcome.status == 0)
        // Results that this run used stay, whatever their size.
        #expect(outcome.messages.contains("the cache was full: removed "))
        try tool.run("run", "small.md", "-P", "epochs=2")
        #expect(try tool.record("small").outcomes == SmallNotebook.steps.map { _ in "cached" })
        try tool.run("run", "small.md")
        #expect(try tool.record("small").outcomes.prefix(4) == ["cached", "cached", "cached", "computed"])
        let variable = ["STEPBOOK_CACHE_LIMIT": "1kB"]
        #expect(
            try tool.run("run", "small.md", "-P", "epochs=3", environment: variable).messages.contains(
                "the cache was full: removed "))
        let wrong = try tool.run("run", "small.md", environment: ["STEPBOOK_CACHE_LIMIT": "lots"])
        #expect(wrong.status == 64)
        #expect(
            wrong.messages.contains("STEPBOOK_CACHE_LIMIT is 'lots'; give a size such as '500MB' or '5GB'"))
    }

    @Test func `clean empties the cache and says how much that was`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        try tool.run("run", "small.md")
        let kept = tool.folder.files.filter { $0.hasPrefix("cache/stepbook/steps/") }
        #expect(kept.count > 10)
        try tool.folder.write("data", to: "cache/stepbook/data/mnist/kept")
        let place = "\(tool.folder.path)/cache/stepbook/steps"
        let outcome = try tool.run("clean")
        #expect(outcome.status == 0)
        #expect(
            outcome.output.wholeMatch(of: /removed [0-9.]+\x{A0}[kM]B from .+\n/) != nil, "\(outcome.output)")
        #expect(outcome.output.hasSuffix(" from \(place)\n"))
        #expect(tool.folder.files.filter { $0.hasPrefix("cache/") } == ["cache/stepbook/data/mnist/kept"])
        #expect(try tool.run("clean").output == "there is no cache in \(place)\n")
        #expect(
            try tool.run("clean", "--cache-dir", "nowhere").output == "there is no cache in nowhere\n")
        #expect(!tool.folder.files.contains("nowhere"))
        #expect(try tool.run("run", "small.md").status == 0)
        #expect(try tool.record("small").outcomes.allSatisfy { $0 == "computed" })
    }
}

import Foundation
import TestSupport
import Testing

/// `stepbook verify` on a received report or record.
struct VerifyReportTests {
    /// A folder in which the small notebook was run with a parameter of its own.
    private static func tool() throws -> BuiltTool {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "-P", "epochs=2", "--threads", "1").status == 0)
        return tool
    }

    /// Writes a notebook `own.md` beside a folder of letters, with this many images of each of two classes.
    private static func writeLetters(
        _ count: Int, split: Double, to folder: String, of tool: BuiltTool
    ) throws {
        let names = ["a", "b"].flatMap { letter in (1...count).map { "\(letter)/\($0)" } }
        for (place, name) in names.enumerated() {
            let pixels = (0..<64).map { UInt8(($0 * 7 + place * 31) % 256) }
            try tool.folder.write(
                Data("P5 8 8 255\n".utf8) + Data(pixels), to: "\(folder)/letters/\(name).pgm")
        }
        try tool.folder.write(
            "```swift-step\nlet letters = load(from: \"letters\", split: \(split))\nplot(letters, count: 2)\n```\n",
            to: "\(folder)/own.md")
    }

    @Test(arguments: ["html", "json"])
    func `a report and a record are computed again from what they hold, without cache or notebook`(
        kind: String
    )
        throws
    {
        let tool = try Self.tool()
        try FileManager.default.moveItem(
            atPath: tool.folder.path + "/Output/small.\(kind)", toPath: tool.folder.path + "/received.\(kind)"
        )
        for name in ["small.md", "Output", "cache"] {
            try FileManager.default.removeItem(atPath: tool.folder.path + "/" + name)
        }
        let outcome = try tool.run("verify", "received.\(kind)")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.contains("identical: 'received.\(kind)' says what comes out: "))
        #expect(outcome.output.contains("1 saved file"))
        #expect(tool.folder.files == ["received.\(kind)"], "nothing is written")
    }

    @Test(arguments: ["\n", " \t\r\n", "\u{FEFF}"])
    func `what stands before a record's first bracket is passed over`(_ start: String) throws {
        let tool = try Self.tool()
        try tool.folder.write(start + tool.folder.text("Output/small.json"), to: "received.json")
        let outcome = try tool.run("verify", "received.json")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.contains("identical: 'received.json' says what comes out: "))
    }

    /// Changes of a page, each with the expected message: with the old hashes, and with forged ones.
    @Test func `a changed number in the page is named, with its hash corrected too`() throws {
        let tool = try Self.tool()
        let page = try tool.folder.text("Output/small.html")
        let value = try #require(page.firstMatch(of: /class="value"[^>]*>([0-9.]+)/)).output.1
        let changed = page.replacing(">\(value)", with: ">99.9", maxReplacements: 1)
        #expect(changed != page)
        try tool.folder.write(changed, to: "careless.html")
        let quick = try tool.run("verify", "careless.html", "--quick")
        #expect(quick.status == 1)
        #expect(quick.output.hasPrefix("changed since it was written: "), "\(quick.output)")
        let careless = try tool.run("verify", "careless.html")
        #expect(careless.status == 1)
        #expect(careless.output.contains("changed since it was written: "))
        #expect(careless.output.contains("99.9"), "\(careless.output)")
        let sealless = changed.replacing(/<!-- parts: .* -->\n/, with: "")
        try tool.folder.write(sealless, to: "forged.html")
        let forged = try tool.run("verify", "forged.html")
        #expect(forged.status == 1)
        #expect(forged.output.contains("different: "))
        #expect(forged.output.contains("says '") && forged.output.contains("99.9"), "\(forged.output)")
    }

    @Test func `every part of a page is under a hash but the timing`() throws {
        let tool = try Self.tool()
        let page = try tool.folder.text("Output/small.html")
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        var isTiming = false
        var names: Set<Substring> = []
        for (place, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("<!-- parts: ") {
            if line == "<!-- timing: begin -->" { isTiming = true }
            if line == "<!-- timing: end -->" { isTiming = false }
            // A line in twenty, and every line that opens something with a name.
            guard place % 20 == 0 || line.hasPrefix("<h2") || line.hasPrefix("<div class=\"cell\"") else {
                continue
            }
            var changed = lines
            changed[place] = line + "<!-- -->"
            try tool.folder.write(changed.joined(separator: "\n"), to: "changed.html")
            let outcome = try tool.run("verify", "changed.html", "--quick")
            #expect((outcome.status == 1) == !isTiming, "line \(place + 1): \(line.prefix(60))")
            if !isTiming { names.insert(outcome.output.prefix { $0 != "\n" }) }
        }
        #expect(names.count > 5, "the parts have names of their own: \(names.sorted())")
        let untouched = try tool.run("verify", "Output/small.html", "--quick")
        #expect(untouched.status == 0)
        #expect(untouched.output.contains("which are not a signature"))
    }

    @Test(arguments: [
        (#""result\.accuracy": [0-9.]+"#, #""result.accuracy": 0.999"#, "result.accuracy is "),
        (#""result\.accuracy": [0-9.]+,"#, "", "result.accuracy was not reported"),
        (#""sha256": "[0-9a-f]+""#, #""sha256": "\#(String(repeating: "0", count: 64))""#, "the saved file "),
        (#""met": true"#, #""met": false"#, "expectation 1: "),
        (#""status": "ok""#, #""status": "failed""#, "the run is ok, and was failed"),
        (#""accuracy": \[\n *[0-9.]+"#, "\"accuracy\": [\n 0.999", "the curve 'accuracy' of model"),
        (#""epochs": 2"#, #""epochs": 1"#, "different: "),
    ])
    func `a changed record is found by recomputing`(pattern: String, replacement: String, words: String)
        throws
    {
        let tool = try Self.tool()
        let record = try tool.folder.text("Output/small.json")
        let changed = record.replacing(try Regex(pattern), with: replacement, maxReplacements: 1)
        #expect(changed != record, "\(pattern)")
        try tool.folder.write(changed, to: "changed.json")
        let outcome = try tool.run("verify", "changed.json")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains(words), "\(outcome.output)\(outcome.messages)")
    }

    @Test func `other arithmetic is reported, and numbers are compared within the tolerance`() throws {
        let tool = try Self.tool()
        let close = try tool.run("verify", "Output/small.json", "--threads", "2", "--tolerance", "0.5")
        #expect(close.status == 0, "\(close.output)\(close.messages)")
        #expect(close.output.contains("computed with other arithmetic (threads: 2 in place of 1)"))
        #expect(close.output.contains("within the tolerance: 'Output/small.json' says what comes out"))
        #expect(
            close.output.contains(
                "within the tolerance: the saved file 'nets/small.safetensors': 2 tensors with "))
        #expect(close.output.contains("names, shapes and everything else in it are the same\n"))
        #expect(close.output.contains(", 1 saved file"))
        let page = try tool.run("verify", "Output/small.html", "--threads", "2", "--tolerance", "0.5")
        #expect(page.status == 0, "\(page.output)\(page.messages)")
        let strict = try tool.run("verify", "Output/small.json", "--threads", "2", "--tolerance", "0")
        #expect(strict.status == 1)
    }

    @Test
    func `a saved network that is not available is not compared, and is looked up in the given folder`()
        throws
    {
        let tool = try Self.tool()
        let network = try tool.folder.data("Output/small/nets/small.safetensors")
        let options = ["--threads", "2", "--tolerance", "0.5"]
        try FileManager.default.removeItem(atPath: tool.folder.path + "/cache")
        let own = try tool.run(list: ["verify", "small.md"] + options)
        #expect(own.status == 0, "\(own.output)\(own.messages)")
        #expect(own.output.contains("within the tolerance: the saved file 'nets/small.safetensors': "))
        try tool.folder.write(try tool.folder.data("Output/small.json"), to: "received/renamed.json")
        let alone = try tool.run(list: ["verify", "received/renamed.json"] + options)
        #expect(alone.status == 0, "\(alone.output)\(alone.messages)")
        #expect(
            alone.output.contains(
                "not compared: the saved file 'nets/small.safetensors': it is not available, only its hash, which says nothing if the arithmetic differs; name its folder with --files\n"
            ), "\(alone.output)")
        #expect(alone.output.contains(", 0 saved files, all else that the record says\n"))
        for place in ["sent/small/nets/small.safetensors", "flat/nets/small.safetensors"] {
            try tool.folder.write(network, to: place)
            let folder = String(place.prefix { $0 != "/" })
            let found = try tool.run(list: ["verify", "received/renamed.json", "--files", folder] + options)
            #expect(found.status == 0, "\(found.output)\(found.messages)")
            #expect(found.output.contains("within the tolerance: the saved file 'nets/small.safetensors': "))
            #expect(!found.output.contains("not compared: the saved file"))
        }
        // Another file of that name outside the report's outputs is not claimed to be one of them.
        try tool.folder.write("else", to: "flat/nets/small.safetensors")
        let other = try tool.run(list: ["verify", "received/renamed.json", "--files", "flat"] + options)
        #expect(other.status == 0)
        #expect(other.output.contains("it is not available, only its hash"))
    }

    @Test func `a saved network with a changed number is found out with other arithmetic too`() throws {
        let tool = try Self.tool()
        let path = "Output/small/nets/small.safetensors"
        let network = try tool.folder.data(path)
        let record = try tool.folder.text("Output/small.json")
        func verify(_ number: Float, _ tolerance: String, isForged: Bool = true) throws -> BuiltTool.Outcome {
            // The last number of the file is the bias of the digit 9.
            let changed =
                network.dropLast(4) + withUnsafeBytes(of: number.bitPattern.littleEndian) { Data($0) }
            try tool.folder.write(Data(changed), to: path)
            let sum = try ChildProcess.run(["sha256sum", tool.folder.path + "/" + path])
            let hash = "\"sha256\": \"\(sum.output.prefix(64))\""
            let forged = record.replacing(/"sha256": "[0-9a-f]{64}"/, with: hash, maxReplacements: 1)
            #expect(forged != record)
            try tool.folder.write(isForged ? forged : record, to: "Output/small.json")
            return try tool.run("verify", "Output/small.json", "--threads", "2", "--tolerance", tolerance)
        }
        let careless = try verify(3, "10", isForged: false)
        #expect(careless.status == 1)
        #expect(
            careless.output.contains(
                "different: the saved file 'nets/small.safetensors': '\(path)' is not the one that was reported: SHA-256 "
            ), "\(careless.output)")
        let far = try verify(3, "0.5")
        #expect(far.status == 1)
        #expect(
            far.output.contains(
                "different: the saved file 'nets/small.safetensors': the tensor 'dense1.bias' differs by more than the tolerance in 1 of 10 numbers by up to "
            ), "\(far.output)")
        #expect(far.output.contains(", reported as 3\n"))
        #expect(far.output.contains("a difference proves no change"))
        let close = try verify(3, "10")
        #expect(close.status == 0, "\(close.output)\(close.messages)")
        #expect(close.output.contains(" in 'dense1.bias'; names"), "\(close.output)")
        let none = try verify(.nan, "1e9")
        #expect(none.status == 1)
        #expect(none.output.contains(", reported as NaN\n"), "\(none.output)")
    }

    @Test func `a tolerance that is given holds with the same arithmetic too`() throws {
        let tool = try Self.tool()
        let record = try tool.folder.text("Output/small.json")
        try tool.folder.write(
            record.replacing(/"result\.accuracy": [0-9.]+/, with: "\"result.accuracy\": 0.999"),
            to: "near.json")
        #expect(try tool.run("verify", "near.json").status == 1)
        #expect(try tool.run("verify", "near.json", "--tolerance", "0").status == 1)
        let close = try tool.run("verify", "near.json", "--tolerance", "2")
        #expect(close.status == 0, "\(close.output)\(close.messages)")
        #expect(
            close.output.contains("\nwithin the tolerance: 'near.json' says what comes out: "),
            "\(close.output)")
    }

    @Test func `a notebook is compared with the record in the output folder that is named`() throws {
        let tool = try Self.tool()
        #expect(try tool.run("verify", "small.md").status == 0)
        let record = try tool.folder.text("Output/small.json")
        try tool.folder.write(
            record.replacing(/"result\.accuracy": [0-9.]+/, with: "\"result.accuracy\": 0.999"),
            to: "Output/small.json")
        let changed = try tool.run("verify", "small.md")
        #expect(changed.status == 1)
        #expect(changed.output.contains("result.accuracy is "))
        try FileManager.default.removeItem(atPath: tool.folder.path + "/cache")
        let alone = try tool.run("verify", "small.md")
        #expect(alone.status == 1, "the record alone is enough to compare with")
        #expect(alone.output.contains("result.accuracy is "), "\(alone.output)\(alone.messages)")
    }

    @Test
    func
        `the notebook's own files are looked for beside it, beside the report, or where they are said to be`()
        throws
    {
        let tool = try BuiltTool()
        try Self.writeLetters(4, split: 0.25, to: "notes", of: tool)
        #expect(try tool.run("run", "notes/own.md").status == 0)
        let known = try tool.run("verify", "Output/own.html")
        #expect(known.status == 0, "\(known.output)\(known.messages)")
        try tool.folder.write(try tool.folder.data("Output/own.html"), to: "received/own.html")
        #expect(try tool.run("verify", "received/own.html").status == 2)
        #expect(try tool.run("verify", "received/own.html", "--files", "notes").status == 0)
        try tool.folder.write(try tool.folder.data("notes/letters/a/1.pgm"), to: "notes/letters/a/2.pgm")
        let changed = try tool.run("verify", "received/own.html", "--files", "notes")
        #expect(changed.status == 1)
        #expect(changed.output.contains("the data file "), "\(changed.output)")
    }

    @Test func `a stranger's folder does not say which files a report may read`() throws {
        let tool = try BuiltTool()
        try Self.writeLetters(2, split: 0.5, to: "private", of: tool)
        #expect(try tool.run("run", "private/own.md", "--output-dir", "received/Output").status == 0)
        #expect(try tool.run("verify", "received/Output/own.html").status == 0, "it is the user's own")
        for words in ["Another notebook.\n", nil] {
            let notebook = tool.folder.path + "/private/own.md"
            if let words {
                try tool.folder.write(words, to: "private/own.md")
            } else {
                try FileManager.default.removeItem(atPath: notebook)
            }
            let outcome = try tool.run("verify", "received/Output/own.html")
            #expect(outcome.status == 2, "\(outcome.output)")
            #expect(outcome.messages.contains("there is no 'letters'"), "\(outcome.messages)")
        }
    }

    @Test func `a file that is not a report is refused, and paths in a stranger's report stay in its folder`()
        throws
    {
        let tool = try Self.tool()
        for (text, words) in [
            ("<!DOCTYPE html><title>x</title>", "not a report with a notebook inside"),
            ("{\"schema\": 1}", "the record is damaged"), ("{", "not a record of a run"),
            ("{\"schema\": 99}", "a record of version 99"),
        ] {
            try tool.folder.write(text, to: "strange")
            let outcome = try tool.run("verify", "strange")
            #expect(outcome.status == 1)
            #expect(outcome.messages.contains(words), "\(outcome.messages)")
        }
        let record = try tool.folder.text("Output/small.json")
        try tool.folder.write(
            record.replacing("\"notebook\": \"small.md\"", with: "\"notebook\": \"../../etc/small.md\""),
            to: "outside.json")
        let outside = try tool.run("verify", "outside.json")
        #expect(outside.status == 1)
        #expect(
            outside.output == "different: 'notebook' is 'small.md', reported as '../../etc/small.md'\n",
            "\(outside.output)\(outside.messages)")
        // A combining mark after the slash makes it another character in Swift, but not for the system.
        try tool.folder.write(
            record.replacing("\"notebook\": \"small.md\"", with: "\"notebook\": \"../\u{301}small.md\""),
            to: "marked.json")
        let marked = try tool.run("verify", "marked.json")
        #expect(marked.status == 1)
        #expect(
            marked.output.contains(
                "different: 'notebook' is '\u{301}small.md', reported as '../\u{301}small.md'\n"),
            "\(marked.output)\(marked.messages)")
        #expect(try tool.run("verify", "small.md", "--quick").status == 64)
    }
}

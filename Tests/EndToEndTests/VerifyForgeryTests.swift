import Foundation
import TestSupport
import Testing

/// `stepbook verify` on pages with forged additions, and on genuine ones from other machines.
struct VerifyForgeryTests {
    /// A folder in which the small notebook was run with a parameter of its own.
    private static func tool() throws -> BuiltTool {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "-P", "epochs=2", "--threads", "1").status == 0)
        return tool
    }

    @Test(arguments: [
        "<pre class=\"command\">The network reads 99.9 % of all digits.</pre>\n",
        "<!-- parts: abc --><p>The network reads 99.9 % of all digits.</p><!-- -->\n",
        "<!-- timing: begin -->\n<p>The network reads 99.9 % of all digits.</p>\n",
        "<!-- timing: begin -->\n<p>The network reads 99.9 % of all digits.</p>\n<!-- timing: end -->\n",
    ])
    func `added text is found, whatever it is disguised as`(added: String) throws {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let cell = "<div class=\"cell\" id=\"cell-1\""
        let forged = page.replacing(cell, with: added + cell)
        #expect(forged != page)
        let outcome = try tool.verifyReceived(forged)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("different: "), "\(outcome.output)\(outcome.messages)")
        // Nor after everything else, where the hashes are.
        let last = try tool.verifyReceived(page + "<!-- parts: a --><p>99.9 %</p><!-- -->\n")
        #expect(last.status == 1, "\(last.output)")
    }

    @Test func `a parameter that was given as the notebook has it makes no other report`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "-P", "epochs=1").status == 0)
        #expect(try !tool.folder.text("Output/small.html").contains("given on the command line"))
        let outcome = try tool.run("verify", "Output/small.html")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
    }

    @Test func `the timing and the command to run it again say nothing else`() throws {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let words = page.replacing("No step came from the cache.", with: "It reads 99.9 % of all digits.")
        #expect(words != page)
        let timing = try tool.verifyReceived(words)
        #expect(timing.status == 1)
        #expect(timing.output.contains("different: the timing says '"), "\(timing.output)")
        #expect(timing.output.contains("99.9 % of all digits"))
        let marks = try tool.verifyReceived(
            page.replacing("<!-- timing: end -->", with: "<p>99</p>\n<!-- timing: end -->"))
        #expect(marks.status == 1)
        #expect(marks.output.contains("different: the timing is shown differently\n"), "\(marks.output)")
        let command = " --threads 1</code></pre>"
        #expect(page.contains(command))
        let claim = try tool.verifyReceived(
            page.replacing(command, with: " --threads 1 reads 99.9 %</code></pre>"))
        #expect(claim.status == 1)
        #expect(claim.output.contains("99.9 %' to run it again, computed: '"), "\(claim.output)")
        for word in ["$(rm)", "`rm`", "x;rm", "x&rm", "\\$x", "=ls", "'x'$(rm)"] {
            let expanded = try tool.verifyReceived(
                page.replacing(command, with: " --threads 1 --data-dir \(word)</code></pre>"))
            #expect(expanded.status == 1, "a shell makes something else of '\(word)'")
            #expect(expanded.output.contains("' to run it again, computed: '"), "\(expanded.output)")
        }
        let folder = try tool.verifyReceived(
            page.replacing(command, with: " --threads 1 --data-dir 'my data'</code></pre>"))
        #expect(folder.status == 0, "\(folder.output)")
        #expect(
            folder.output.contains(
                "not compared: what the command that runs it again gives beside: '--data-dir 'my data''\n"))
    }

    @Test func `a true report of another machine is identical, and differences of the machine are reported`()
        throws
    {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let encoded = try #require(page.firstMatch(of: /data-record="([^"]*)"/)).output.1
        let record = String(decoding: try #require(Data(base64Encoded: String(encoded))), as: UTF8.self)
        let processor = try #require(record.firstMatch(of: /"processor": ?"([^"]*)"/)).output.1
        let elsewhere = record.replacing("\"\(processor)\"", with: "\"Another One\"")
        #expect(elsewhere != record)
        let changed = page.replacing(String(encoded), with: Data(elsewhere.utf8).base64EncodedString())
            .replacing("<dd>\(processor)</dd>", with: "<dd>Another One</dd>")
        let outcome = try tool.verifyReceived(changed)
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.contains("made in other circumstances, which are not compared (processor: "))
        #expect(outcome.output.contains(" in place of Another One)\n"), "\(outcome.output)")
        // The page shows what its record says.
        let halfway = page.replacing("<dd>\(processor)</dd>", with: "<dd>Another One</dd>")
        #expect(try tool.verifyReceived(halfway).status == 1)
    }

    @Test(arguments: ["OMP_NUM_THREADS", "SLURM_CPUS_PER_TASK"])
    func `a report whose threads a variable decided is identical without it`(variable: String) throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", environment: [variable: "1"]).status == 0)
        let outcome = try tool.run("verify", "Output/small.html")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.contains("(threads by: none in place of \(variable))"))
    }

    @Test func `the report of a failed run is identical, with its link to the last good one and no other`()
        throws
    {
        let tool = try Self.tool()
        let claim = "expect(result.accuracy > 0.2, \"reads more than a fifth\")"
        try tool.folder.write(
            SmallNotebook.text.replacing(claim, with: "expect(result.accuracy > 0.999, \"x\")"),
            to: "small.md")
        #expect(try tool.run("run", "small.md", "-P", "epochs=2", "--threads", "1").status == 1)
        let page = try tool.unsealedReport()
        #expect(page.contains("\"small.last-good/small.html\""))
        let outcome = try tool.run("verify", "Output/small.html")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        let other = try tool.verifyReceived(
            page.replacing("\"small.last-good/small.html\"", with: "\"elsewhere/small.html\""))
        #expect(other.status == 1)
    }

    @Test func `with other arithmetic a number in a table is compared too`() throws {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let options = ["--threads", "2"]
        try tool.folder.write(page, to: "true.html")
        let kept = try tool.run(list: ["verify", "true.html"] + options)
        #expect(kept.status == 0, "\(kept.output)\(kept.messages)")
        #expect(kept.output.contains(", the text of the page\n"), "\(kept.output)")
        #expect(kept.output.contains("not compared: the page's drawings and pictures, hashes and cache keys"))
        let changed = page.replacing(
            /<td>[0-9.]+\u{A0}%<\/td><\/tr>/, with: "<td>99.9\u{A0}%</td></tr>", maxReplacements: 1)
        #expect(changed != page)
        for (number, option) in [("2", "0.01"), ("1", "0.01")] {
            let outcome = try tool.verifyReceived(changed, "--threads", number, "--tolerance", option)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("says '99.9\u{A0}%', computed: '"), "\(outcome.output)")
        }
    }

    @Test func `a page without hashes of its parts is reported`() throws {
        let tool = try Self.tool()
        let outcome = try tool.verifyReceived(try tool.unsealedReport())
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        #expect(outcome.output.hasPrefix("'received.html' has no hashes of its parts, "), "\(outcome.output)")
        #expect(try !tool.run("verify", "Output/small.json").output.contains("no hashes"))
    }

    @Test func `a saved file that was changed in place is found with the same arithmetic`() throws {
        let tool = try Self.tool()
        let path = "Output/small/nets/small.safetensors"
        try tool.folder.write(tool.folder.data(path).dropLast(4) + Data([0, 0, 64, 64]), to: path)
        for report in ["Output/small.html", "Output/small.json", "small.md"] {
            let outcome = try tool.run("verify", report)
            #expect(outcome.status == 1)
            #expect(
                outcome.output.contains(
                    "different: the saved file 'nets/small.safetensors': '\(path)' is not the one that was reported"
                ), "\(outcome.output)\(outcome.messages)")
        }
    }

    @Test func `a record that cannot be read is not passed over`() throws {
        let tool = try Self.tool()
        let path = "Output/small.json"
        try tool.folder.write(tool.folder.data(path).prefix(300), to: path)
        let cut = try tool.run("verify", "small.md")
        #expect(cut.status == 1)
        #expect(
            cut.messages.contains("cannot be compared with the record 'Output/small.json': "),
            "\(cut.messages)")
        try FileManager.default.removeItem(atPath: tool.folder.path + "/" + path)
        #expect(
            try tool.run("verify", "small.md").status == 0, "without a record there is the last run alone")
        _ = try ChildProcess.run(["mkfifo", tool.folder.path + "/" + path])
        let pipe = try tool.run("verify", "small.md")
        #expect(pipe.status == 1)
        #expect(pipe.messages.contains("it is a pipe, not a file"), "\(pipe.messages)")
    }

    @Test func `additional claims of a record are reported, and omissions too`() throws {
        let tool = try Self.tool()
        let record = try #require(
            JSONSerialization.jsonObject(with: tool.folder.data("Output/small.json")) as? [String: Any])
        func output(_ key: String, _ value: Any) throws -> String {
            var changed = record
            changed[key] = value
            try tool.folder.write(JSONSerialization.data(withJSONObject: changed), to: "changed.json")
            let outcome = try tool.run("verify", "changed.json")
            #expect(outcome.status == 1)
            return outcome.output
        }
        let input: [String: Any] = ["name": "more.csv", "bytes": 1, "sha256": "00"]
        #expect(
            try output("data", [input]).contains(
                "different: the data file 'more.csv' is in the report, and was not read now\n"))
        #expect(
            try output("history", [String: Any]()).contains(
                "different: the curves of model were not reported\n"))
        var history = try #require(record["history"] as? [String: [String: Any]])
        history["model"]?["accuracy"] = nil
        #expect(
            try output("history", history).contains(
                "different: the curve 'accuracy' of model was not reported\n"))
    }
}

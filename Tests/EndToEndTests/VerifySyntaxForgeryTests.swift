import Foundation
import TestSupport
import Testing

/// `stepbook verify` on pages whose syntax a reader, a shell or a browser parses differently from a naive check.
struct VerifySyntaxForgeryTests {
    /// A folder in which the small notebook was run with one thread.
    private static func tool() throws -> BuiltTool {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "--threads", "1").status == 0)
        return tool
    }

    @Test func `a mark behind a quote, or a quote in another spelling, hides no command for a shell`() throws
    {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let command = " --threads 1</code></pre>"
        #expect(page.contains(command))
        for word in [
            "'x'\u{301};echo pwned;'\u{301} y'", "'x&#39;;echo pwned;&#39;y'", "'x&apos;;echo pwned;&apos;y'",
            "'x'\u{FE0F}", "x\u{301}",
        ] {
            let forged = page.replacing(command, with: " --threads 1 --data-dir \(word)</code></pre>")
            let outcome = try tool.verifyReceived(forged)
            #expect(outcome.status == 1, "a shell makes something else of '\(word)'")
            #expect(outcome.output.contains("' to run it again, computed: '"), "\(outcome.output)")
        }
        // A quoted text with quotes of its own is a folder's name.
        let folder = page.replacing(command, with: " --threads 1 --data-dir 'a\u{301} &amp; b'</code></pre>")
        let outcome = try tool.verifyReceived(folder)
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test(arguments: [
        "<p data-x=1 style=\"display:none\">", "<p data-x\nstyle=\"display:none\">", "<p data-x=\">",
        "<p style=\"data:0;display:none\">", "<p onload=\"data:0\">", "<p data-step=\"step-1\">",
        "<p>\u{301}",
        "<p data-x='1' hidden>", "<p hidden>",
    ])
    func `within a tolerance no attribute hides what the page says`(tag: String) throws {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let beginning = "<p>The network reads "
        #expect(page.contains(beginning))
        let kept = try tool.verifyReceived(page, "--tolerance", "0.01")
        #expect(kept.status == 0, "\(kept.output)\(kept.messages)")
        let outcome = try tool.verifyReceived(
            page.replacing(beginning, with: tag + "The network reads "), "--tolerance", "0.01")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("different: "), "\(outcome.output)\(outcome.messages)")
    }

    @Test func `the timing's tags are read as a browser reads them`() throws {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        let start = try #require(page.ranges(of: "<!-- timing: begin -->").last).lowerBound
        let (before, timing) = (String(page[..<start]), String(page[start...]))
        for forged in [
            // An unclosed value includes the sentence after it.
            timing.replacing(/datetime="[^"]*">/, with: "datetime=\">", maxReplacements: 1),
            // The page's script shows it beside the steps.
            timing.replacing(
                /data-took="[^"]*"/, with: "data-took=\"<It reads 99.9 % of all digits.\"", maxReplacements: 1
            ),
            timing.replacing("<h2>Timing", with: "<h2>\u{301}\u{302}Timing"),
            timing.replacing("<h2>Timing", with: "<h2 hidden>Timing"),
        ] {
            #expect(!forged.utf8.elementsEqual(timing.utf8))
            let outcome = try tool.verifyReceived(before + forged)
            #expect(outcome.status == 1, "\(outcome.output)\(outcome.messages)")
            #expect(outcome.output.contains("different: the timing "), "\(outcome.output)")
        }
    }

    @Test(arguments: ["<script", "<style"])
    func `a character that only looks the same is another one in style and script`(opening: String) throws {
        let tool = try Self.tool()
        var page = try tool.unsealedReport()
        let start = try #require(page.firstRange(of: opening)).upperBound
        let place = try #require(page[start...].firstIndex(of: ";"))
        // The Greek question mark, which is canonically equivalent in Unicode, but not for a browser.
        page.replaceSubrange(place...place, with: "\u{37E}")
        for options in [[], ["--tolerance", "0.01"]] {
            try tool.folder.write(page, to: "received.html")
            let outcome = try tool.run(list: ["verify", "received.html"] + options)
            #expect(outcome.status == 1, "\(outcome.output)\(outcome.messages)")
            #expect(outcome.output.contains("different: the s"), "\(outcome.output)")
        }
    }

    @Test func `a value too large for a number, and a missing number, match nothing`() throws {
        let tool = try Self.tool()
        let page = try tool.unsealedReport()
        for number in ["1e+999", String(repeating: "9", count: 400), "\u{0}", "", "&#57;"] {
            let forged = page.replacing(
                /<td>[0-9.]+\u{A0}%<\/td><\/tr>/, with: "<td>\(number)\u{A0}%</td></tr>", maxReplacements: 1)
            #expect(forged != page)
            let outcome = try tool.verifyReceived(forged, "--tolerance", "0.01")
            #expect(outcome.status == 1, "\(number.prefix(10)): \(outcome.output)")
            #expect(outcome.output.contains(", computed: '"), "\(outcome.output)")
        }
    }
}

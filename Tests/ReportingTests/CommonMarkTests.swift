import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing

struct CommonMarkTests {
    private struct Example: Decodable {
        let example: Int
        let markdown: String
        let html: String
    }

    @Test func `prose is what cmark renders, in each example of the specification`() throws {
        guard let path = ProcessInfo.processInfo.environment["STEPBOOK_COMMONMARK_SPEC"] else {
            SkipLog.record("commonmark/spec", reason: "STEPBOOK_COMMONMARK_SPEC is not set")
            return
        }
        let examples = try JSONDecoder().decode(
            [Example].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(examples.count == 652)
        var equalToSpecification = 0
        for example in examples {
            // An empty line before it, lest '---' be taken for front matter.
            let text = "\n" + example.markdown
            let notebook = Notebook(parsing: SourceFile(name: "\(example.example).md", text: text))
            let safe = CommonMarkHTML.safe(of: text)
            #expect(notebook.html == safe, "example \(example.example)")
            // What safe mode omits is a warning, not an error.
            #expect(!notebook.diagnostics.contains { $0.severity == .error }, "example \(example.example)")
            let isCensored = safe.contains("<!-- raw HTML omitted -->") || safe.contains("=\"\"")
            if !isCensored { #expect(safe == example.html, "example \(example.example)") }
            if safe == example.html { equalToSpecification += 1 }
        }
        #expect(equalToSpecification == 581)
    }

    /// What the examples lack.
    @Test(arguments: [
        "[a](b \"\")", "[a](b '')", "![a](b \"\")", "[a]: /b ''\n\n[a] ![a]", "[](b)", "![](b)", "[a](<>)",
        "<https://a.b/c?d&e='f\"g>", "[a](b&amp;c'd%20é`[] \"&amp; 'x' \\\" <\")", "![a *b `c` <d>\ne](f)",
        "![a ![b [c](d)](e \"f\") g\\\nh](i \"j\")", "[![a](b)](c)",
        "[a](data:image/png;x) [a](DATA:image/GIF)",
        "![a](data:image/svg+xml;x) [a](Data:b) [a](JavaScript:b) [a](javascript%3Ab) [a](files:b)",
        "0. a\n1. b", "7) a\n\n   b\n8) c", "- a\n  > b\n\n      c\n- > - d\n  >\n  >   e",
        "- \n- a\n\n\n- b",
        "~~~ a&quot;b\tc\n<&>\"'\n~~~", "``` \n```", "<!-- a\n\nb -->\nc <d>\n", "a  \nb\\\nc\nd",
        "# a\n## *b* `c` #\nd\n---\ne\n===\n***\n", "# \u{301}a\n\n\u{301}",
        "*a **b** c* __d__ &amp;&lt;&quot;\u{A0}",
    ])
    func `prose is what cmark renders`(text: String) {
        let text = "\n" + text
        let notebook = Notebook(parsing: SourceFile(name: "test.md", text: text))
        #expect(
            notebook.html.utf8.elementsEqual(CommonMarkHTML.safe(of: text).utf8), "\(text.debugDescription)")
    }

    @Test(arguments: 0..<4)
    func `whatever is written, prose is what cmark renders`(batch: Int) {
        let pieces = [
            "\n", "\n\n", "\r\n", " ", "    ", "\t", "> ", "- ", "1. ", "3) ", "# ", "```", "~~~", "*", "**",
            "_",
            "`", "``", "[a]", "(b 'c')", "![", "]", "[a]: /d ''\n", "<e>", "<!-- ", "-->", "<div>\n", "\\",
            "&amp;",
            "<https://f>", "  \n", "===\n", "***\n", "g", "é\u{301}", "\"", "'", "&", "<", ">",
        ]
        var random = RandomSource(seed: UInt64(batch))
        for _ in 0..<Fuzzing.count(few: 500, batches: 4) {
            let text =
                "\n"
                + (0..<Int.random(in: 1...30, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }.joined()
            let notebook = Notebook(parsing: SourceFile(name: "fuzz.md", text: text))
            #expect(
                notebook.html.utf8.elementsEqual(CommonMarkHTML.safe(of: text).utf8),
                "\(text.debugDescription)")
        }
    }

    @Test func `a quote fifteen thousand levels deep is rendered`() {
        let text = String(repeating: ">", count: 15_000) + " deep\n"
        let notebook = Notebook(parsing: SourceFile(name: "deep.md", text: text))
        #expect(notebook.html == CommonMarkHTML.safe(of: text))
    }

    @Test(arguments: [
        "a <script>alert(1)</script>", "<div onclick=\"a\">\n", "[a](javascript:alert(1))", "<javascript:a>",
        "![a](data:text/html;base64,x)", "[a](VBScript:x)", "[a](file:///etc/passwd)",
        "| <script> |\n|---|\n| [x](javascript:a) |", "# <script>a\n",
    ])
    func `dangerous markup is removed`(text: String) {
        let html = Notebook(parsing: SourceFile(name: "test.md", text: text)).html.lowercased()
        for word in [
            "<script", "<div", "javascript:\"", "href=\"javascript", "href=\"data", "src=\"data",
            "href=\"vbscript", "href=\"file",
        ] {
            #expect(!html.contains(word))
        }
    }
}

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
            let safe = Notebook.commonMarkHTML(of: text)
            #expect(notebook.html == safe, "example \(example.example)")
            // What safe mode leaves out is told, but is no mistake.
            #expect(!notebook.diagnostics.contains { $0.severity == .error }, "example \(example.example)")
            let isCensored = safe.contains("<!-- raw HTML omitted -->") || safe.contains("=\"\"")
            if !isCensored { #expect(safe == example.html, "example \(example.example)") }
            if safe == example.html { equalToSpecification += 1 }
        }
        #expect(equalToSpecification == 581)
    }

    @Test(arguments: [
        "a <script>alert(1)</script>", "<div onclick=\"a\">\n", "[a](javascript:alert(1))", "<javascript:a>",
        "![a](data:text/html;base64,x)", "[a](VBScript:x)", "[a](file:///etc/passwd)",
        "| <script> |\n|---|\n| [x](javascript:a) |", "# <script>a\n",
    ])
    func `nothing dangerous is let through`(text: String) {
        let html = Notebook(parsing: SourceFile(name: "test.md", text: text)).html.lowercased()
        for word in [
            "<script", "<div", "javascript:\"", "href=\"javascript", "href=\"data", "src=\"data",
            "href=\"vbscript", "href=\"file",
        ] {
            #expect(!html.contains(word))
        }
    }
}

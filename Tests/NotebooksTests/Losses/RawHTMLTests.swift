import Diagnostics
import Notebooks
import TestSupport
import Testing

/// Warnings of everything that raw HTML removes from a report.
struct RawHTMLTests {
    /// The marked ranges, in order, and the expected diagnostics.
    @Test(arguments: [
        (
            "‹<details>›\n<summary>How it was measured</summary>\nTwice.\n</details>\n",
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'How it was measured Twice.' | these words will not be seen"
            ]
        ),
        (
            "> - ‹<div>›Words</div>\n",
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'Words' | these words will not be seen"
            ]
        ),
        (
            "Before.\n\n‹<!--› A remark.\n\nAfter.\n",
            [
                "html.unclosed: '<!--' is not closed, so everything after it is left out of the report | '-->' is missing"
            ]
        ),
        (
            "‹<!--› A remark.\n\n```swift-step\nf()\n```\n",
            [
                "html.unclosed: '<!--' is not closed, so everything after it is left out of the report | '-->' is missing"
            ]
        ),
        (
            "> ‹<!--› A remark.\n\nAfter.\n",
            [
                "html.unclosed: '<!--' is not closed, so the rest of this quote is left out of the report | '-->' is missing"
            ]
        ),
        (
            "- ‹<!--› A remark.\n- After.\n",
            [
                "html.unclosed: '<!--' is not closed, so the rest of this list's item is left out of the report | '-->' is missing"
            ]
        ),
        (
            "‹<script>›\nf();\n</script>\n",
            [
                "html.tag: raw HTML is left out of the report: '<script>' does nothing | a page of your own, given with --template, has scripts of yours"
            ]
        ),
        (
            "‹<pre>›\na\n\nb\n",
            [
                "html.unclosed: '<pre>' is not closed, so everything after it is left out of the report | '</pre>' is missing"
            ]
        ),
        (
            "‹<script>›\nf();\n\nWords.\n",
            [
                "html.unclosed: '<script>' is not closed, so everything after it is left out of the report | '</script>' is missing"
            ]
        ),
        (
            "<div>\n```‹swift-step›\nf()\n```\n</div>\n",
            ["html.cell: a cell inside raw HTML is not run, and not shown | leave an empty line before it"]
        ),
        (
            "‹<div>›\nImportant words.\n```‹swift-step›\nf()\n```\nAnd more.\n</div>\n",
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'Important words. And more.' | these words will not be seen",
                "html.cell: a cell inside raw HTML is not run, and not shown | leave an empty line before it",
            ]
        ),
        (
            "<div>\n~~~~ ‹swift-step›\nf(\"<b>x\")\n~~~\ng()\n~~~~\n```‹swift-step›\nh()\n```\n</div>\n",
            [
                "html.cell: a cell inside raw HTML is not run, and not shown | leave an empty line before it",
                "html.cell: a cell inside raw HTML is not run, and not shown | leave an empty line before it",
            ]
        ),
        (
            "‹<›!--> lost words\n",
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'lost words' | these words will not be seen"
            ]
        ),
        (
            "‹<›!---> lost words\n",
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'lost words' | these words will not be seen"
            ]
        ),
        (
            "> <details>\n> ~~~ ‹swift-step›\n> f()\n",
            ["html.cell: a cell inside raw HTML is not run, and not shown | leave an empty line before it"]
        ),
        (
            "‹<img src=\"a.png\">›\n",
            [
                "html.picture: raw HTML is left out of the report, so nothing is shown here | write '![what it shows](file.png)'"
            ]
        ),
        (
            "A ‹<img src=\"a.png\">›, and ‹<img src='b.png'>›.\n",
            [
                "html.picture: raw HTML is left out of the report, so nothing is shown here | write '![what it shows](file.png)'",
                "html.picture: raw HTML is left out of the report, so nothing is shown here | write '![what it shows](file.png)'",
            ]
        ),
        (
            "H‹<sub>›2</sub>O and CO<sub>2</sub>\n",
            [
                "html.tag: raw HTML is left out of the report: '<sub>' does nothing | write it in words, or with a character such as '₂'"
            ]
        ),
        (
            "> one‹<br>›\n> two<br/>three\n",
            [
                "html.tag: raw HTML is left out of the report: '<br>' does nothing | a backslash at a line's end breaks the line"
            ]
        ),
        (
            "Give a ‹<name>› and a `<name>` and \\<name>.\n",
            [
                "html.no-element: '<name>' is taken for HTML and left out of the report | write '\\<name>', or put it in backticks"
            ]
        ),
        (
            "| a | b |\n|---|---|\n| x‹<br>›y | z |\n",
            [
                "html.tag: raw HTML is left out of the report: '<br>' does nothing | a backslash at a line's end breaks the line"
            ]
        ),
        (
            "<!-- a remark --> ‹A› sentence.\n".replacing("‹A›", with: "A"),
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'A sentence.' | these words will not be seen"
            ]
        ),
        (
            "a ‹<![CDATA[words]]>› b\n",
            [
                "html.words: raw HTML is left out of the report, with the words in it: 'words' | these words will not be seen"
            ]
        ),
        (
            "‹<div align=\"center\">›\n\nWords.\n\n</div>\n",
            ["html.tag: raw HTML is left out of the report: '<div>' does nothing | write it in Markdown"]
        ),
    ])
    func `each loss is reported at its place`(text: String, words: [String]) {
        let marked = MarkedSource(text)
        let found = Notebook(parsing: marked.source).diagnostics.filter { $0.id.hasPrefix("html.") }
        #expect(found.map { String($0.summary.trimmingPrefix("warning ")) } == words)
        guard !marked.ranges.isEmpty else { return }
        #expect(found.map(\.range) == marked.ranges)
    }

    @Test func `a cell that an unclosed remark swallows is named`() {
        let marked = MarkedSource("‹<!--› A\n\n```‹swift-step›\nf()\n```\n")
        let notebook = Notebook(parsing: marked.source)
        #expect(notebook.cells.isEmpty)
        #expect(notebook.diagnostics.first?.notes.map(\.message) == ["a cell is in it, and will not run"])
        #expect(notebook.diagnostics.first?.notes.first?.range == marked.ranges[1])
    }

    @Test(arguments: [
        "<!-- a remark -->\n\nWords.\n", "Words <!-- a remark --> and words.\n",
        "<!--\n```swift-step\nf()\n```\n-->\n\nWords.\n", "<https://example.org> and `<b>` and \\<b>.\n",
        "    <div>words</div>\n", "```\n<div>words</div>\n```\n", "1 < 2, a <- b, 3 > 2\n",
        "&lt;b&gt; &amp;\n",
        "[//]: # (a remark)\n",
    ])
    func `remarks, code and signs lose nothing`(text: String) {
        #expect(Notebook(parsing: SourceFile(name: "a.md", text: text)).diagnostics == [])
    }
}

import Diagnostics
import Notebooks
import TestSupport
import Testing

struct PipeTableTests {
    @Test func `a table is shown with its alignments`() {
        #expect(
            html("| a | b | c | d |\n| --- | :-- | :-: | --: |\n| 1 | 2 | 3 | 4 |\n") == """
                <table>
                <thead>
                <tr>
                <th>a</th>
                <th class="align-left">b</th>
                <th class="align-center">c</th>
                <th class="align-right">d</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td>1</td>
                <td class="align-left">2</td>
                <td class="align-center">3</td>
                <td class="align-right">4</td>
                </tr>
                </tbody>
                </table>

                """)
    }

    /// Markdown, and the table's cells by row in short form with what stands around it.
    @Test(arguments: [
        ("a|b\n-|-\nc|d", "[a|b/c|d]"),
        ("|a|\n|-|", "[a]"),
        ("| a | b |\n|---|---|\n| c |\n| d | e | f |", "[a|b/c|/d|e]"),
        ("text\na|b\n-|-\nc|d\n\nafter", "<p>text</p>[a|b/c|d]<p>after</p>"),
        ("a|b\n-|-\nc\n> q", "[a|b/c|]<blockquote><p>q</p></blockquote>"),
        ("a|b\n-|-\nc|d\n---\ne", "[a|b/c|d]<hr /><p>e</p>"),
        ("a|b\n-|-\nc|d\n===", "[a|b/c|d/===|]"),
        ("a|b\n-|-\n- c", "[a|b]<ul><li>c</li></ul>"),
        ("a|b\n-|-\n2. c", "[a|b]<ol start=\"2\"><li>c</li></ol>"),
        ("a|b\n-|-\n    c", "[a|b]<pre><code>c</code></pre>"),
        ("a|b\n-|-\n1|2\n# h", "[a|b/1|2]<h1>h</h1>"),
        ("- a|b\n  -|-\n  c|d\n- e", "<ul><li>[a|b/c|d]</li><li>e</li></ul>"),
        ("> a|b\n> -|-\n> c|d", "<blockquote>[a|b/c|d]</blockquote>"),
        ("> a|b\n> -|-\nc|d", "<blockquote>[a|b]</blockquote><p>c|d</p>"),
        ("> a|b\n-|-\n", "<blockquote><p>a|b-|-</p></blockquote>"),
        ("1. x\n   a|b\n   -|-\n   c|d\n\n   y", "<ol><li><p>x</p>[a|b/c|d]<p>y</p></li></ol>"),
        ("`a \\| b` | c\\|d\n-|-\n\\\\| e", "[<code>a | b</code>|c|d/\\|e]"),
        ("a | # b #\n-|-\n*c* | [d]\n\n[d]: /e", "[a|# b #/<em>c</em>|<a href=\"/e\">d</a>]"),
        ("<b> | [x](javascript:a)\n-|-\n&lt; | *a", "[<!-- raw HTML omitted -->|<a href=\"\">x</a>/&lt;|*a]"),
        ("a|b\n-|-\n*c | d*", "[a|b/*c|d*]"),
        ("[r]: /u\na|b\n-|-\nc|[r]", "[a|b/c|<a href=\"/u\">r</a>]"),
        ("a|b\n-|-\n\na|b\n-|-\nc|d", "[a|b][a|b/c|d]"),
        // Not tables.
        ("a|b\n-|-|-", "<p>a|b-|-|-</p>"), ("a|b\n-", "<h2>a|b</h2>"), ("a|b\n-:-|-", "<p>a|b-:-|-</p>"),
        ("a\n:-:", "<p>a:-:</p>"), ("```\na|b\n-|-\n```", "<pre><code>a|b-|-</code></pre>"),
        ("a|b\n\n-|-", "<p>a|b</p><p>-|-</p>"), ("-|-", "<p>-|-</p>"), ("a|b\n-|\\-", "<p>a|b-|-</p>"),
    ])
    func `tables are found where GitHub finds them`(text: String, expected: String) {
        #expect(short(html(text)) == expected)
        #expect(short(html(text.replacing("\n", with: "\r\n"))) == expected)
    }

    /// For cmark the line after the underlined one belongs to both.
    @Test func `a table right below an underlined heading does not take its lines twice`() {
        #expect(short(html("|\n-\na||\n-|-")) == "[/a]<p>-|-</p>")
        #expect(short(html("x\n-\na|b\n-|-\n1|2")) == "<h2>x</h2>[a|b/1|2]")
    }

    @Test func `a table of many columns does not make many cells`() {
        let columns = 2_000
        let text =
            String(repeating: "|a", count: columns) + "\n" + String(repeating: "|-", count: columns) + "\n"
            + String(repeating: "|b\n", count: 2_000)
        #expect(html(text).utf8.count < 10_000_000)
    }

    private func html(_ text: String) -> String {
        Notebook(parsing: SourceFile(name: "test.md", text: text)).html
    }

    private func short(_ html: String) -> String {
        html.replacing("\n", with: "").replacing("\r", with: "")
            .replacing("<table><thead><tr>", with: "[").replacing("</tr></thead>", with: "")
            .replacing("<tbody><tr>", with: "/").replacing("</tr><tr>", with: "/")
            .replacing("</tr></tbody>", with: "").replacing("</table>", with: "]")
            .replacing("</th><th>", with: "|").replacing("</td><td>", with: "|")
            .replacing("<th>", with: "").replacing("</th>", with: "")
            .replacing("<td>", with: "").replacing("</td>", with: "")
    }
}

import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

struct EscapingTests {
    @Test func `the hostile run has a figure of each kind`() {
        let kinds = SampleRun.hostile().steps.flatMap(\.figures).map(\.kind)
        #expect(kinds.sorted() == FigureKinds.standard.all.map { $0.kind }.sorted())
    }

    @Test func `hostile text never becomes markup`() throws {
        let page = try Markup(Report(of: SampleRun.hostile()).html)
        #expect(!page.elements.contains { $0.name == "img" })
        #expect(page.elements.filter { $0.name == "script" }.count == 1)
        #expect(page.elements.filter { $0.name == "style" }.count == 1)
        #expect(page.elements.filter { $0.name == "title" && $0.attributes.isEmpty }.count >= 1)
        #expect(page.comments.prefix(2) == [" timing: begin ", " timing: end "])
        let seal = try #require(page.comments.dropFirst(2).first)
        #expect(page.comments.count == 3 && seal.hasPrefix(" parts: "))
        let digits = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/- ")
        #expect(seal.dropFirst(" parts: ".count).allSatisfy(digits.contains))
        #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    }

    @Test func `hostile text is shown unchanged, except for control characters`() throws {
        let page = try Markup(Report(of: SampleRun.hostile()).html)
        let shown = SampleRun.hostileText.replacing("\0", with: "\u{FFFD}")
        // In the title, the byline, the notices, the parameters, the files, the figures, the failures …
        #expect(page.texts.filter { $0.contains(shown) }.count >= 30)
    }

    @Test func `hostile text in the record stays inside its strings`() throws {
        let json = RunRecord(of: SampleRun.hostile()).json
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect((object["notices"] as? [String]) == [SampleRun.hostileText])
    }

    @Test(arguments: [
        ("a & b", "a &amp; b"), ("&amp;", "&amp;amp;"), ("<b>", "&lt;b&gt;"),
        ("\u{1}\u{85}", "\u{FFFD}\u{FFFD}"),
        ("a\u{202E}b", "a\u{202E}b\u{202C}"),
        ("\u{2066}a\u{202B}b\u{2069}c\u{202C}", "\u{2066}a\u{202B}b\u{202C}\u{2069}c"),
        ("\"'", "\"'"), ("é\u{1F600}", "é\u{1F600}"),
    ])
    func `text is escaped once, when it is rendered`(text: String, html: String) {
        #expect(Node.text(text).html == html)
    }

    /// Long texts are looked at many bytes at a time.
    @Test(arguments: [
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
        ("\u{1F}", "\u{FFFD}"), ("\u{7F}", "\u{FFFD}"), ("\u{80}", "\u{FFFD}"), (" ", " "), ("~", "~"),
    ])
    func `a character is escaped wherever it stands in a long text`(character: String, escaped: String) {
        for length in [1, 15, 16, 17, 63, 64, 65, 130] {
            for place in 0..<length {
                let (before, after) = (
                    String(repeating: "+", count: place), String(repeating: "z", count: length - place - 1)
                )
                let element = Element(.span, Attribute("title", before + character + after))
                #expect(element.html == "<span title=\"\(before)\(escaped)\(after)\"></span>")
            }
        }
    }

    @Test func `quotes are escaped in attributes`() {
        let element = Element(.span, Attribute("title", "\"'<>&\n"))
        #expect(element.html == "<span title=\"&quot;&#39;&lt;&gt;&amp;\n\"></span>")
    }
}

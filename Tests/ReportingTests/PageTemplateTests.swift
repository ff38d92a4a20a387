import Diagnostics
import Foundation
import Notebooks
import Reporting
import TestSupport
import Testing
import Workflow

/// Custom pages.
struct PageTemplateTests {
    private static let parts = "{{head}}{{title-block}}{{content}}{{provenance}}{{timing}}"

    private func template(_ text: String) throws -> PageTemplate {
        try PageTemplate(SourceFile(name: "page.html", text: text))
    }

    @Test func `the example is the standard page, byte for byte`() throws {
        let file = BuiltTool.packageFolder.appending(path: "Docs/template.html")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text == PageTemplate.standardText)
        for run in [try SampleRun.digits(), try SampleRun.failed(), SampleRun.hostile()] {
            #expect(try Report(of: run, template: template(text)) == Report(of: run))
        }
    }

    @Test func `placeholders are replaced by parts, and the rest stays unchanged`() throws {
        let text = """
            <!doctype html><html lang='de'><HEAD>{{head}}<STYLE media="all">p { color: red } {{style}}</STYLE></HEAD>
            <body><!-- {{content}} is put in below -->3 < 4, isn't it<style-guide></style-guide><h1 title="{{title}}">{{title}} &amp; more</h1>
            <article id='{{main}}'>{{title-block}}{{content}}</article>{{provenance}}{{timing}}</body></html>
            """
        let html = try Report(of: SampleRun.digits(), template: template(text)).html
        #expect(html.hasPrefix("<!doctype html><html lang='de'><HEAD><meta charset=\"utf-8\">"))
        #expect(html.contains("<!-- {{content}} is put in below -->"))
        #expect(
            html.contains(
                "<h1 title=\"Recognizing handwritten digits\">Recognizing handwritten digits &amp; more</h1>")
        )
        #expect(html.contains("<article id='main'><header class=\"title-block\">"))
        #expect(html.contains("<style>") == false && html.contains("<STYLE media=\"all\">p { color: red } "))
        #expect(html.contains("{{") == html.contains("{{content}} is put"))
        let end = try #require(html.ranges(of: "<!-- parts: ").last)
        #expect(html[..<end.lowerBound].hasSuffix("</section>\n<!-- timing: end -->\n</body></html>"))
    }

    @Test func `the policy names every style and script of the page by its hash`() throws {
        let text =
            "\(Self.parts)<a href=\"https://a.b\">a</a><img src=\"data:,\" alt=\"\"><style>{{ style }} a { b: url(data:,) }</style>\r\n<style>b\r\n{}</style><script>{{script}}</script>"
            + "<script type=module>let a = {{b: 1}};</script>"
        let html = try Report(of: SampleRun.small(), template: template(text)).html
        let policy = try #require(
            html.replacing("&#39;", with: "'").firstMatch(of: #/style-src (.*?); script-src (.*?); /#))
        func hashes(_ name: String) -> [String] {
            html.components(separatedBy: "<\(name)").dropFirst().map { part in
                let content = part.components(separatedBy: "</\(name)>")[0].drop { $0 != ">" }.dropFirst()
                let hash = ContentHash(of: Data(content.utf8)).hexadecimal
                let bytes = stride(from: 0, to: 64, by: 2).map { place in
                    UInt8(hash.dropFirst(place).prefix(2), radix: 16) ?? 0
                }
                return "'sha256-\(Data(bytes).base64EncodedString())'"
            }
        }
        #expect(hashes("style").count == 2 && hashes("script").count == 2)
        #expect(policy.output.1 == hashes("style").joined(separator: " "))
        #expect(policy.output.2 == hashes("script").joined(separator: " "))
        #expect(html.contains("<style>b\n{}</style>"), "browsers read every line end as a line feed")
        let bare = try Report(of: SampleRun.small(), template: template(Self.parts)).html
        #expect(bare.replacing("&#39;", with: "'").contains("style-src 'none'; script-src 'none'; "))
    }

    @Test func `the notebook is in every page and can be extracted`() throws {
        let run = try SampleRun.digits()
        let html = try Report(of: run, template: template(Self.parts)).html
        #expect(try EmbeddedSource(report: Data(html.utf8)).bytes == Data(run.plan.notebook.source.bytes))
    }

    @Test func `hostile text stays text in a custom page`() throws {
        let text = "\(Self.parts)<p title=\"{{title}}\">{{title}}</p><p title='{{title}}'></p>"
        let html = try Report(of: SampleRun.hostile(), template: template(text)).html
        #expect(!html.contains("<script>") && !html.contains("<img"))
        let titles = html.matches(of: #/<p title=("[^"]*"|'[^']*')>/#)
        #expect(titles.count == 2)
        #expect(titles.allSatisfy { $0.output.1.contains("&lt;script&gt;") })
    }

    @Test(arguments: [
        (
            "‹{{contnet}}›",
            ["template.unknown: unknown placeholder '{{contnet}}' | did you mean '{{content}}'?"]
        ),
        ("‹{{content}}›", ["template.twice: '{{content}}' is used twice"]),
        ("<p class=\"‹{{provenance}}›\">", ["template.place: '{{provenance}}' is not allowed here"]),
        ("<p class=‹{{title}}›>", ["template.place: '{{title}}' is not allowed here"]),
        ("‹{{script}}›", ["template.place: '{{script}}' is not allowed here"]),
        (
            "‹<script src=\"a.js\">›</script>",
            ["template.source: a page loads nothing from elsewhere: put it into the page"]
        ),
        (
            "‹<img alt='' src=a.png>›",
            ["template.source: a page loads nothing from elsewhere: put it into the page"]
        ),
        (
            "‹<LINK rel=stylesheet HREF='a.css'>›",
            ["template.source: a page loads nothing from elsewhere: put it into the page"]
        ),
        (
            "‹<meta http-equiv=\"Refresh\" content=\"0;url=//a.b\">›",
            ["template.refresh: a page that goes elsewhere by itself"]
        ),
        (
            "‹<p onclick=\"f()\">›",
            ["template.attribute: 'onclick' does nothing here: write a script element"]
        ),
        ("‹<p style=\"a: b\">›", ["template.attribute: 'style' does nothing here: write a style element"]),
        (
            "‹<style›>a { b: url( 'c.png') }</style>",
            ["template.source: a page loads nothing from elsewhere: put it into the page"]
        ),
        (
            "‹<style›>@Import 'a';</style>",
            ["template.source: a page loads nothing from elsewhere: put it into the page"]
        ),
        ("<style>‹{{script}}›</style>", ["template.place: '{{script}}' is not allowed here"]),
        ("‹{{›content", ["template.open: a place that is not closed by '}}'"]),
        ("‹<›p class=\"a", ["template.open-tag: a tag that is not closed"]),
        ("‹<›script>a", ["template.open-tag: a script that is not closed"]),
    ])
    func `errors of a template are reported with their place`(text: String, words: [String]) throws {
        let source = MarkedSource("\(Self.parts)\n\(text)", name: "page.html")
        let error = #expect(throws: DiagnosticsError.self) { try PageTemplate(source.source) }
        source.expect(error?.diagnostics ?? [], words)
    }

    @Test(arguments: [
        "<title>PLACE</title>", "<dialog>PLACE</dialog>", "<details><summary>a</summary>PLACE</details>",
        "<details open name=a>PLACE</details>", "<p hidden>PLACE</p>", "<div hidden=until-found>PLACE</div>",
        "<section inert><p>PLACE</p></section>", "<div aria-hidden='TRUE'>PLACE</div>",
        "<meter value=1>PLACE</meter>", "<progress>PLACE</progress>", "<ruby><rp>PLACE</rp></ruby>",
        "<svg><text>PLACE</text></svg>", "<svg><g>PLACE</g></svg>", "<style>PLACE</style>",
        "<script>PLACE</script>",
        // Browsers do not end the hidden element at these tags.
        "<dialog><p></p></p>PLACE</dialog>", "<div hidden><div>a</div>PLACE</div>",
        "<div hidden><table><tr><td></div>PLACE</table></div>", "<div hidden/>PLACE</div>",
        "<dialog hidden open>PLACE</dialog>", "<div hidden></section></span>PLACE</div>",
    ])
    func `what a reader has to know is only where browsers show it`(markup: String) {
        for part in ["title-block", "content", "provenance", "timing"] {
            let parts = Self.parts.replacing("{{\(part)}}", with: "")
            let text = parts + markup.replacing("PLACE", with: "‹{{\(part)}}›")
            let source = MarkedSource(text, name: "page.html")
            let error = #expect(throws: DiagnosticsError.self) { try PageTemplate(source.source) }
            #expect(error?.diagnostics.map(\.id) == ["template.place"])
            #expect(error?.diagnostics.map(\.range) == source.ranges)
        }
    }

    @Test(arguments: [
        "textarea", "option", "select", "noscript", "template", "object", "iframe", "datalist", "video",
        "canvas",
        "noframes", "math",
    ])
    func `an element that may show nothing of its content is refused`(name: String) {
        let text = Self.parts.replacing("{{content}}", with: "<\(name)>{{content}}</\(name)>")
        let error = #expect(throws: DiagnosticsError.self) { try template(text) }
        #expect(error?.diagnostics.isEmpty == false)
    }

    @Test(arguments: [
        "<dialog open>PLACE</dialog>", "<details open><summary>a</summary>PLACE</details>",
        "<dialog>a</dialog>PLACE", "<div hidden><ul><li>a</ul></div>PLACE", "<p hidden>a</p><div>PLACE</div>",
        "<table><tr><td>PLACE</td></tr></table>", "<title>{{title}}</title>PLACE", "<hr hidden>PLACE",
        "<div aria-hidden=false>PLACE</div>",
    ])
    func `what a reader has to know may be wherever browsers show it`(markup: String) {
        let text = Self.parts.replacing("{{content}}", with: markup.replacing("PLACE", with: "{{content}}"))
        #expect(throws: Never.self) { try template(text) }
    }

    @Test(arguments: ["html", "body"], ["hidden", "inert", "aria-hidden=true"])
    func `a template does not take away its whole page`(name: String, attribute: String) {
        // Browsers give the attributes of a later tag to the element that is open.
        for text in ["<\(name) \(attribute)>\(Self.parts)", "\(Self.parts)<\(name) \(attribute)>"] {
            let error = #expect(throws: DiagnosticsError.self) { try template(text) }
            #expect(error?.diagnostics.contains { $0.id == "template.attribute" } == true)
        }
    }

    @Test(arguments: [
        "<svg><rect fill=\"‹{{title}}›\" width=9 height=9 /></svg>", "<svg mask='‹{{title}}›'></svg>",
        "<svg><path clip-path='‹{{title}}›' d='M0 0'/></svg>",
        "<svg><path marker-end=\"a ‹{{title}}›\"/></svg>",
        "<svg><use href='#‹{{title}}›'/></svg>", "<a href='‹{{title}}›'>a</a>", "<p id='‹{{title}}›'>a</p>",
        "<p class='‹{{title}}›'>a</p>", "<label for='‹{{title}}›'>a</label>", "<input type='‹{{title}}›'>",
    ])
    func `a title is in no attribute that could load, lead elsewhere or name something`(text: String) {
        let source = MarkedSource("\(Self.parts)\(text)", name: "page.html")
        let error = #expect(throws: DiagnosticsError.self) { try PageTemplate(source.source) }
        #expect(error?.diagnostics.map(\.id) == ["template.place"])
        #expect(error?.diagnostics.map(\.range) == source.ranges)
    }

    @Test func `a function that is not listed is named`() throws {
        let source = MarkedSource(
            "\(Self.parts)‹<style›>p { width: of-the-future(1px) }</style>", name: "page.html")
        let error = #expect(throws: DiagnosticsError.self) { try PageTemplate(source.source) }
        source.expect(
            error?.diagnostics ?? [],
            [
                "template.source: 'of-the-future(…)' is no function that a report's style may have, not even in a comment"
            ])
    }

    @Test func `all missing placeholders are reported at once`() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try template("<style></style>{{content}}{{head}}")
        }
        #expect(
            Set(error?.diagnostics.map(\.message) ?? []) == [
                "a 'style' before '{{head}}', whose policy would not hold for it",
                "a '/style' before '{{head}}', whose policy would not hold for it",
                "'{{content}}' before '{{head}}', whose policy would not hold for it",
                "there is no place for '{{title-block}}', '{{provenance}}', '{{timing}}'",
            ])
    }

    @Test(arguments: TemplateAttack.pages(asking: "http://127.0.0.1:9"))
    func `markup that could make requests or navigate is refused`(text: String) {
        #expect(throws: DiagnosticsError.self) { try template(text) }
    }

    @Test(arguments: TemplateAttack.harmless)
    func `usual markup is allowed`(piece: String) throws {
        do {
            _ = try template(
                "<!doctype html><html lang=en><head>{{head}}</head><body>\(piece)\(Self.parts.dropFirst("{{head}}".count))</body></html>"
            )
        } catch let error as DiagnosticsError {
            Issue.record("\(error.diagnostics.map(\.summary))")
        }
    }

    @Test(arguments: [
        "‹w›ords {{head}}", "‹{{title}}›{{head}}", "‹</html>›{{head}}", "<!-- a --!>‹w›{{head}}",
    ])
    func `nothing that would start the body comes before the policy`(text: String) {
        let source = MarkedSource(
            "\(text){{title-block}}{{content}}{{provenance}}{{timing}}", name: "page.html")
        let error = #expect(throws: DiagnosticsError.self) { try PageTemplate(source.source) }
        #expect(error?.diagnostics.map(\.id) == ["template.early"])
        #expect(error?.diagnostics.map(\.range) == source.ranges)
    }
}

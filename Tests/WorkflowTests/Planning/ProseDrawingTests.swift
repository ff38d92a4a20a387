import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// SVG drawings in the prose: problems in browsers are reported before anything runs.
///
/// The expectations about well-formed files and others agree with Chromium.
struct ProseDrawingTests {
    private let folder: TemporaryFolder
    private static let root =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">"

    init() throws { folder = try TemporaryFolder() }

    /// Writes a drawing, and returns its diagnostics.
    private func expect(_ drawing: Data, _ message: String?) throws {
        try folder.write(drawing, to: "a.svg")
        let marked = MarkedSource(message == nil ? "![a](a.svg)\n" : "![a](‹a.svg›)\n")
        let notebook = Notebook(
            parsing: SourceFile(name: folder.path + "/n.md", text: marked.source.text))
        marked.expect(
            try Plan(for: notebook, registry: .fake(tally: Tally())).warnings,
            message.map { ["warning image.\($0)"] } ?? [])
    }

    private func expect(_ drawing: String, _ message: String?) throws {
        try expect(Data(drawing.utf8), message)
    }

    private static func malformed(_ line: Int, _ reason: String) -> String {
        "damaged: 'a.svg' is not well-formed XML, so a browser shows nothing of it | its line \(line): \(reason)"
    }

    private static let noNamespace =
        "namespace: 'a.svg' does not say that it is SVG, so a browser shows nothing of it | it begins '<svg xmlns=\"http://www.w3.org/2000/svg\"'"

    @Test(arguments: [
        ("<rect", 1, "it ends inside '<rect'"), ("\n<g>", 2, "it ends before '</g>'"),
        ("<g></svg>", 1, "'</svg>' closes nothing that is open"),
        ("</svg> a", 1, "there are words outside of all elements"),
        ("</svg>\n&amp;", 2, "there are words outside of all elements"),
        ("</svg><![CDATA[ ]]>", 1, "there are words outside of all elements"),
        ("</svg><svg/>", 1, "there is a second element beside the outermost"),
        ("a & b</svg>", 1, "a '&' in it is written '&amp;'"),
        ("&nbsp;</svg>", 1, "XML has no entity '&nbsp;'"),
        ("&#1;</svg>", 1, "'&#1;' is not a character of XML"),
        ("&#xD800;</svg>", 1, "'&#xD800;' is not a character of XML"),
        ("&#4a;</svg>", 1, "'&#4a;' is not a character of XML"),
        ("\n\n1 < 2</svg>", 3, "a '<' in it is written '&lt;'"),
        ("1 <2</svg>", 1, "a '<' in it is written '&lt;'"),
        ("\na ]]> b</svg>", 2, "a ']]>' in it is written ']]&gt;'"),
        ("<g a=b/></svg>", 1, "an attribute is written 'name=\"value\"'"),
        ("<g a='1'b='2'/></svg>", 1, "a space is missing in an element"),
        ("<g 1a='1'/></svg>", 1, "'1a' is not a name in XML"),
        ("<x:a:b/></svg>", 1, "'x:a:b' is not a name in XML"),
        ("<g a='1' a='2'/></svg>", 1, "an element has two attributes 'a'"),
        (
            "<g xmlns:a='u' xmlns:b='u' a:c='1' b:c='2'/></svg>", 1,
            "an element has two attributes 'c' of one namespace"
        ),
        ("<image xlink:href='#a'/></svg>", 1, "the prefix of 'xlink:href' is not declared by 'xmlns:xlink'"),
        ("<g xmlns:a='u'/>\n<a:b/></svg>", 2, "the prefix of 'a:b' is not declared by 'xmlns:a'"),
        ("<g xmlns:a=''/></svg>", 1, "'xmlns:a' is not declared as XML allows it"),
        ("<!-- a</svg>", 1, "'<!--' is not closed"),
        ("\n<!-- a -- b --></svg>", 2, "a comment contains '--', which is only allowed at its end"),
        ("<!-- a ---></svg>", 1, "a comment contains '--', which is only allowed at its end"),
        (
            "\n<?xml version='1.0'?></svg>", 2,
            "'<?xml' must be at the very beginning of the file"
        ),
        ("<!DOCTYPE svg></svg>", 1, "a document type may occur only once, before the outermost element"),
        ("<!a></svg>", 1, "'<!' begins neither a comment nor a document type"),
        ("\n\u{1}</svg>", 2, "there is a character in it that XML does not allow"),
        ("<!-- \u{FFFE} --></svg>", 1, "there is a character in it that XML does not allow"),
    ])
    func `a drawing that is not well-formed XML is reported with its line`(
        rest: String, line: Int, reason: String
    ) throws {
        try expect(Self.root + rest, Self.malformed(line, reason))
    }

    @Test(arguments: [
        (" <?xml version='1.0'?>", "'<?xml' must be at the very beginning of the file"),
        (
            "<!-- a --><?xml version='1.0'?>",
            "'<?xml' must be at the very beginning of the file"
        ),
        ("<?xml encoding='UTF-8'?>", "XML begins '<?xml version=\"1.0\" encoding=\"UTF-8\"?>'"),
        (
            "<?xml version='1.0' standalone='no' encoding='UTF-8'?>",
            "XML begins '<?xml version=\"1.0\" encoding=\"UTF-8\"?>'"
        ),
        ("<?xml version='2.0'?>", "XML begins '<?xml version=\"1.0\" encoding=\"UTF-8\"?>'"),
        (
            "<!DOCTYPE svg [ <!-- a -- b --> ]>",
            "a comment contains '--', which is only allowed at its end"
        ),
        ("<!DOCTYPE svg><!DOCTYPE svg>", "a document type may occur only once, before the outermost element"),
        ("<!DOCTYPE svg [ ", "'<!DOCTYPE' is not closed"),
    ])
    func `text that is not allowed before a drawing's first element is reported`(
        start: String, reason: String
    )
        throws
    {
        try expect(start + Self.root + "</svg>", Self.malformed(1, reason))
    }

    @Test func `a drawing without its namespace is reported`() throws {
        for text in [
            "<svg><rect/></svg>", "<svg xmlns='http://www.w3.org/2000'/>",
            "<svg xmlns=' http://www.w3.org/2000/svg '/>",
            "<s:svg xmlns:s='u' xmlns='http://www.w3.org/2000/svg'/>",
        ] { try expect(text, Self.noNamespace) }
    }

    @Test(arguments: [
        ("<image href=\"b.png\"/>", "b.png"), ("<use x:href='c.svg#d'/>", "c.svg#d"),
        ("<style>@import \"d.css\";</style>", "d.css"), ("<style>@import url(d.css);</style>", "d.css"),
        ("<style><![CDATA[ a { b: url( 'e.woff' ) } ]]></style>", "e.woff"),
        ("<style>/* <![CDATA[ */ a { b: URL(e.woff) } /* ]]> */</style>", "e.woff"),
        ("<style>@namespace url(u); a { b: url(c.png) }</style>", "c.png"),
        ("<style>/* it's */ a { b: url(c.png) }</style>", "c.png"),
        ("<g style='fill: url(f.svg#g)'/>", "f.svg#g"), ("<g fill='url(f.svg#g)'/>", "f.svg#g"),
        ("<g style=\"fill: url(&quot;f.svg#g&quot;)\"/>", "f.svg#g"),
        ("<a x:href='h' style='fill: url(f.svg#g)'/>", "f.svg#g"),
        ("<image href='https://e.org/a.png'/>", "https://e.org/a.png"),
    ])
    func `a drawing that needs another file is reported`(part: String, file: String) throws {
        try expect(
            Self.root + part + "</svg>",
            "reference: 'a.svg' refers to '\(file)', which is not in the report, so it is shown without that")
    }

    @Test(arguments: [
        "<g style='fill: url(&quot;#a&quot;)'/>", "<g style='fill: url(&#34;#a&#x22;)'/>",
        "<g style='fill: url(&apos;#a&#39;)'/>", "<g style='fill: url(&#x27;#a&#x27;)'/>",
        "<image href='&#35;a'/>", "<image href=' DATA:image/png;base64,AAAA'/>", "<image href=''/>",
        "<style>@namespace svg url(http://www.w3.org/2000/svg); @namespace 'u';</style>",
        "<style>/* url(a.png) */ a { content: \"url(a.png)\" } .curl(a) {}</style>",
        "<style>a { fill: url(&quot;#a&quot;) }</style>", "<style><!-- a { fill: url(a.png) } --></style>",
        "<g aria-label='url(a.png)' class='url(a)'/>", "<style>/*</style><style>a { b: url(</style>",
        "<style>@</style><style>'\\</style><style>\\</style>",
    ])
    func `what only looks like another file is none`(part: String) throws {
        try expect(Self.root + part + "</svg>", nil)
    }

    @Test(arguments: [
        "]]&gt; <g a=']]>'/>", "<!----><!-- <g> & - -->", "<!--> -->", "<?a <g> & ?>", "<?xml-a b?>",
        "<g xmlns:a='u' xmlns:b='v' a:c='1' b:c='2' c='3'/>",
        "<g xmlns:a='u' a:b='1'><g xmlns:a='v' a:b='2'/></g>",
        "<g xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='en'/>",
        "&#000000000000000000000000000000000000000000000000000000000000065;", "<ü/>", "\u{7F}\u{85}",
        "<![CDATA[ <g> ]]]>",
    ])
    func `rare but valid parts of a drawing are accepted`(part: String) throws {
        try expect(Self.root + part + "</svg>", nil)
    }

    @Test(arguments: [
        "<!DOCTYPE svg [ <!ENTITY ns \"http://www.w3.org/2000/svg\"> ]><svg xmlns=\"&ns;\" xmlns:x=\"&x;\" xmlns:y=\"&y;\" x:a=\"\" y:a=\"\"><use href=\"&b;\"/><style>a { b: url(&c;) }</style></svg>",
        "<svg xmlns=\"http:&#47;&#x2f;www.w3.org/2000/svg\"/>",
        "<!DOCTYPE svg [ <!ATTLIST svg xmlns CDATA #FIXED 'http://www.w3.org/2000/svg' xmlns:x CDATA #FIXED 'u'> ]><svg><use x:href='#a'/></svg>",
        "<!DOCTYPE svg [ <!-- it's ours, ]> and all --> <?a it's?> <!ENTITY a \"it's <!-- \"> ]>\(root)</svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD XHTML 1.1 plus MathML 2.0 plus SVG 1.1//EN\" \"a\">\(root)&nbsp;</svg>",
        "<!-- a --><!DOCTYPE svg>\(root)</svg><!-- b --><?c?>\n",
        "<?xml version = '1.1' encoding='ISO-8859-1' standalone='yes' ?>\(root)</svg>",
        "\u{FEFF}<?xml version=\"1.0\"?>\(root)</svg>",
        "<?xml version=\"1.0\"?><!-- \(String(repeating: "a", count: 2000)) -->\(root)</svg>",
        "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:g/></s:svg>",
    ])
    func `a drawing with much before its first element is whole`(drawing: String) throws {
        try expect(drawing, nil)
    }

    @Test func `a drawing as programs write them is whole`() throws {
        try expect(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="no"?>
            <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
              <!ENTITY ns "http://www.w3.org/2000/svg">
            ]>
            <!-- <g> -->
            <svg xmlns = 'http://www.w3.org/2000/svg' xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
              <s:style type="text/css"><![CDATA[ .a > .b { fill: url(#c) } ]]></s:style>
              <s:a xlink:href="https://example.org/"><s:text x="1">a &amp; b &#252; &ns; ü</s:text></s:a>
              <s:use xlink:href="#c"/><s:image xlink:href="data:image/png;base64,AAAA" xml:space='preserve' />
            </svg >

            """, nil)
    }

    @Test func `a drawing in UTF-16 with its mark is read`() throws {
        let drawing = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n\(Self.root)<text>ü 😀</text>"
        for (encoding, mark) in [
            (String.Encoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8]), (.utf16BigEndian, [0xFE, 0xFF]),
        ] {
            func encoded(_ text: String) throws -> Data {
                Data(mark) + (try #require(text.data(using: encoding)))
            }
            try expect(encoded(drawing + "</svg>\n"), nil)
            try expect(encoded(drawing), Self.malformed(2, "it ends before '</svg>'"))
        }
    }

    @Test func `a drawing in an encoding that browsers do not read is reported`() throws {
        let latin = Data("\(Self.root)<text>".utf8) + [0xFC] + Data("</text></svg>".utf8)
        try expect(latin, Self.malformed(1, "there are bytes in it that are not UTF-8"))
        try expect(
            Data("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".utf8) + latin,
            "encoding: 'a.svg' is written in 'ISO-8859-1', so a browser may show nothing of it | SVG is written in UTF-8"
        )
        try expect(
            Data("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + latin,
            Self.malformed(2, "there are bytes in it that are not UTF-8"))
    }

    @Test(arguments: [
        "<!DOCTYPE html><html><svg/></html>", "<?xml version=\"1.0\"?><!-- <svg> --><html/>", "<svgs/>",
    ])
    func `a page with a drawing in it is none`(text: String) throws {
        try folder.write(text, to: "a.svg")
        let error = #expect(throws: DiagnosticsError.self) {
            try Plan(
                for: Notebook(parsing: SourceFile(name: folder.path + "/n.md", text: "![a](a.svg)\n")),
                registry: .fake(tally: Tally()))
        }
        #expect(error?.diagnostics.map(\.id) == ["image.format"])
    }
}

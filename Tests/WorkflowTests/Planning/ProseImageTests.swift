import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// Images of the prose: found before anything runs, and carried by the report.
struct ProseImageTests {
    private let folder: TemporaryFolder
    private static let png = Data.png(1, 1, colourType: 0, bitDepth: 8, rows: [[7]])
    /// A frame of 1 × 1, a scan of one byte, and the end.
    private static let jpeg = Data(
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 7]
            + [0xFF, 0xD9])
    private static let gif = Data(
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0, 0x3B])
    private static let webp = Data(
        Array("RIFF".utf8) + [14, 0, 0, 0] + Array("WEBPVP8L".utf8) + [2, 0, 0, 0, 0x2F, 0])
    private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect/></svg>"

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.png, to: "cat.png")
        try folder.write(Self.png + [3], to: "a b/ü (1).png")
        try folder.write(Self.jpeg, to: "photo.JPG")
        try folder.write(" \n" + Self.svg, to: "drawing.svg")
        try folder.write("<?xml version=\"1.0\"?>\n" + Self.svg, to: "old.svg")
        try folder.write(Self.gif, to: "moving.gif")
        try folder.write(Self.webp, to: "new.webp")
        try folder.write("hello", to: "text.png")
        try folder.write("<?xml version=\"1.0\"?>\n<html></html>", to: "page.svg")
    }

    private func plan(_ text: String) throws -> Plan {
        try Plan(
            for: Notebook(parsing: SourceFile(name: folder.path + "/n.md", text: text)),
            registry: .fake(tally: Tally()))
    }

    private func found(_ marked: MarkedSource) -> [Diagnostic] {
        do {
            return try Plan(
                for: Notebook(
                    parsing: SourceFile(name: folder.path + "/n.md", text: marked.source.text)),
                registry: .fake(tally: Tally())
            ).warnings
        } catch let error as DiagnosticsError {
            return error.diagnostics
        } catch {
            return []
        }
    }

    @Test func `files beside the notebook are carried, each once, by their kind`() throws {
        let plan = try plan(
            """
            ![a](cat.png) and ![b](cat.png "title"), ![c](<a b/ü (1).png>) [![d](photo.JPG)](#top)

            > | ![e](drawing.svg) | ![f](old.svg) |
            > |---|---|
            > | ![g](moving.gif) | ![h][i] |

            [i]: new.webp
            """)
        #expect(plan.warnings == [])
        #expect(
            plan.images.mapValues(\.type) == [
                "cat.png": "image/png", "a%20b/%C3%BC%20(1).png": "image/png", "photo.JPG": "image/jpeg",
                "drawing.svg": "image/svg+xml", "old.svg": "image/svg+xml", "moving.gif": "image/gif",
                "new.webp": "image/webp",
            ])
        #expect(plan.images["cat.png"]?.data == Self.png)
        #expect(plan.images["a%20b/%C3%BC%20(1).png"]?.data == Self.png + [3])
    }

    @Test func `what is not there, not open, or no image is found before anything runs`() {
        let marked = MarkedSource(
            """
            ![a](‹cta.png›) ![b](‹text.png›)

            > - ![c](‹../cat.png›)
            >   ![d](‹page.svg›) ![e](‹/etc/passwd›)

            | ![f](‹none/x.png›) |
            |---|

            ![g](‹a%20b›)
            """)
        let found = found(marked)
        marked.expect(
            found,
            [
                "image.no-such-file: there is no 'cta.png' beside the notebook | did you mean 'cat.png'?",
                "image.format: 'text.png' is neither PNG, JPEG, GIF, WebP nor SVG",
                "image.no-such-file: '../cat.png' lies outside of the notebook's folder",
                "image.format: 'page.svg' is neither PNG, JPEG, GIF, WebP nor SVG",
                "image.no-such-file: '/etc/passwd' lies outside of the notebook's folder",
                "image.no-such-file: there is no 'none/x.png' beside the notebook",
                "image.no-such-file: 'a b' is no file that can be read",
            ])
    }

    @Test(arguments: ["https://example.org/cat.png", "//example.org/cat.png", "ftp://example.org/cat.png"])
    func `an image from elsewhere is a warning`(address: String) {
        let marked = MarkedSource("Words ![a cat](‹\(address)›).\n")
        let found = found(marked)
        marked.expect(
            found,
            [
                "warning image.elsewhere: a report fetches nothing, so this image is not in it | its description stands in its place"
            ])
    }

    @Test func `an image in the page itself and one in code are left alone`() throws {
        let plan = try plan(
            "![a](data:image/png;base64,AAAA) `![c](nothing.png)`\n\n    ![d](nothing.png)\n"
        )
        #expect(plan.warnings == [])
        #expect(plan.images.isEmpty)
    }

    @Test func `an image that is cut off anywhere is told of`() throws {
        for image in [Self.png, Self.jpeg, Self.gif, Self.webp] {
            // The shortest piece that is still known for what it is has 12 bytes.
            for count in 12..<image.count {
                try folder.write(image.prefix(count), to: "cut")
                let marked = MarkedSource("![a](‹cut›)\n")
                marked.expect(
                    found(marked),
                    [
                        "warning image.damaged: 'cut' is cut off, so a browser shows a part of it, or nothing | its end is missing"
                    ])
            }
            try folder.write(image + [0, 0], to: "longer")
            #expect(
                found(MarkedSource("![a](longer)\n")) == [], "what stands behind the end is in nobody's way")
        }
    }

    @Test func `an image with a part that is not its format's is damaged`() throws {
        let images: [Data] = [
            Self.png.prefix(8) + Self.png.suffix(12), Self.jpeg.prefix(15) + [0] + Self.jpeg.dropFirst(15),
            Self.gif.prefix(13) + [0x3B],
            Self.webp.prefix(12) + Array("ABCD".utf8) + Self.webp.suffix(6),
        ]
        for image in images {
            try folder.write(image, to: "odd")
            let marked = MarkedSource("![a](‹odd›)\n")
            marked.expect(
                found(marked),
                ["warning image.damaged: 'odd' is damaged, so a browser may show nothing of it"])
        }
    }

    @Test(arguments: [
        ("<rect", 1, "it ends inside '<rect'"), ("\n<g>", 2, "it ends before '</g>'"),
        ("<g></svg>", 1, "'</svg>' closes nothing that is open"),
        ("</svg> a", 1, "there are words outside of all elements"),
        ("</svg><svg/>", 1, "there is a second element beside the outermost"),
        ("a & b</svg>", 1, "a '&' in it is written '&amp;'"), ("&nbsp;</svg>", 1, "XML knows no '&nbsp;'"),
        ("\n\n1 < 2</svg>", 3, "a '<' in it is written '&lt;'"),
        ("<g a=b/></svg>", 1, "an attribute is written 'name=\"value\"'"),
        ("<g a='1' a='2'/></svg>", 1, "an element has two attributes 'a'"),
        ("<image xlink:href='#a'/></svg>", 1, "the prefix of 'xlink:href' is not declared by 'xmlns:xlink'"),
        ("<!-- a</svg>", 1, "'<!--' is not closed"),
    ])
    func `a drawing that is no well-formed XML is told of with its line`(
        rest: String, line: Int, reason: String
    ) throws {
        try folder.write("<svg xmlns=\"http://www.w3.org/2000/svg\">\(rest)", to: "a.svg")
        let marked = MarkedSource("![a](‹a.svg›)\n")
        marked.expect(
            found(marked),
            [
                "warning image.damaged: 'a.svg' is no well-formed XML, so a browser shows nothing of it | its line \(line): \(reason)"
            ])
    }

    @Test func `a drawing without its namespace is told of`() throws {
        for text in ["<svg><rect/></svg>", "<svg xmlns='http://www.w3.org/2000'/>"] {
            try folder.write(text, to: "a.svg")
            let marked = MarkedSource("![a](‹a.svg›)\n")
            marked.expect(
                found(marked),
                [
                    "warning image.namespace: 'a.svg' does not say that it is SVG, so a browser shows nothing of it | it begins '<svg xmlns=\"http://www.w3.org/2000/svg\"'"
                ])
        }
    }

    @Test(arguments: [
        ("<image href=\"b.png\"/>", "b.png"), ("<use x:href='c.svg#d'/>", "c.svg#d"),
        ("<style>@import \"d.css\";</style>", "d.css"),
        ("<style><![CDATA[ a { b: url( 'e.woff' ) } ]]></style>", "e.woff"),
        ("<g style='fill: url(f.svg#g)'/>", "f.svg#g"),
        ("<image href='https://e.org/a.png'/>", "https://e.org/a.png"),
    ])
    func `a drawing that needs another file is told of`(part: String, file: String) throws {
        try folder.write(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">\(part)</svg>",
            to: "a.svg")
        let marked = MarkedSource("![a](‹a.svg›)\n")
        marked.expect(
            found(marked),
            [
                "warning image.reference: 'a.svg' refers to '\(file)', which is not in the report, so it is shown without that"
            ])
    }

    @Test func `a drawing as programs write them is whole`() throws {
        try folder.write(
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

            """, to: "a.svg")
        #expect(found(MarkedSource("![a](a.svg)\n")) == [])
    }

    @Test func `images of more than 20 MB together are refused`() throws {
        // What stands behind a picture's end is in nobody's way.
        try folder.write(Self.png + Data(count: 12_000_000), to: "one.png")
        try folder.write(Self.png + Data(count: 9_000_000), to: "two.png")
        let marked = MarkedSource("![a](one.png) ![b](‹two.png›) ![c](cat.png)\n")
        marked.expect(
            found(marked),
            ["image.size: the images of the prose have more than 20 MB | make this one smaller"])
    }
}

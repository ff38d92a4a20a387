import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// Images of the prose: found before anything runs, and embedded in the report.
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
        Plan.findings(in: marked.source.text, in: folder)
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

    @Test func `a file that is missing, not readable or not an image is reported before anything runs`() {
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
                "image.no-such-file: 'a b' is not a readable file",
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

    /// Writes an image, and returns its diagnostics.
    private func expect(_ image: Data, _ message: String?, _ comment: Comment? = nil) throws {
        try folder.write(image, to: "image")
        guard let message else {
            #expect(found(MarkedSource("![a](image)\n")) == [], comment)
            return
        }
        let marked = MarkedSource("![a](‹image›)\n")
        marked.expect(found(marked), ["warning image.damaged: 'image' \(message)"])
    }

    private static let cut = "is cut off, so a browser shows a part of it, or nothing | its end is missing"
    private static let unended =
        "has no end, so a browser may show only a part of it | its last bytes are missing"
    private static let damaged = "is damaged, so a browser may show nothing of it"

    @Test(arguments: [
        // The bytes at the end that are not needed, and those before them that may be needed.
        (png, 4, 16), (jpeg, 0, 2), (gif, 1, 2), (webp, 0, 0),
    ])
    func `an image that is truncated anywhere is reported, unless it is shown completely`(
        image: Data, spare: Int, unsure: Int
    ) throws {
        // The shortest piece whose format is recognized has 12 bytes.
        for count in 12..<image.count {
            let missing = image.count - count
            let message = missing <= spare ? nil : missing <= unsure ? Self.unended : Self.cut
            try expect(image.prefix(count), message, "\(missing) bytes are missing")
        }
        try expect(image + [0, 0], nil, "what stands behind the end is in nobody's way")
    }

    @Test func `a truncated second frame of an animation is reported`() throws {
        let picture = Self.gif[13..<Self.gif.count - 1]
        try expect(Self.gif.dropLast() + picture, nil)
        try expect(Self.gif.dropLast() + picture.dropLast(5), Self.unended)
        try expect(Self.gif.dropLast() + picture.prefix(4), Self.unended)
    }

    @Test func `an image with a part that is not its format's is damaged`() throws {
        let images: [Data] = [
            Self.png.prefix(8) + Self.png.suffix(12), Self.jpeg.prefix(15) + [1] + Self.jpeg.dropFirst(15),
            Self.gif.prefix(13) + [0x3B], Self.gif.dropLast() + [7],
            Self.webp.prefix(12) + Array("ABCD".utf8) + Self.webp.suffix(6),
            // A part whose declared length exceeds the file.
            Self.webp.prefix(16) + [3] + Self.webp.dropFirst(17),
        ]
        for image in images { try expect(image, Self.damaged) }
    }

    @Test func `zeros that fill up are in nobody's way`() throws {
        try expect(Self.jpeg.prefix(15) + [0, 0] + Self.jpeg.dropFirst(15), nil)
        try expect(Self.gif.dropLast() + [0, 0, 0x3B], nil)
    }

    @Test func `images of more than 20 MB together are refused`() throws {
        // Bytes after a picture's end do not matter.
        try folder.write(Self.png + Data(count: 12_000_000), to: "one.png")
        try folder.write(Self.png + Data(count: 9_000_000), to: "two.png")
        let marked = MarkedSource("![a](one.png) ![b](‹two.png›) ![c](cat.png)\n")
        marked.expect(
            found(marked),
            ["image.size: the images of the prose have more than 20 MB | make this one smaller"])
    }
}

import Diagnostics
import Foundation
import Notebooks
import TestSupport
import Testing
import Workflow

/// Images of the prose: found before anything runs, and carried by the report.
struct ProseImageTests {
    private let folder: TemporaryFolder
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2])

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.png, to: "cat.png")
        try folder.write(Self.png + [3], to: "a b/ü (1).png")
        try folder.write(Data([0xFF, 0xD8, 0xFF, 0xE0]), to: "photo.JPG")
        try folder.write(" \n<svg xmlns=\"x\"></svg>", to: "drawing.svg")
        try folder.write("<?xml version=\"1.0\"?>\n<svg></svg>", to: "old.svg")
        try folder.write("GIF89a", to: "moving.gif")
        try folder.write("RIFF0000WEBP", to: "new.webp")
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

    @Test func `images of more than 20 MB together are refused`() throws {
        try folder.write(Self.png + Data(count: 12_000_000), to: "one.png")
        try folder.write(Self.png + Data(count: 9_000_000), to: "two.png")
        let marked = MarkedSource("![a](one.png) ![b](‹two.png›) ![c](cat.png)\n")
        marked.expect(
            found(marked),
            ["image.size: the images of the prose have more than 20 MB | make this one smaller"])
    }
}

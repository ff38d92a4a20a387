import Foundation
import TestSupport
import Testing

/// Notices about pictures and folders, in every place where a user may look.
struct FolderNoticeTests {
    private let webP = Data("RIFF\u{10}\0\0\0WEBPVP8 ".utf8)

    private func colour(_ red: UInt8) -> Data {
        .png(2, 2, colourType: 2, bitDepth: 8, rows: [[red, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]])
    }

    private static let notebook = """
        ```swift-step
        let set = load(from: "set", split: 0.5, invert: true)
        ```

        """

    @Test
    func
        `lost colours and files left out are told in the terminal, the report and the record, cached or not`()
        throws
    {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook, to: "n.md")
        for number in 0..<4 { try tool.folder.write(colour(UInt8(200 + number)), to: "set/a/\(number).png") }
        try tool.folder.write(webP, to: "set/a/4.webp")
        let told = [
            "Colours became grey: all 4 images of 'set' are coloured, and a network sees them in one channel, without their colours.",
            "Not read of 'set': 1 WebP picture ('a/4.webp'; save it as PNG or JPEG).",
        ]
        for _ in 0..<2 {
            let outcome = try tool.run("run", "n.md", "--output-dir", "out")
            #expect(outcome.status == 0, "\(outcome.messages)")
            let report = try String(decoding: tool.folder.data("out/n.html"), as: UTF8.self)
            let record = try JSONSerialization.jsonObject(with: tool.folder.data("out/n.json"))
            let notices = (record as? [String: Any])?["notices"] as? [String] ?? []
            for notice in told {
                #expect(outcome.messages.contains(notice), "\(outcome.messages)")
                #expect(
                    report.contains(notice.replacingOccurrences(of: "'", with: "&#39;"))
                        || report.contains(notice))
                #expect(notices.contains(notice), "\(notices)")
            }
        }
    }

    @Test func `the description of load says what becomes of colours`() throws {
        let outcome = try BuiltTool().run("steps", "load")
        #expect(outcome.output.contains("nil for colour if any image has colours"), "\(outcome.output)")
    }

    @Test func `check names damaged images and odd sizes together`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook, to: "n.md")
        for (name, data) in [
            ("1.png", colour(1)), ("2.png", colour(2).dropLast(30)), ("3.jpg", Data("x".utf8)),
            ("4.pgm", .graymap(3, 3, [UInt8](repeating: 0, count: 9))), ("5.png", colour(5)),
        ] {
            try tool.folder.write(data, to: "set/a/" + name)
        }
        let outcome = try tool.run("check", "n.md")
        #expect(outcome.status == 2)
        for words in [
            "'set' has 2 images that cannot be read and 1 image of another size than the 2 × 2 pixels of most",
            "'set/a/2.png' is not a readable PNG", "'set/a/3.jpg' is neither PNG, JPEG nor PGM",
            "'set/a/4.pgm' has 3 × 3 pixels",
        ] {
            #expect(outcome.messages.contains(words), "\(outcome.messages)")
        }
    }

    @Test func `a folder from a Mac is found under the name that is typed`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            Self.notebook.replacingOccurrences(of: "\"set\"", with: "\"Gr\u{F6}\u{DF}e\"")
                + "![A sketch](\u{E4}.png)\n", to: "n.md")
        for number in 0..<2 {
            try tool.folder.write(
                Data.graymap(2, 2, [UInt8(number), 0, 0, 255]), to: "Gro\u{308}\u{DF}e/u\u{308}/\(number).pgm"
            )
        }
        try tool.folder.write(
            Data.png(1, 1, colourType: 0, bitDepth: 8, rows: [[7]]), to: "a\u{308}.png")
        let outcome = try tool.run("run", "n.md", "--output-dir", "out")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let report = try String(decoding: tool.folder.data("out/n.html"), as: UTF8.self)
        #expect(report.contains("data:image/png;base64,"))
    }

    @Test func `the folder around the outputs is a data set before and after its runs`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            "```swift-step\nlet set = load(from: \".\", split: 0.5)\n```\n", to: "images/n.md")
        for number in 0..<4 {
            try tool.folder.write(
                Data.graymap(2, 2, [UInt8(number), 0, 0, 255]), to: "images/\(number % 2)/\(number).pgm")
        }
        for _ in 0..<2 {
            let check = try tool.run("check", "images/n.md")
            #expect(check.status == 0, "\(check.messages)")
            let run = try tool.run(
                "run", "images/n.md", "--output-dir", "images/Output", "--cache-dir", "images/kept")
            #expect(run.status == 0, "\(run.messages)")
        }
    }
}

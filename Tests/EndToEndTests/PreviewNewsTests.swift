import Foundation
import Glibc
import TestSupport
import Testing

/// The changes that make `stepbook preview` run again, and those that do not.
struct PreviewNewsTests {
    /// The number of runs or messages of a preview in some time.
    private func messages(
        of tool: BuiltTool, _ command: String, meanwhile: () throws -> Void = {}
    ) throws -> [Substring] {
        let outcome = try tool.run(
            list: [
                "-c",
                "timeout -s INT 4 \"\(BuiltTool.executable.path)\" preview n.md --port 0 \(command); exit 0",
            ], of: URL(filePath: "/bin/bash"))
        #expect(outcome.status == 0)
        return try tool.folder.text("messages.txt").split(separator: "\n")
    }

    @Test(arguments: [
        "plto(1)", "show(a: 1)", "let d = load(from: \"data\", split: 0.5)", "let t = \"nothing\"",
    ])
    func `its own messages and outputs beside the notebook are ignored`(_ code: String) throws {
        let tool = try BuiltTool()
        try tool.folder.write("# Live\n\n```swift-step\n\(code)\n```\n", to: "n.md")
        for (number, label) in ["a", "a", "b", "b"].enumerated() {
            try FileManager.default.createDirectory(
                atPath: tool.folder.path + "/data/\(label)", withIntermediateDirectories: true)
            try tool.folder.write(
                Data.graymap(8, 8, [UInt8](repeating: 9, count: 64)), to: "data/\(label)/\(number).pgm")
        }
        for command in [
            "> messages.txt 2>&1", "--output-dir . > messages.txt 2>&1",
            "--output-dir data > data/log.txt 2> messages.txt",
        ] {
            let found = try messages(of: tool, command)
            #expect(
                found.filter { $0.contains("Live") || $0.hasPrefix("error:") || $0.contains("n.html, ") }
                    .count <= 1, "\(command): \(found.count) lines")
        }
    }

    @Test(arguments: [">> n.md", "2>> n.md", "> sketch.pgm", "--template page.html 2>> page.html"])
    func `messages into what it reads are refused at the start`(_ command: String) throws {
        let tool = try BuiltTool()
        try tool.folder.write("# Live\n\n![A sketch](sketch.pgm)\n", to: "n.md")
        try tool.folder.write("{{ title }}\n", to: "page.html")
        try tool.folder.write(Data.graymap(1, 1, [9]), to: "sketch.pgm")
        let outcome = try tool.run(
            list: [
                "-c",
                "timeout -s INT 20 \"\(BuiltTool.executable.path)\" preview n.md --port 0 \(command)",
            ], of: URL(filePath: "/bin/bash"))
        #expect(outcome.status == 64)
        let words = try ["n.md", "sketch.pgm", "page.html"].reduce(outcome.messages) {
            $0 + String(decoding: try tool.folder.data($1), as: UTF8.self)
        }
        #expect(words.contains("the messages of the preview would be written into"), "\(words)")
    }

    @Test(arguments: ["picture.png", "pictures", "data/b"])
    func `a link that is changed to lead elsewhere is noticed, although size and time are the same`(
        _ link: String
    )
        throws
    {
        let tool = try BuiltTool()
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        func write(_ sample: UInt8, _ name: String) throws {
            let picture = Data.png(1, 1, colourType: 0, bitDepth: 8, rows: [[sample]])
            try tool.folder.write(picture, to: name)
            try FileManager.default.setAttributes(
                [.modificationDate: time], ofItemAtPath: tool.folder.path + "/" + name)
        }
        for (place, sample) in [("one", 10), ("two", 20)] as [(String, UInt8)] {
            try write(sample, "\(place)/picture.png")
            try write(sample + 1, "\(place)/other.png")
        }
        try write(1, "data/a/1.png")
        try write(2, "data/a/2.png")
        func lead(to place: String) throws {
            let path = tool.folder.path + "/" + link
            let up = link.contains("/") ? "../" : ""
            let target = up + (link.hasSuffix(".png") ? "\(place)/picture.png" : place)
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        }
        try lead(to: "one")
        let text =
            switch link {
            case "picture.png": "![](picture.png)\n"
            case "pictures": "![](pictures/picture.png)\n"
            default: "```swift-step\nlet d = load(from: \"data\", split: 0.5)\nplot(d.train)\n```\n"
            }
        try tool.folder.write("# Live\n\n" + text, to: "n.md")
        let preview = try tool.start("preview", "n.md", "--port", "0")
        func awaitReports(_ count: Int) -> Int {
            var found = 0
            for _ in 0..<3000 {
                found = preview.messages.split(separator: "\n").count { $0.contains("n.html, ") }
                if found >= count { break }
                usleep(10_000)
            }
            return found
        }
        #expect(awaitReports(1) == 1, "\(preview.messages)")
        // The link is missing for a moment, which may be noticed too; the last report must be that of the new target.
        let report = try tool.folder.text("Output/n.html")
        try lead(to: "two")
        #expect(awaitReports(2) >= 2, "\(preview.messages)")
        for _ in 0..<1000 where (try? tool.folder.text("Output/n.html")) == report { usleep(10_000) }
        #expect(try tool.folder.text("Output/n.html") != report)
    }
}

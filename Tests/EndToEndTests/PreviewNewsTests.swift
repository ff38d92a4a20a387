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

    private static let classes = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]

    /// A grey picture of 32 × 32 pixels.
    private static func picture(_ sample: (_ x: Int, _ y: Int) -> Int) -> Data {
        let rows = (0..<32).map { y -> [UInt8] in (0..<32).map { x -> UInt8 in UInt8(sample(x, y)) } }
        return .png(32, 32, colourType: 0, bitDepth: 8, rows: rows)
    }

    private static func picture(number: Int) -> Data {
        picture { x, y in 50 + (7 * x + 3 * y + 11 * number) % 200 }
    }

    /// A folder with pictures beside the notebook, and a data set that is looked for in the data folder by its name.
    @Test(arguments: [
        ("set", "let d = normalize(load(from: \"set\"))\nlet mean = d.mean"),
        ("data/cifar-10", "let d = normalize(load(\"cifar-10\"))\nlet mean = d.mean[0]"),
    ])
    func `pictures that appear, are added, changed and removed are noticed`(
        folder: String, code: String
    ) throws {
        let tool = try BuiltTool()
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/data", withIntermediateDirectories: true)
        try tool.folder.write("# Live\n\n```swift-step\n\(code)\n```\n", to: "n.md")
        let preview = try tool.start("preview", "n.md", "--port", "0", "--data-dir", "data")
        /// Waits for a report, and gives one of its values.
        func value(_ name: String, until isExpected: (Double) -> Bool) -> Double? {
            for _ in 0..<3000 {
                if let value = (try? tool.record("n"))?.value(name), isExpected(value) { return value }
                usleep(10_000)
            }
            return nil
        }
        for _ in 0..<3000 where !preview.messages.contains("error: ") { usleep(10_000) }
        #expect(preview.messages.contains("error: "), "\(preview.messages)")
        for (number, name) in Self.classes.enumerated() {
            try tool.folder.write(Self.picture(number: number), to: "\(folder)/train/\(name)/1.png")
            try tool.folder.write(Self.picture(number: number + 20), to: "\(folder)/test/\(name)/1.png")
        }
        #expect(value("d.count", until: { $0 == 20 }) != nil, "\(preview.messages)")
        try tool.folder.write(Self.picture(number: 40), to: "\(folder)/train/cat/2.png")
        #expect(value("d.count", until: { $0 == 21 }) != nil, "\(preview.messages)")
        let mean = try #require(try tool.record("n").value("mean"))
        let light = Self.picture { _, _ in 250 }
        try tool.folder.write(light, to: "\(folder)/train/cat/2.png")
        #expect(value("mean", until: { $0 > mean }) != nil, "\(preview.messages)")
        try FileManager.default.removeItem(atPath: "\(tool.folder.path)/\(folder)/train/cat/2.png")
        #expect(value("d.count", until: { $0 == 20 }) != nil, "\(preview.messages)")
        #expect(preview.interrupt() == 0)
    }

    @Test func `waiting beside a folder of very many files takes little time of a processor`() throws {
        let tool = try BuiltTool()
        // What the misspelt step means by its text is unknown, so that the folder is watched without being read.
        try tool.folder.write("# Live\n\n```swift-step\nplto(\"many\")\n```\n", to: "n.md")
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/many", withIntermediateDirectories: true)
        for number in 0..<20_000 {
            _ = FileManager.default.createFile(
                atPath: tool.folder.path + "/many/\(number)", contents: nil)
        }
        let command = "timeout -s INT 8 \"\(BuiltTool.executable.path)\" preview n.md --port 0; exit 0"
        let outcome = try tool.run(list: ["-c", command], of: URL(filePath: "/bin/bash"))
        #expect(outcome.messages.contains("unknown step"), "\(outcome.messages)")
        #expect(outcome.processorSeconds < 3)
    }
}

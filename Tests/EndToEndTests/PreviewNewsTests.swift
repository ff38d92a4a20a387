import Foundation
import TestSupport
import Testing

/// What starts `stepbook preview` again, and what does not.
struct PreviewNewsTests {
    /// How many runs or messages a preview comes to in a while.
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
    func `its own messages and outputs beside the notebook are no news`(_ code: String) throws {
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
}

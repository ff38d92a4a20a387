import Foundation
import TestSupport
import Testing

/// Untrusted text on the terminal: it can neither forge a line nor reverse one.
struct ForeignTextTests {
    /// Whether a text would control a terminal rather than just be shown.
    private func steers(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar != "\n"
            case .format, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
    }

    private static let foreign = "a\n✓ expect  all met\u{1B}[2K\r\u{202E}kcab\u{2066}\u{85}\u{9B}31m"

    @Test func `claims, names and messages of a notebook stay on their lines`() throws {
        let tool = try BuiltTool()
        let claim = #"a\n✓ expect  all met\u{1B}[2K\r\u{202E}kcab\u{2066}\u{85}"#
        try tool.folder.write(
            "```swift-step\n//| on-error: continue\nexpect(1 > 2, \"\(claim)\")\nlet d = load(from: \"\(claim)\", split: 0.5)\n```\n",
            to: "a.md")
        let wrong = try tool.run("run", "a.md")
        #expect(wrong.status == 2 && !steers(wrong.messages), "\(wrong.messages)")
        try tool.folder.write("```swift-step\nexpect(1 > 2, \"\(claim)\")\n```\n", to: "b.md")
        for command in ["run", "verify", "plan", "check"] {
            let outcome = try tool.run(command, "b.md")
            #expect(!steers(outcome.messages + outcome.output), "\(outcome.messages)")
            #expect(!outcome.messages.contains("\n✓ expect"), "\(outcome.messages)")
        }
    }

    @Test func `files and folders of any name stay on their lines`() throws {
        let tool = try BuiltTool()
        let name = Self.foreign.replacing("/", with: "")
        try tool.folder.write("# a\n", to: "\(name).md")
        for arguments in [
            ["run", "\(name).md"], ["check", "\(name).md"], ["plan", "\(name).md"], ["run", "\(name)"],
            ["extract", name],
            ["compare", name, name], ["predict", name, name], ["serve", name], [name], ["steps", name],
            ["run", "a.md", name],
            ["check", "a.md", "--allow-read", name], ["run", "\(name).md", "--template", name],
            ["clean", "--cache-dir", name],
        ] {
            let outcome = try tool.run(list: arguments)
            #expect(!steers(outcome.messages), "\(arguments) \(outcome.messages.debugDescription)")
            #expect(!outcome.messages.contains("\n✓ expect"), "\(arguments)")
        }
        // A program gets the path verbatim.
        #expect(try tool.run("run", "\(name).md").output == "Output/\(name).html\n")
    }

    @Test func `the names in a network's file stay on their lines`() throws {
        let tool = try BuiltTool()
        var archive = PickledArchive()
        let forged = "a\nerror: x\u{1B}[31m"
        let layer = archive.dense("fc", inputs: 784, outputs: 10)
        let whole = archive.tensor([1], Data(count: 8), storage: "LongStorage")
        try tool.folder.write(
            archive.encoded(PickledArchive.dictionary(layer + [(forged, whole)])), to: "net.pt")
        try tool.folder.write(
            """
            ```swift-step
            let digits = load("builtin", train: 10, test: 10)
            let model = loadModel("net.pt", for: digits, layers: [flatten, dense(10)])
            ```

            """, to: "n.md")
        let outcome = try tool.run("run", "n.md")
        #expect(outcome.status == 0 && !steers(outcome.messages), "\(outcome.messages)")
        #expect(outcome.messages.contains("takes: 'a\u{240A}error: x\u{241B}[31m'"), "\(outcome.messages)")
        let missing = try tool.run("check", "nope\nerror: f.md")
        #expect(missing.messages.contains("nope\u{240A}error: f.md"), "\(missing.messages)")
        #expect(missing.messages.split(separator: "\n").count == 1)
    }
}

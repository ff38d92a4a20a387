import Foundation
import TestSupport
import Testing

/// Messages in a terminal that is narrower than they are.
struct WrappedMessageTests {
    private static let columns = 72

    /// The lines that a command shows in a terminal of 72 columns without colours.
    private func lines(of arguments: String, with tool: BuiltTool) throws -> [String] {
        let command = "stty cols \(Self.columns); \(BuiltTool.executable.path) \(arguments)"
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": tool.folder.path,
            "XDG_CACHE_HOME": tool.folder.path + "/cache", "TERM": "xterm", "NO_COLOR": "1",
        ]
        return try ChildProcess.run(
            ["script", "-qec", command, "/dev/null"], environment: environment, in: tool.folder.path
        ).output.split(whereSeparator: \.isNewline).map { String($0.replacing("\u{1B}[2K", with: "")) }
    }

    /// A sentence's lines: the first contains its beginning, the further ones are indented.
    private func expect(_ sentence: String, in lines: [String], indent: Int = 4) throws {
        let words = sentence.split(separator: " ").prefix(3).joined(separator: " ")
        let first = try #require(lines.firstIndex { $0.contains(words) }, "\(lines)")
        let margin = String(repeating: " ", count: indent)
        let rest = lines[(first + 1)...].prefix { $0.hasPrefix(margin) }
        #expect(!rest.isEmpty, "\(lines)")
        let whole = ([lines[first]] + rest.map { String($0.dropFirst(indent)) }).joined(separator: " ")
        #expect(whole.contains(sentence), "\(whole)")
        for line in [lines[first]] + rest { #expect(line.count <= Self.columns, "\(line)") }
    }

    private static var hasScript: Bool {
        SkipLog.allows(
            "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
            "there is no 'script'")
    }

    @Test func `warnings and errors break between words, and a file gets whole lines`() throws {
        guard Self.hasScript else { return }
        let tool = try BuiltTool.besideCell("let set = load(from: \"set\", split: 0.5, invert: true)")
        for number in 0..<4 {
            let red = UInt8(200 + number)
            try tool.folder.write(
                .png(2, 2, colourType: 2, bitDepth: 8, rows: [[red, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]]),
                to: "set/a/\(number).png")
        }
        let warning =
            "warning: Colours became grey: all 4 images of 'set' are coloured, and a network sees them in one channel, without their colours."
        try expect(warning, in: lines(of: "run notebook.md", with: tool))
        let outcome = try tool.run("run", "notebook.md")
        #expect(outcome.messages.contains(warning + "\n"), "\(outcome.messages)")

        let network = "train(load(\"builtin\"), layers: [conv2d(8, kernel: 29), flatten, dense(10)])"
        try tool.folder.write("```swift-step\nlet model = \(network)\n```\n", to: "wrong.md")
        let error =
            "error: layer 1 does not fit: 'conv2d' has windows of 29×29, but gets images of only 1×28×28: write 'conv2d(8, kernel: 28)' or 'conv2d(8, kernel: 29, padding: 1)'"
        try expect(error, in: lines(of: "check wrong.md", with: tool))
        #expect(try tool.run("check", "wrong.md").messages.hasPrefix(error + "  [train.shape]\n"))
    }

    @Test func `why a step would run breaks between words, and a program gets whole lines`() throws {
        guard Self.hasScript else { return }
        let tool = try BuiltTool.besideCell(
            """
            let theFirstOfTheTwoSetsOfDigits = load("builtin", train: 40, test: 10)
            let theSecondOfTheTwoSetsOfDigits = load("builtin", train: 50, test: 10)
            let joined = join(theFirstOfTheTwoSetsOfDigits, theSecondOfTheTwoSetsOfDigits)
            """)
        let whole = try tool.run("plan", "notebook.md").output
        #expect(whole.split(separator: "\n").contains { $0.count > Self.columns }, "\(whole)")
        let shown = try lines(of: "plan notebook.md", with: tool)
        #expect(shown.allSatisfy { $0.count <= Self.columns }, "\(shown)")
        let words = whole.split { $0 == " " || $0.isNewline }
        #expect(shown.joined(separator: " ").split(separator: " ") == words)
    }

    @Test func `what became of what a training was asked for is told once, and is no warning`() throws {
        let tool = try BuiltTool.besideCell(
            """
            let digits = load("builtin", train: 200, test: 10)
            let model = train(
                digits, layers: [flatten, dense(10)], epochs: 2, validation: 0.2, keep: .best)
            let tuned = train(digits, from: model, epochs: 1)
            """)
        let kept = /The network is that of epoch [12], which has the least validation loss\./
        let shared = "All 2 tensors come from the trained network."
        for outcome in ["computed", "cached"] {
            let run = try tool.run("run", "notebook.md")
            #expect(run.status == 0, "\(run.messages)")
            #expect(!run.messages.contains("warning"), "\(run.messages)")
            let lines = run.messages.split(separator: "\n")
            #expect(lines.filter { $0.contains(kept) }.map { $0.prefix(17) } == ["  train  model   "])
            #expect(lines.filter { $0.contains("tensors") } == ["  train  tuned   \(shared)"])
            let record = try tool.record("notebook")
            #expect(record.outcomes == [outcome, outcome, outcome])
            #expect(record.notices.count == 2)
            let report = try tool.folder.text("Output/notebook.html")
            #expect(report.contains("<p class=\"note\"><code>tuned</code>: \(shared)</p>"))
            #expect(report.contains(#/<p class="note"><code>model<\/code>: The network is that of epoch/#))
            #expect(!report.contains("To be noted"))
        }
        #expect(try !tool.run("run", "notebook.md", "--quiet").messages.contains("tensors"))
        guard Self.hasScript else { return }
        let shown = try lines(of: "run notebook.md", with: tool)
        let epoch = try tool.record("notebook").value("model.history.keptEpoch").map { Int($0) } ?? 0
        let sentence = "The network is that of epoch \(epoch), which has the least validation loss."
        try expect(sentence, in: shown, indent: 17)
    }
}

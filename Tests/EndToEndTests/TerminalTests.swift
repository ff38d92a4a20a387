import Foundation
import TestSupport
import Testing

/// The display during a run, in terminals of several widths.
struct TerminalTests {
    private static let cell = """
        let digits = load("builtin", train: 12000, test: 10)
        let model = train(
            digits, layers: [conv2d(32, kernel: 3), relu, conv2d(32, kernel: 3), relu, flatten, dense(10)],
            epochs: 2
        )
        """

    /// The lines that were drawn and redrawn, in a terminal of this width without colours: one that stays is a line of
    /// its own where nothing was drawn before it, as after an epoch that took less than the time between two updates.
    private func liveLines(columns: Int, cell: String = Self.cell) throws -> [String] {
        let tool = try BuiltTool.besideCell(cell)
        let command = "stty cols \(columns); \(BuiltTool.executable.path) run notebook.md"
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": tool.folder.path,
            "XDG_CACHE_HOME": tool.folder.path + "/cache", "TERM": "xterm", "NO_COLOR": "1",
        ]
        let outcome = try ChildProcess.run(
            ["script", "-qec", command, "/dev/null"], environment: environment, in: tool.folder.path)
        #expect(outcome.status == 0, "\(outcome.output)")
        return outcome.output.components(separatedBy: "\r\u{1B}[2K").dropFirst().flatMap {
            $0.split(whereSeparator: \.isNewline).map(String.init)
        }
    }

    @Test(arguments: [120, 80, 60, 40])
    func `a line under way fits the terminal, with every number whole`(columns: Int) throws {
        guard
            SkipLog.allows(
                "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
                "there is no 'script'")
        else { return }
        let lines = try liveLines(columns: columns).filter {
            $0.contains("  epoch ") || $0.contains("━ epoch ")
        }
        #expect(lines.count > 2)
        let whole =
            /\ \ train +model +(?:━+ )?epoch [12] of 2(?: · loss \d+\.\d{4})?(?: · batch \d+\/188)?(?: · images\/s [\d\x{202F}]+)?(?: · left (?:< 1 ms|[\d.]+ (?:s|ms)|[\d.]+\x{A0}(?:s|ms)|\d+\x{A0}(?:min \d\d\x{A0}s|h \d\d\x{A0}min)))?/
        let end =
            /\ \ train +(?:model +)?epoch [12] of 2(?: · loss \d+\.\d{4}(?: · accuracy [\d.]+\x{A0}%(?: · images\/s [\d\x{202F}]+(?: · left .+)?)?)?)?/
        let finished = lines.filter { $0.wholeMatch(of: end) != nil }
        #expect(finished.contains { $0.contains(" of 2") })
        #expect(finished.allSatisfy { $0.count <= columns }, "\(finished)")
        #expect(finished.contains { $0.contains(" · loss ") }, "\(finished)")
        #expect(columns < 80 || finished.contains { $0.contains(" · accuracy ") })
        #expect(columns < 120 || finished.contains { $0.contains(" · left ") })
        for line in lines where line.hasPrefix("  train") && line.wholeMatch(of: end) == nil {
            #expect(line.count < columns, "\(line)")
            #expect(line.wholeMatch(of: whole) != nil, "\(line)")
            #expect(columns < 60 || line.contains(" · left "), "\(line)")
            #expect(columns < 80 || line.contains(" · batch "), "\(line)")
            #expect(columns < 120 || line.contains(" · images/s ") && line.contains("━ "), "\(line)")
        }
    }

    @Test func `a line of an epoch keeps how the validation went at 80 columns`() throws {
        guard
            SkipLog.allows(
                "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
                "there is no 'script'")
        else { return }
        let cell = Self.cell.replacing("train: 12000", with: "train: 1500")
            .replacing("epochs: 2", with: "epochs: 9, validation: 0.1")
        for (columns, words) in [
            (80, [" · loss ", " · validation accuracy "]), (60, [" · validation accuracy "]),
            (140, [" · loss ", " · accuracy ", " · validation loss ", " · validation accuracy "]),
            (50, [" · loss "]), (40, [" · loss "]),
        ] {
            let lines = try liveLines(columns: columns, cell: cell)
            let finished = lines.filter { line in
                line.hasPrefix("  train ") && !line.contains("━") && !line.contains(" · batch ")
                    && words.contains(where: line.contains)
            }
            #expect(finished.count == 9, "\(columns) \(lines)")
            for line in finished {
                #expect(line.count <= columns && words.allSatisfy(line.contains), "\(columns) \(line)")
            }
        }
    }

    @Test func `a long name leaves room for a number of each epoch`() throws {
        guard
            SkipLog.allows(
                "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
                "there is no 'script'")
        else { return }
        let name = "a" + String(repeating: "VeryLong", count: 8) + "Name"
        let cell = Self.cell.replacing("let model", with: "let \(name)")
        let finished = try liveLines(columns: 80, cell: cell).filter { $0.contains(" · accuracy ") }
        #expect(!finished.isEmpty)
        for line in finished {
            #expect(line.hasPrefix("  train  epoch ") && line.contains(" · loss ") && line.count <= 80)
        }
    }

    @Test func `a long name does not push the outcome of the other steps out of sight`() throws {
        let name = String(repeating: "a", count: 90)
        let tool = try BuiltTool.besideCell(
            "let \(name) = load(\"builtin\", train: 20, test: 10)\nlet data = normalize(\(name))\nplot(data, count: 4)"
        )
        let plan = try tool.run("plan", "notebook.md")
        let run = try tool.run("run", "notebook.md")
        for text in [plan.output, run.messages] {
            let steps = text.split(separator: "\n").filter {
                $0.contains("normalize ") || $0.contains("plot ")
            }
            #expect(steps.count == 2, "\(text)")
            for line in steps { #expect(!line.contains(String(repeating: " ", count: 30)), "\(line)") }
            #expect(text.contains(name))
        }
    }

    @Test func `an interrupted run says where the next one resumes`() throws {
        let tool = try BuiltTool.besideCell(Self.cell.replacing("epochs: 2", with: "epochs: 40"))
        let outcome = try tool.run("run", "notebook.md", interruptedAfter: "epoch 1 of 40")
        #expect(outcome.status == 130)
        let last = outcome.messages.split(separator: "\n").last ?? ""
        #expect(
            last.wholeMatch(
                of:
                    /interrupted; 1 step of 2 is kept, and the next run goes on after epoch \d+ at 'train' in line 3/
            )
                != nil, "\(outcome.messages)")
        let nothing = try tool.run("run", "notebook.md", "--no-cache", interruptedAfter: "epoch 1 of 40")
        #expect(nothing.messages.hasSuffix("interrupted; nothing is kept, so the next run starts over\n"))
    }
}

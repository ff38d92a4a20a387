import Foundation
import TestSupport
import Testing

/// What a person sees while a run goes on, in terminals of several widths.
struct TerminalTests {
    private static let cell = """
        let digits = load("builtin", train: 12000, test: 10)
        let model = train(
            digits, layers: [conv2d(32, kernel: 3), relu, conv2d(32, kernel: 3), relu, flatten, dense(10)],
            epochs: 2
        )
        """

    /// The lines that were drawn and drawn over, in a terminal of so many columns without colours.
    private func liveLines(columns: Int) throws -> [String] {
        let tool = try BuiltTool.besideCell(Self.cell)
        let command = "stty cols \(columns); \(BuiltTool.executable.path) run notebook.md"
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": tool.folder.path,
            "XDG_CACHE_HOME": tool.folder.path + "/cache", "TERM": "xterm", "NO_COLOR": "1",
        ]
        let outcome = try ChildProcess.run(
            ["script", "-qec", command, "/dev/null"], environment: environment, in: tool.folder.path)
        #expect(outcome.status == 0, "\(outcome.output)")
        return outcome.output.components(separatedBy: "\r\u{1B}[2K").dropFirst().map {
            String($0.prefix { !$0.isNewline })
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
            /\ \ train +model +epoch [12] of 2(?: · loss \d+\.\d{4}(?: · accuracy [\d.]+\x{A0}%(?: · images\/s [\d\x{202F}]+(?: · left .+)?)?)?)?/
        let finished = lines.filter { $0.wholeMatch(of: end) != nil }
        #expect(finished.contains { $0.contains(" of 2") })
        #expect(finished.allSatisfy { $0.count <= columns }, "\(finished)")
        #expect(columns < 60 || finished.contains { $0.contains(" · loss ") })
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
}

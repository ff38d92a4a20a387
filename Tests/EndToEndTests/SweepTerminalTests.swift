import Foundation
import TestSupport
import Testing

/// The display during a sweep, and what users see of its workers.
struct SweepTerminalTests {
    @Test func `on a terminal a line for each job and one for all of them are redrawn`() throws {
        guard
            SkipLog.allows(
                "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
                "there is no 'script'")
        else { return }
        let tool = try BuiltTool.besideSweptNotebook()
        let command =
            "stty cols 60; \(BuiltTool.executable.path) sweep rates.md --jobs 2 -P epochs=200"
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": tool.folder.path,
            "XDG_CACHE_HOME": tool.folder.path + "/cache", "TERM": "xterm", "NO_COLOR": "1",
        ]
        let outcome = try ChildProcess.run(
            ["script", "-qec", command, "/dev/null"], environment: environment, in: tool.folder.path)
        #expect(outcome.status == 0, "\(outcome.output)")
        let blocks = outcome.output.components(separatedBy: "\u{1B}[J").dropFirst().map { block in
            block.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("\u{1B}[") }
        }
        let last = /\d+ of 12 done, [0-2] running(?:, .+ left)?/
        let drawn = blocks.filter { $0.last?.wholeMatch(of: last) != nil }
        #expect(drawn.contains { $0.count == 3 }, "\(outcome.output)")
        for block in drawn {
            #expect(block.dropLast().allSatisfy { $0.hasPrefix("  rate=") }, "\(block)")
            #expect(block.allSatisfy { $0.count <= 59 }, "\(block)")
        }
        #expect(drawn.joined().contains { $0.contains("train · epoch ") }, "\(outcome.output)")
        #expect(outcome.output.hasSuffix("Output/rates.sweep.html\r\n"))
        // What stays is a line of the whole sweep, after the last drawing was erased.
        let rest = blocks.last ?? []
        #expect(rest.first?.hasPrefix("12 runs: 12 done; best") == true, "\(rest)")
        #expect(rest.last == "Output/rates.sweep.html", "\(rest)")
    }

    @Test func `the command of the workers is not one of the user's`() throws {
        let tool = try BuiltTool()
        #expect(!(try tool.run("--help").output.contains("sweep-worker")))
        for shell in ["bash", "zsh", "fish"] {
            let script = try tool.run("--generate-completion-script", shell)
            #expect(!script.output.contains("sweep-worker"))
        }
        let outcome = try tool.run("sweep-worker", "nothing.json")
        #expect(outcome.status == 64)
        #expect(
            outcome.messages.hasPrefix("error: 'nothing.json' is not the job of a sweep: "),
            "\(outcome.messages)")
    }
}

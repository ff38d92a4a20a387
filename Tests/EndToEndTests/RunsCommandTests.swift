import Foundation
import TestSupport
import Testing

/// `stepbook runs`: the list of runs, its conditions, its order and its forms.
struct RunsCommandTests {
    /// A notebook that computes in no time.
    private static let text = """
        ---
        params:
          rate: 0.1
          size: 8
        seed: 1
        ---

        ```swift-step
        let score = params.rate * 2
        let name = "net"
        show(score: score)
        ```

        """

    /// An executable beside `rates.md` after three runs.
    private func threeRuns() throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(Self.text, to: "rates.md")
        for rate in ["0.1", "0.01", "1.0"] {
            #expect(try tool.run("run", "rates.md", "-P", "rate=\(rate)", "--quiet").status == 0)
        }
        return tool
    }

    /// The rates in the order in which they are listed.
    private func rates(_ tool: BuiltTool, _ arguments: String...) throws -> [Double] {
        let outcome = try tool.run(list: ["runs", "--json"] + arguments)
        #expect(outcome.status == 0 && outcome.messages.isEmpty, "\(outcome.messages)")
        let runs = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        return runs.compactMap { ($0["params"] as? [String: Any])?["rate"] as? Double }
    }

    @Test func `runs are listed from the first to the last, and sorted by any column`() throws {
        let tool = try threeRuns()
        #expect(try rates(tool) == [0.1, 0.01, 1])
        #expect(try rates(tool, "--reverse") == [1, 0.01, 0.1])
        #expect(try rates(tool, "--sort", "rate") == [0.01, 0.1, 1])
        #expect(try rates(tool, "--sort", "-score") == [1, 0.1, 0.01])
        #expect(try rates(tool, "--sort", "-params.rate", "--reverse") == [0.01, 0.1, 1])
        #expect(try rates(tool, "--sort", "score", "--reverse") == [1, 0.1, 0.01])
    }

    @Test func `a condition is one of the step language over parameters and values`() throws {
        let tool = try threeRuns()
        #expect(try rates(tool, "--where", "rate < 0.05") == [0.01])
        #expect(try rates(tool, "--where", "params.rate * size > 0.5 && status == \"ok\"") == [0.1, 1])
        #expect(try rates(tool, "--where", "score >= 0.2", "--sort", "-rate") == [1, 0.1])
        #expect(try rates(tool, "--where", "-rate < 0 && seed == 1 && name == \"net\"") == [0.1, 0.01, 1])
        #expect(try rates(tool, "--where", "rate > 5") == [])
    }

    @Test func `a mistake in a condition is shown at its place, with exit status 64`() throws {
        let tool = try threeRuns()
        let outcome = try tool.run("runs", "--where", "rat < 0.05")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(
            outcome.messages.contains(
                """
                  --> command line:1:9
                   |
                 1 | --where rat < 0.05
                   |         ^^^ did you mean 'rate'?
                """), "\(outcome.messages)")
        #expect(outcome.messages.hasPrefix("error: no run has 'rat'"))
        #expect(outcome.messages.hasSuffix("1 error; nothing was listed\n"))
        #expect(try tool.run("runs", "--where", "rate <").status == 64)
        #expect(try tool.run("runs", "--where", "").status == 64)
        #expect(try tool.run("runs", "--where", "load(\"mnist\") == 1").status == 64)
    }

    @Test func `an unknown column and folder, and two forms at once are wrong usage`() throws {
        let tool = try threeRuns()
        let sort = try tool.run("runs", "--sort", "-scor")
        #expect(sort.status == 64)
        #expect(sort.messages == "error: no run has 'scor', which --sort names; did you mean 'score'?\n")
        let folder = try tool.run("runs", "--output-dir", "elsewhere/")
        #expect(folder.status == 64)
        #expect(folder.messages == "error: there is no folder 'elsewhere', which --output-dir names\n")
        #expect(try tool.run("runs", "--json", "--csv").status == 64)
    }

    @Test func `a notebook is named by its file, with and without extension`() throws {
        let tool = try threeRuns()
        try tool.folder.write("```swift-step\nshow(a: 1)\n```\n", to: "other.md")
        #expect(try tool.run("run", "other.md", "--quiet").status == 0)
        for name in ["rates.md", "rates", "books/rates.md"] {
            #expect(try rates(tool, name) == [0.1, 0.01, 1], "\(name)")
        }
        let none = try tool.run("runs", "third.md")
        #expect(none.status == 0)
        #expect(
            none.output == "no runs of 'third.md' in 'Output/runs'; there are runs of other.md, rates.md\n")
        #expect(try tool.run("runs", "third.md", "--json").output == "[]\n")
        let table = try tool.run("runs").output
        #expect(table.split(separator: "\n").count == 5 && table.contains("other.md"))
    }

    @Test func `without any run there are words, an empty array and the head of a table`() throws {
        let tool = try BuiltTool()
        let outcome = try tool.run("runs")
        #expect(outcome.status == 0)
        #expect(outcome.output == "no runs in 'Output/runs'; 'stepbook run NOTEBOOK' leaves one\n")
        #expect(try tool.run("runs", "--json").output == "[]\n")
        #expect(
            try tool.run("runs", "--csv").output == "started,notebook,status,seed,seconds,record\r\n")
    }

    @Test func `the table is aligned, and the comma-separated values have the same`() throws {
        let tool = try threeRuns()
        let lines = try tool.run("runs", "--sort", "rate").output.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        let words = lines.map { $0.split(whereSeparator: { $0 == " " }).map(String.init) }
        #expect(
            words[0] == [
                "started", "(UTC)", "notebook", "status", "seed", "rate", "size", "score", "name", "seconds",
            ])
        #expect(
            words.dropFirst().map { Array($0[2...7]) } == [
                ["rates.md", "ok", "1", "0.01", "8", "0.02"], ["rates.md", "ok", "1", "0.1", "8", "0.2"],
                ["rates.md", "ok", "1", "1", "8", "2"],
            ])
        // Numbers end where their title ends.
        let end = try #require(lines[0].range(of: "rate ")).upperBound
        let column = lines[0].distance(from: lines[0].startIndex, to: end) - 2
        for line in lines.dropFirst() {
            let place = line.index(line.startIndex, offsetBy: column)
            #expect("0123456789".contains(line[place]), "\(line)")
            #expect(line[line.index(after: place)] == " ", "\(line)")
        }
        let csv = try tool.run("runs", "--csv").output.components(separatedBy: "\r\n")
        #expect(csv[0] == "started,notebook,status,seed,rate,size,score,name,seconds,record")
        #expect(csv.count == 5 && csv[3].contains(",rates.md,ok,1,1.0,8,2.0,net,"))
    }

    @Test func `a damaged file is named, and the others are listed`() throws {
        let tool = try threeRuns()
        let files = tool.runFiles()
        try tool.folder.write(
            tool.folder.text(files[0]).replacing("\"rate\": 0.1", with: "\"rate\": 0.2"), to: files[0])
        try tool.folder.write("", to: files[1])
        try tool.folder.write("x", to: "Output/runs/notes.json")
        let outcome = try tool.run("runs", "--csv")
        #expect(outcome.status == 0)
        #expect(
            outcome.messages
                == files.prefix(2).map {
                    "warning: '\($0)' is not listed: it is not what the run wrote, by the hash in its name\n"
                }.joined())
        #expect(outcome.output.components(separatedBy: "\r\n").count == 3)
    }

    @Test(arguments: [120, 80, 60, 40, 24]) func `the table fits the terminal, with what tells runs apart`(
        columns: Int
    ) throws {
        guard
            SkipLog.allows(
                "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
                "there is no 'script'")
        else { return }
        let tool = try threeRuns()
        let command = "stty cols \(columns); \(BuiltTool.executable.path) runs --sort -score 2>/dev/null"
        let outcome = try ChildProcess.run(
            ["script", "-qec", command, "/dev/null"],
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": tool.folder.path,
                "TERM": "xterm", "NO_COLOR": "1",
            ], in: tool.folder.path)
        let lines = outcome.output.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.count == 4, "\(outcome.output)")
        #expect(lines.allSatisfy { $0.count <= columns }, "\(lines)")
        #expect(columns < 40 || lines[0].contains("score"), "\(lines)")
        #expect(columns < 60 || lines[0].contains("rate"), "\(lines)")
        #expect(columns < 120 || lines[0].contains("notebook"), "\(lines)")
    }
}

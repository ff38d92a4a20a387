import Foundation
import TestSupport
import Testing

/// A program with a step of its own, as `Docs/writing-a-step.md` describes it: `Examples/own-steps`, which
/// `Scripts/test` builds and `STEPBOOK_EXAMPLE` names.
struct OwnStepTests {
    private static let folder = BuiltTool.packageFolder.appending(path: "Examples/own-steps")

    /// Runs the program in a folder of its own; `nil` where it was not built.
    private func run(
        _ arguments: [String], beside files: [String: String]
    ) throws -> (outcome: ChildProcess.Outcome, folder: TemporaryFolder)? {
        let program = ProcessInfo.processInfo.environment["STEPBOOK_EXAMPLE"] ?? ""
        guard SkipLog.allows("example/own-steps", !program.isEmpty, "STEPBOOK_EXAMPLE is not set") else {
            return nil
        }
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path,
            "XDG_CACHE_HOME": folder.path + "/cache",
        ]
        return (
            try ChildProcess.run([program] + arguments, environment: environment, in: folder.path), folder
        )
    }

    private static func notebook(_ name: String = "average_digits.md") throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func `a step of one's own runs beside the standard ones`() throws {
        guard let (outcome, folder) = try run(["run", "digits.md"], beside: ["digits.md": Self.notebook()])
        else { return }
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/digits.html\n")
        let report = try folder.text("Output/digits.html")
        for digit in 0..<10 { #expect(report.contains("<title>Image \(digit): \(digit)</title>")) }
        #expect(report.contains("</b> The mean of each class.</figcaption>"))
        let record = try Record(folder.data("Output/digits.json"))
        #expect(record.steps == ["load", "average"])
        #expect(record.outcomes == ["computed", "computed"])
    }

    @Test func `a figure and a data set of one's own are drawn, kept and recorded as the others are`() throws
    {
        let files = try ["shapes.md": Self.notebook("shapes.md"), "shapes.csv": Self.notebook("shapes.csv")]
        guard let (outcome, folder) = try run(["run", "shapes.md"], beside: files) else { return }
        #expect(outcome.status == 0, "\(outcome.messages)")
        let report = try folder.text("Output/shapes.html")
        for filter in 1...8 { #expect(report.contains("<title>Filter \(filter), weights from ")) }
        #expect(report.contains(".filters svg{"))
        let record = try Record(folder.data("Output/shapes.json"))
        #expect(record.steps == ["loadCSV", "normalize", "train", "evaluate", "filters"])
        let program = ProcessInfo.processInfo.environment["STEPBOOK_EXAMPLE"] ?? ""
        let environment = ["HOME": folder.path, "XDG_CACHE_HOME": folder.path + "/cache"]
        let again = try ChildProcess.run(
            [program, "run", "shapes.md"], environment: environment, in: folder.path)
        #expect(again.status == 0, "\(again.messages)")
        #expect(
            try Record(folder.data("Output/shapes.json")).outcomes == Array(repeating: "cached", count: 5))
        #expect(try folder.text("Output/shapes.html").contains("<title>Filter 8, weights from "))
    }

    @Test func `an invalid file of one's own is reported with its row`() throws {
        let files = [
            "a.md": "```swift-step\nloadCSV(\"a.csv\", classes: [\"a\"], width: 1, height: 1)\n```\n",
            "a.csv": "label,p\n0,7\n1,7\n",
        ]
        guard let (outcome, _) = try run(["run", "a.md"], beside: files) else { return }
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("row 2 of 'a.csv' is not a label below 1 and 1 pixels of 0 to 255"))
    }

    @Test func `layers that do not fit images of one's own are found before anything runs`() throws {
        let cell = """
            let shapes = loadCSV("shapes.csv", classes: ["bar", "cross", "ring"], width: 8, height: 8)
            let model = train(shapes, layers: [conv2d(4, kernel: 9), flatten, dense(3)])
            """
        let files = try [
            "wrong.md": "```swift-step\n\(cell)\n```\n", "shapes.csv": Self.notebook("shapes.csv"),
        ]
        guard let (outcome, _) = try run(["check", "wrong.md"], beside: files) else { return }
        #expect(outcome.status == 2, "\(outcome.messages)")
        #expect(outcome.messages.contains("--> wrong.md:3:"))
    }

    @Test func `a step of one's own is checked and documented like the others`() throws {
        let wrong = "```swift-step\naverage(load(\"builtin\"), cuont: 0)\naverage(3)\n```\n"
        guard let (outcome, _) = try run(["check", "wrong.md"], beside: ["wrong.md": wrong]) else { return }
        #expect(outcome.status == 2)
        #expect(
            outcome.messages == """
                error: unknown argument 'cuont' for step 'average'    [average.unknown-argument]
                  --> wrong.md:2:26
                   |
                 2 | average(load("builtin"), cuont: 0)
                   |                          ^^^^^ did you mean 'count'?
                note: 'average' takes digits, count

                error: 'digits' of 'average' takes a Dataset, but this is a whole number  [average.wrong-type]
                  --> wrong.md:3:9
                   |
                 3 | average(3)
                   |         ^

                2 errors; nothing was run

                """)
        let page = try run(["steps", "average"], beside: [:])?.outcome.output ?? ""
        #expect(page.contains("Draws the mean image of each class of a data set's training images."))
        #expect(page.contains("how many images are averaged, the first ones; nil for all"))
    }

    @Test func `the standard program does not know it`() throws {
        let tool = try BuiltTool()
        try tool.folder.write(Self.notebook(), to: "digits.md")
        let outcome = try tool.run("check", "digits.md")
        #expect(outcome.status == 2)
        #expect(outcome.messages.hasPrefix("error: unknown step 'average'"))
    }

    /// Every line of the page's code occurs in the example, in this order.
    @Test func `the page shows the example's own code`() throws {
        let page = try String(
            contentsOf: BuiltTool.packageFolder.appending(path: "Docs/writing-a-step.md"), encoding: .utf8)
        let sources = try ["main.swift", "Average.swift", "FilterSheet.swift"].map {
            try String(
                contentsOf: Self.folder.appending(path: "Sources/own-steps/\($0)"), encoding: .utf8)
        }
        let blocks = page.components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(blocks.count == sources.count)
        for (block, source) in zip(blocks, sources) {
            var rest = source[...]
            for line in block.split(separator: "\n") where !line.contains("…") {
                let place = try #require(rest.range(of: line + "\n"), "\(line)")
                rest = rest[place.upperBound...]
            }
        }
    }
}

import ArgumentParser
import FoundationEssentials
import Reporting
import Workflow

/// `stepbook compare`: two runs side by side.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Puts two runs side by side, as one page.",
        discussion: """
            Runs are given by their records, the JSON files beside their reports; keep the first one's with --output-dir \
            or under another name before the second run. Parameters, values, curves, text, data and the images that one \
            run alone gets wrong are compared.
            """)

    @ArgumentParser.Argument(help: "The record of the one run, A.", completion: .file(extensions: ["json"]))
    var first: String

    @ArgumentParser.Argument(help: "The record of the other run, B.", completion: .file(extensions: ["json"]))
    var second: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The page to write.", valueName: "file"))
    var output = "Output/comparison.html"

    func run() throws {
        try reportingProblems {
            let comparison = Comparison(
                try record(at: first), at: first, with: try record(at: second), at: second)
            let folder =
                output.contains("/") ? String(output[..<(output.lastIndex(of: "/") ?? output.endIndex)]) : "."
            do {
                if !folder.isEmpty {
                    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                }
                try Data(comparison.html.utf8).write(to: URL(filePath: output), options: .atomic)
            } catch {
                throw WorldProblem("'\(output)' cannot be written: \(error.words)")
            }
            Terminal.standardOutput.write(output + "\n")
        }
    }

    private func record(at path: String) throws -> RunRecord {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw WorldProblem("'\(path)' cannot be read: \(error.reason)")
        }
        do {
            return try RunRecord(data)
        } catch {
            throw WorldProblem("'\(path)' cannot be compared: \(error)")
        }
    }
}

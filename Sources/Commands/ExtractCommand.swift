import ArgumentParser
import Foundation
import Reporting
import Workflow

/// `stepbook extract`: the notebook from which a report was made.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Takes the notebook out of a report, byte for byte.",
        discussion: "It goes to standard output, as with '-o -', or to a new file.")

    @ArgumentParser.Argument(help: "The report, an HTML file.", completion: .file(extensions: ["html"]))
    var report: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String?

    func run() throws {
        try reportingProblems {
            let file: Data
            do {
                file = try RegularFile.contents(of: report, limit: 1 << 28)
            } catch {
                throw UsageProblem("'\(report)' cannot be read: \(error.reason)")
            }
            let source: EmbeddedSource
            do {
                source = try EmbeddedSource(report: file)
            } catch {
                throw WorldProblem("'\(report)' gives no notebook: \(error)")
            }
            guard let output, output != "-" else {
                try Terminal.standardOutput.print(Array(source.bytes))
                return
            }
            do throws(SystemError) {
                try NewFile.write(Data(source.bytes), to: output)
            } catch {
                throw WorldProblem("'\(output)' cannot be written: \(error.reason)")
            }
        }
    }
}

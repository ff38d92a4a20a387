import FoundationEssentials
import Reporting
import Workflow

/// A run's report and record as files: `NAME.html` and `NAME.json`.
struct ReportFiles {
    let notebook: String
    let directory: String
    /// A page of the user's own; `nil` for the usual one.
    var template: PageTemplate?

    /// Makes the folder, so that a run does not find out at its end that there is no place for its report.
    ///
    /// - Throws: ``WorldProblem`` where that cannot be done.
    func prepare() throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: directory, isDirectory: &isFolder), !isFolder {
            throw WorldProblem(
                "the output folder '\(directory)' is a file; name a folder with --output-dir")
        }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw WorldProblem("the output folder '\(directory)' cannot be made: \(error.reason)")
        }
        guard FileManager.default.isWritableFile(atPath: directory) else {
            throw WorldProblem(
                "the output folder '\(directory)' cannot be written to; name another with --output-dir")
        }
    }

    /// Writes both, each whole or not at all.
    ///
    /// - Returns: the report's path.
    /// - Throws: ``WorldProblem`` where the folder cannot be written to.
    func write(_ run: Run) throws -> String {
        let report = "\(directory)/\(notebook).html"
        do {
            try Data(Report(of: run, template: template).html.utf8).write(
                to: URL(filePath: report), options: .atomic)
            try Data(RunSummary(of: run).json.utf8).write(
                to: URL(filePath: "\(directory)/\(notebook).json"), options: .atomic)
        } catch {
            throw WorldProblem("the report cannot be written to '\(directory)': \(error.words)")
        }
        return report
    }
}

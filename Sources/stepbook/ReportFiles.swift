import FoundationEssentials
import Reporting
import Workflow

/// A run's report and record as files: `NAME.html` and `NAME.json`.
struct ReportFiles {
    private let run: Run
    private let notebook: String
    private let directory: String

    /// Names the files.
    init(of run: Run, notebook: String, in directory: String) {
        self.run = run
        self.notebook = notebook
        self.directory = directory
    }

    /// Writes both, each whole or not at all.
    ///
    /// - Throws: `WorldProblem` where the folder cannot be written to.
    func write() throws -> (report: String, record: String) {
        let report = "\(directory)/\(notebook).html"
        let record = "\(directory)/\(notebook).json"
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data(Report(of: run).html.utf8).write(to: URL(filePath: report), options: .atomic)
            try Data(RunSummary(of: run).json.utf8).write(to: URL(filePath: record), options: .atomic)
        } catch {
            throw WorldProblem("the report cannot be written to '\(directory)': \(error.reason)")
        }
        return (report, record)
    }
}


import ArgumentParser
import Diagnostics
import FoundationEssentials
import Reporting
import Workflow

/// The page that a report is put into.
struct TemplateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A page of your own for the report: HTML with places for its parts.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var template: String?

    /// What running a notebook again needs.
    func commandOptions(for notebook: NotebookArguments) -> [Run.Fact] {
        template.map { [Run.Fact("--template", notebook.published($0))] } ?? []
    }

    /// Reads the template; `nil` where none was given.
    ///
    /// - Throws: ``UsageProblem`` where there is no such file, `DiagnosticsError` where it is wrong.
    func read() throws -> PageTemplate? {
        guard let template else { return nil }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: template))
        } catch {
            throw UsageProblem("the template '\(template)' cannot be read: \(error.reason)")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw UsageProblem("the template '\(template)' is no text in UTF-8")
        }
        return try PageTemplate(SourceFile(name: template, text: text))
    }
}

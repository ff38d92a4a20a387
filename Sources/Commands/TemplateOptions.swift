import ArgumentParser
import Diagnostics
import FoundationEssentials
import Reporting
import Workflow

/// The page template of a report, and the permission to replace files.
struct TemplateOptions: ParsableArguments {
    @Flag(help: "Replace files in the output folder that are not earlier outputs of this notebook.")
    var overwrite = false

    @Option(
        help: ArgumentHelp(
            "A page of your own for the report: HTML with places for its parts.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var template: String?

    /// The options needed to run the notebook again.
    func commandOptions(for notebook: NotebookArguments) -> [Run.Fact] {
        template.map { [Run.Fact("--template", notebook.published($0))] } ?? []
    }

    /// Reads the template, and warns of scripts in it; `nil` if none was given.
    ///
    /// - Throws: ``UsageProblem`` if there is no such file, `DiagnosticsError` if it has mistakes.
    func read() throws -> PageTemplate? {
        guard let template else { return nil }
        let page = try Self.template(at: template)
        if page.hasOwnScript {
            Terminal.standardError.write(
                "warning: the template '\(template.madeVisible)' has a script of its own, which can go to other addresses and change what the report shows; use it where you know what it does\n"
            )
        }
        return page
    }

    /// Reads a template.
    ///
    /// - Throws: ``UsageProblem`` if there is no such file, `DiagnosticsError` if it has mistakes.
    static func template(at template: String) throws -> PageTemplate {
        let data: Data
        do {
            data = try RegularFile.contents(of: template, limit: 1 << 24)
        } catch {
            throw UsageProblem("the template '\(template)' cannot be read: \(error)")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw UsageProblem("the template '\(template)' is not text in UTF-8")
        }
        return try PageTemplate(SourceFile(name: template, text: text))
    }
}

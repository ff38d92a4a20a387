import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Workflow

/// `stepbook verify REPORT`: recomputes a report's or record's notebook and compares the results.
struct ReportVerification {
    let command: VerifyCommand
    let file: Data
    let display: PlanningDisplay
    let interruption: Interruption

    func run() throws {
        let path = command.notebook.notebook
        let isAsWritten = try lookAtSeal()
        guard !command.quick else {
            if !isAsWritten { throw ExitCode(1) }
            return
        }
        let reported: ReportedRun
        do {
            reported = try ReportedRun(file)
        } catch {
            throw WorldProblem("'\(path)' cannot be verified: \(error)")
        }
        let page = try command.template.map { try TemplateOptions.template(at: $0) }
        let prepared = try prepared(reported)
        showWarnings(of: prepared.plan)
        let reproduction = try command.running(
            prepared, threads: reported.threads, interruption
        ) { runner, _, output in
            var run = runner.run(prepared.plan)
            try VerifyCommand.check(run)
            let name = NotebookArguments.name(of: reported.notebook)
            let lastGood = NotebookOutputs.lastGoodReport(of: name)
            if run.status != .ok, reported.hasLink(toLastGoodReport: lastGood) {
                run.lastGoodReport = lastGood
            }
            let saved = SavedFiles(beside: path, orIn: command.files, name: name, computed: output)
            return Reproduction(
                of: reported, by: run, template: page, tolerance: command.tolerance,
                checkingFiles: saved.obstacle, lookingAtFiles: saved.verdict)
        }
        try ReproductionWords(reproduction, of: path).show()
        if !isAsWritten { throw ExitCode(1) }
    }

    /// Prints whether the page is unchanged according to its own hashes.
    private func lookAtSeal() throws -> Bool {
        let output = Terminal.standardOutput
        let path = command.notebook.notebook
        guard let seal = PageSeal(of: file) else {
            guard ReportedRun.isPage(file) || command.quick else { return true }
            let advice =
                command.quick
                ? "; verify it without --quick" : ", so changes since it was written cannot be detected"
            try output.print(words: "'\(path.madeVisible)' has no hashes of its parts\(advice)\n")
            return !command.quick
        }
        for name in seal.changes {
            try output.print(words: "changed since it was written: \(name.madeVisible)\n")
        }
        if seal.changes.isEmpty {
            try output.print(
                words:
                    "'\(path.madeVisible)' is as it was written, according to its own hashes, which are not a signature\n"
            )
        }
        return seal.changes.isEmpty
    }

    private func prepared(_ reported: ReportedRun) throws -> PreparedNotebook {
        let path = command.notebook.notebook
        let known = NotebookOutputs.notebook(ofOutputAt: path, holding: reported.source)
        let folder =
            command.files
            ?? ReadableFiles.parts(of: known ?? path, omittingEmpty: false).dropLast().joined(separator: "/")
        // The name comes from a stranger, so its folders are dropped.
        let name = ReadableFiles.parts(of: reported.notebook).last ?? "notebook.md"
        let place = folder.isEmpty && !path.hasPrefix("/") ? name : folder + "/" + name
        let notebook = try Notebook(parsing: Notebook.source(named: place, bytes: Array(reported.source)))
        let given = command.notebook.overrides
        let defaults = (try? PlannedParameter.resolve(notebook, overrides: [])) ?? []
        // Parameters with their default value are not overridden, so that the page describes them identically.
        let taken = defaults.compactMap { parameter -> ParameterOverride? in
            guard let text = reported.params[parameter.name],
                !given.contains(where: { $0.name == parameter.name }),
                !Self.isSame(text, parameter.value)
            else { return nil }
            return ParameterOverride(name: parameter.name, text: text)
        }
        do throws(ParameterOverrideProblem) {
            _ = try PlannedParameter.resolve(notebook, overrides: taken)
        } catch {
            throw WorldProblem(
                "'\(path)' cannot be verified: what it was run with does not fit its notebook: \(error)")
        }
        return try PreparedNotebook(
            notebook, with: command.options, overrides: taken + given,
            seed: command.notebook.seed ?? reported.seed, display: display)
    }

    private static func isSame(_ text: String, _ value: Value) -> Bool {
        if let number = value.number { return Double(text) == number }
        return text == value.text
    }
}

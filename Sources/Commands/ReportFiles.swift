import FoundationEssentials
import Reporting
import Workflow

/// A run's report and record as files: `NAME.html` and `NAME.json`.
struct ReportFiles {
    let outputs: NotebookOutputs
    /// A page template of the user's own; `nil` for the standard one.
    let template: PageTemplate?
    /// The notebook and the page template.
    private let documents: [String]

    /// Determines the paths of a notebook's outputs.
    init(
        of options: NotebookOptions, page: TemplateOptions, template: PageTemplate?
    ) {
        let (notebook, folders) = (options.notebook, options.folders)
        outputs = NotebookOutputs(
            in: folders.outputDir, name: notebook.name, notebook: notebook.notebook,
            mayReplace: page.overwrite)
        self.template = template
        documents = [notebook.notebook] + [page.template].compactMap(\.self)
    }

    /// The files that a run reads, which it never replaces.
    private func sources(of prepared: PreparedNotebook) -> RunSources {
        RunSources(documents: documents, inputs: prepared.plan.readPaths(in: prepared.files))
    }

    /// Prepares a place for a run's files.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible, or if a file is in the way.
    func prepare(for prepared: PreparedNotebook) throws(WorldProblem) -> StagedOutputs {
        do throws(OutputProblem) {
            return try outputs.prepare(saving: prepared.plan.writtenPaths, sparing: sources(of: prepared))
        } catch {
            throw WorldProblem(error.description)
        }
    }

    /// Publishes a run's files, all or none.
    ///
    /// - Returns: where they are, and the run's record.
    /// - Throws: ``WorldProblem`` if that is impossible.
    func write(
        _ run: Run, from staged: StagedOutputs
    ) throws(WorldProblem) -> (outputs: PublishedOutputs, record: RunRecord) {
        let record = RunRecord(of: run)
        do throws(OutputProblem) {
            let outputs = try staged.publish(run.status, files: run.steps.flatMap(\.files)) { lastGood in
                var run = run
                run.lastGoodReport = lastGood
                return (Data(Report(of: run, template: template).html.utf8), Data(record.json.utf8))
            }
            return (outputs, record)
        } catch {
            throw WorldProblem(error.description)
        }
    }

    /// Leaves a file of a run in the folder of all runs.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible.
    func enter(
        _ record: RunRecord, timing: Run.Timing, published: PublishedOutputs
    ) throws(WorldProblem) {
        let entry = RunEntry(of: record, timing: timing, in: published)
        do throws(OutputProblem) {
            try RunsFolder(in: outputs.directory).add(
                Data(entry.json.utf8), started: entry.started, notebook: outputs.name)
        } catch {
            throw WorldProblem(error.description)
        }
    }
}

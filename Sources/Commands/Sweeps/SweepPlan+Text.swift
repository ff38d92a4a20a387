import Notebooks
import Workflow

extension SweepPlan {
    /// The plan of the notebook with its first setting, for the text of the sweep's page.
    ///
    /// It is made before anything runs, so that no file that changes meanwhile can cost the page.
    ///
    /// - Throws: `DiagnosticsError` if a file that was planned with is not there any more.
    func text(of notebook: Notebook, job: SweepJob) throws -> Plan {
        let overrides = settings.settings.first.map { sweep.overrides(of: $0, with: rounds.last?.length) }
        return try Plan(
            for: notebook, registry: Program.registry, overrides: overrides ?? [], files: job.files,
            dataDirectories: job.dataDirectories)
    }
}

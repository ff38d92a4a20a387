import Diagnostics
import FoundationEssentials
import Reporting
import Workflow

/// The result of a sweep as files: the page, the record and the table.
struct SweepFiles {
    private let outputs: NotebookOutputs
    private let sources: RunSources

    /// Determines the paths of a sweep's outputs.
    ///
    /// - Parameters:
    ///   - notebook: the notebook, which it never replaces.
    ///   - inputs: the files that its runs read, which it never replaces either.
    init(_ outputs: NotebookOutputs, of notebook: String, sparing inputs: [String]) {
        self.outputs = outputs
        sources = RunSources(documents: [notebook], inputs: inputs)
    }

    /// Prepares a place for the files.
    ///
    /// - Throws: ``WorldProblem`` if that is impossible, or if a file is in the way.
    func prepare() throws(WorldProblem) -> StagedOutputs {
        do throws(OutputProblem) {
            return try outputs.prepare(sparing: sources)
        } catch {
            throw WorldProblem(error.description)
        }
    }

    /// Publishes the files, all or none.
    ///
    /// - Parameter prose: the notebook's prose after the sweep.
    /// - Returns: the page's path.
    /// - Throws: ``WorldProblem`` if that is impossible.
    func write(
        _ result: SweepResult, _ status: Run.Status, _ prose: SweepProse, from staged: StagedOutputs
    ) throws(WorldProblem) -> String {
        let record = SweepRecord(of: result)
        do throws(OutputProblem) {
            return try staged.publishSweep(
                status, page: page(of: result, prose), record: Data(record.json.utf8),
                table: Data(record.table.text.utf8))
        } catch {
            throw WorldProblem(error.description)
        }
    }

    /// The page, with a link to the report of each run that has one: a run that was not done, or lost with its worker,
    /// has none.
    private func page(of result: SweepResult, _ prose: SweepProse) -> Data {
        let reported = result.runs.filter { $0.timing != nil }
        let reports = reported.map { ($0.index, outputs.reportBesidePage(ofRunAt: $0.index)) }
        let page = SweepPage(
            of: result, reports: Dictionary(reports) { first, _ in first }, prose: prose)
        return Data(page.html.utf8)
    }

    /// Warns of reports from an earlier sweep: beside the new ones they look like part of it.
    func warnOfSurplus(after count: Int) {
        let surplus = outputs.surplusRuns(after: count)
        guard let first = surplus.first, let last = surplus.last else { return }
        let numbers = first == last ? "run \(first) is" : "runs \(first) to \(last) are"
        Terminal.standardError.write(
            "warning: in '\(outputs.runDirectory.madeVisible)' \(numbers) from an earlier sweep, and this one has \(NumberText.grouped(count)); remove what is not needed\n"
        )
    }
}

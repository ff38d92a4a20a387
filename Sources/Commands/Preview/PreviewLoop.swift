import Diagnostics
import Dispatch
import Foundation
import Notebooks
import Reporting
import Workflow

/// Runs a notebook again whenever it or a file that it reads changes, until stopped.
struct PreviewLoop {
    let options: NotebookOptions
    let page: TemplateOptions
    let state: PreviewState
    /// The user's request to stop.
    let end: Cancellation

    /// Seconds between two checks of the files; folders are examined more rarely if they are large.
    private static let interval = 0.02
    /// The number of checks after which an empty notebook is accepted as empty.
    private static let patience = 25

    private var notebook: NotebookArguments { options.notebook }
    private var folders: FolderOptions { options.folders }

    /// Runs until stopped.
    func run() throws {
        var paths = ownPaths
        while !end.isRequested {
            let (watched, watch) = build(watching: paths)
            paths = watched
            while !end.isRequested, !watch.noticesChange() {
                Thread.sleep(forTimeInterval: Self.interval)
            }
        }
    }

    /// Runs the notebook in its present state, and shows the result.
    ///
    /// - Parameter paths: the paths watched until now.
    /// - Returns: the paths to watch from now on, and their watch since before they were read: later changes count.
    private func build(watching paths: [String]) -> (paths: [String], watch: FileWatch) {
        waitForText()
        let before = look(at: paths)
        let prepared: PreparedNotebook
        let files: ReportFiles
        let staged: StagedOutputs
        var named: [String] = []
        let data = NotedPaths()
        do {
            files = ReportFiles(of: options, page: page, template: try page.read())
            let parsed = Notebook(parsing: try notebook.read())
            named = NamedFiles(in: parsed, notebook.files).paths
            prepared = try PreparedNotebook(parsed, with: options, reportLookup: data.note)
            staged = try files.prepare(for: prepared)
        } catch {
            // A missing file may be created; other changes beside the notebook do not matter.
            let watched = ownPaths + named + data.all
            let watch = fileWatch(from: look(at: watched, keeping: before))
            show(error)
            return (watched, watch)
        }
        let watched = ownPaths + prepared.plan.readPlaces(in: prepared.files) + data.all
        let watch = fileWatch(from: look(at: watched, keeping: before))
        state.change {
            $0.problem = ""
            $0.progress = "running"
        }
        let cancellation = Cancellation()
        let queue = DispatchQueue(label: "stepbook.preview")
        let timer = timer(on: queue, asking: watch, toRequest: cancellation)
        var runOptions = prepared.runOptions(cancellation: cancellation)
        runOptions.save(to: staged)
        let runner = Runner(
            options: runOptions, cache: folders.hasCache ? folders.cache : nil, handle: tell)
        let versionControl = VersionControl(
            of: notebook.notebook, text: prepared.plan.notebook.source.bytes)
        var run = runner.run(prepared.plan)
        run.revision = versionControl.revision
        timer.cancel()
        // A check that is still going on would take the report that is written next for a change.
        queue.sync {}
        guard run.status != .interrupted else {
            state.change { $0.progress = "" }
            return (watched, watch)
        }
        // Only this loop increments the report number, so the page can be made before it is shown.
        let number = state.current.report + 1
        let html = Report(
            of: run, liveNumber: number, template: files.template, figureKinds: prepared.registry.figures
        ).html
        state.change {
            $0.report = number
            $0.html = html
            $0.progress = ""
        }
        keep(run, files, staged)
        return (watched, watch)
    }

    /// Waits while the notebook is empty: most editors truncate a file before they write its new text.
    private func waitForText() {
        for _ in 0..<Self.patience {
            guard let source = try? notebook.read(), source.bytes.isEmpty else { return }
            Thread.sleep(forTimeInterval: Self.interval)
        }
    }

    private func look(at paths: [String], keeping known: FileStamps? = nil) -> FileStamps {
        FileStamps(of: paths, except: writtenPaths, in: watchedFiles, keeping: known)
    }

    private func fileWatch(from stamps: FileStamps) -> FileWatch {
        FileWatch(stamps, except: writtenPaths, in: watchedFiles)
    }

    /// The files that links may lead to: those that the notebook may read, and the data folders.
    private var watchedFiles: ReadableFiles {
        ReadableFiles(
            beside: notebook.notebook, opening: notebook.allowRead + folders.dataDirectories)
    }

    /// The files that the user named: the notebook, and the template if there is one.
    private var ownPaths: [String] { [notebook.notebook] + [page.template].compactMap(\.self) }

    /// The paths that runs write to. The output folder may be the notebook's own, which contains other files too.
    private var writtenPaths: [String] {
        let output = folders.outputDir + "/" + notebook.name
        return [folders.outputDir, output, output + ".html", output + ".json", folders.cache.directory]
    }

    /// Requests a run to stop as soon as one of its inputs changes, or the user requests it.
    private func timer(
        on queue: DispatchQueue, asking watch: FileWatch, toRequest cancellation: Cancellation
    ) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.schedule(deadline: .now() + 0.1, repeating: 0.1)
        timer.setEventHandler {
            if end.isRequested || watch.noticesChange() { cancellation.request() }
        }
        timer.resume()
        return timer
    }

    private var tell: @Sendable (RunEvent) -> Void {
        { [state] event in
            switch event {
            case .stepProgressed(let step, let progress):
                let share = progress.fraction.map { " \(NumberText.percent($0, decimals: 0))" } ?? ""
                state.change { $0.progress = "\(step.step): \(progress.activity)\(share)" }
            case .stepBegan(let step): state.change { $0.progress = step.step }
            default: break
            }
        }
    }

    private func show(_ error: any Error) {
        let words =
            if let error = error as? DiagnosticsError {
                DiagnosticFormatter(source: error.source, style: .plain, width: 100)
                    .format(Array(error.diagnostics.prefix(20)))
            } else if let problem = error as? ParameterOverrideProblem {
                DiagnosticFormatter(source: problem.source, style: .plain, width: 100)
                    .format(Array(problem.diagnostics.prefix(20)))
            } else {
                "error: \(error.words.madeVisible)"
            }
        state.change {
            $0.problem = words
            $0.progress = ""
        }
        Terminal.standardError.write(words + "\n\n")
    }

    /// Writes the report as `run` does; if that fails, the page is still shown.
    private func keep(_ run: Run, _ files: ReportFiles, _ staged: StagedOutputs) {
        do {
            let report = try files.write(run, from: staged).outputs.report
            let time = NumberText.duration(seconds: run.timing.seconds)
            Terminal.standardError.write("\(report.madeVisible), \(run.status.rawValue) in \(time)\n")
        } catch {
            Terminal.standardError.write("error: \(error.words.madeVisible)\n")
        }
    }
}

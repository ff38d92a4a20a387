import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Steps
import Workflow

/// `stepbook verify`: whether a notebook gives again what its last run gave.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Computes everything anew and compares it with the last run.",
        discussion: """
            Nothing is taken from the cache and nothing is written but a line for each step. Parameters and the number \
            of threads are those of the last run where -P and --threads give no others. Exit status: 0 identical, 1 a step differs or cannot be compared.
            """)

    @OptionGroup var notebook: NotebookArguments
    @OptionGroup var folders: FolderOptions

    func run() throws {
        try reportingProblems {
            try folders.check()
            let plan = try plan()
            var folders = folders
            folders.threads = folders.threads ?? folders.cache.threadsOfLastRun(of: plan.notebook.source.name)
            showWarnings(of: plan)
            // What the steps save is compared, and not wanted.
            let output =
                FileManager.default.temporaryDirectory.path() + "stepbook-verify-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: output) }
            let progress = ProgressDisplay(
                terminal: .standardError, plan: plan,
                style: Terminal.standardError.isInteractive ? .live : .plain)
            let interruption = Interruption()
            defer { interruption.end() }
            var options = folders.runOptions(
                for: notebook, cancellation: interruption.cancellation)
            options.outputDirectory = output
            let runner = Runner(options: options, cache: nil, handle: progress.handle)
            do {
                try show(
                    runner.verify(plan, against: folders.cache),
                    isInterrupted: interruption.cancellation.isRequested)
            } catch let problem as NeverRun {
                throw WorldProblem("\(problem): run it with '\(Program.name) run', then verify it")
            }
        }
    }

    private func plan() throws -> Plan {
        let parsed = try Notebook(parsing: notebook.read())
        let given = notebook.overrides
        let last = folders.cache.overridesOfLastRun(of: parsed.source.name)
        let taken = parsed.frontMatter.params.map(\.name.text).compactMap { name in
            given.contains { $0.name == name }
                ? nil : last[name].map { ParameterOverride(name: name, text: $0) }
        }
        return try Plan(
            for: parsed, registry: Program.registry, overrides: taken + given, files: notebook.files)
    }

    private func show(_ verifications: [Verification], isInterrupted: Bool) throws {
        let output = Terminal.standardOutput
        guard let last = verifications.last, last.verdict != .identical else {
            output.write("identical: all \(verifications.count) steps give what they gave in the last run\n")
            return
        }
        guard !isInterrupted else { throw ExitCode(130) }
        let place =
            "'\(last.step.step)'" + (last.step.name.map { " (\($0))" } ?? "") + " in line \(last.step.line)"
        switch last.verdict {
        case .identical: return
        case .different(let words):
            output.write("different: \(place): \(words.joined(separator: "; ").madeVisible)\n")
        case .changed(let words):
            output.write(
                "not comparable: \(place) is not what it was in the last run: \(words.joined(separator: "; ").madeVisible)\n"
            )
            output.write("run the notebook again, then verify it\n")
        case .missing(let words):
            output.write("not comparable: \(place): \(words.madeVisible)\n")
            output.write("run the notebook to its end, then verify it\n")
        }
        throw ExitCode(1)
    }
}

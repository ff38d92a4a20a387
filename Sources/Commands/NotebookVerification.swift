import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Workflow

/// `stepbook verify NOTEBOOK`: compares each step with the last run, and the results with the record in the output
/// folder.
struct NotebookVerification {
    let command: VerifyCommand
    let display: PlanningDisplay
    let interruption: Interruption

    func run() throws {
        let parsed = try Notebook(parsing: command.notebook.read())
        let reported = try record()
        let cache = command.options.folders.cache
        let hasLastRun = cache.threadsOfLastRun(of: parsed.source.name) != nil
        let last = hasLastRun ? cache.overridesOfLastRun(of: parsed.source.name) : reported?.params ?? [:]
        let seed = hasLastRun ? cache.seedOfLastRun(of: parsed.source.name) : reported.flatMap(givenSeed)
        let prepared = try prepared(parsed, last, seed: seed)
        showWarnings(of: prepared.plan)
        let threads = hasLastRun ? cache.threadsOfLastRun(of: parsed.source.name) : reported?.threads
        try command.running(prepared, threads: threads, interruption) { runner, cancellation, output in
            guard hasLastRun || reported == nil else {
                let run = runner.run(prepared.plan)
                try VerifyCommand.check(run)
                try compare(run, with: reported, savedIn: output)
                return
            }
            do {
                let (verifications, run) = try runner.reproduce(prepared.plan, against: cache)
                try show(verifications, isInterrupted: cancellation.isRequested)
                if let run { try compare(run, with: reported, savedIn: output, isQuiet: true) }
            } catch let problem as NeverRun {
                throw WorldProblem("\(problem): run it with '\(Program.name) run', then verify it")
            }
        }
    }

    private var recordPath: String { "\(command.options.folders.outputDir)/\(command.notebook.name).json" }

    /// The record in the output folder; `nil` if there is none.
    ///
    /// - Throws: ``WorldProblem`` if the file is not a record or cannot be read.
    private func record() throws(WorldProblem) -> ReportedRun? {
        // A dangling link counts as existing.
        guard (try? FileManager.default.attributesOfItem(atPath: recordPath)) != nil else { return nil }
        let reason: String
        do {
            return try ReportedRun(record: RegularFile.contents(of: recordPath, limit: VerifyCommand.limit))
        } catch {
            reason = "\(error)"
        }
        throw WorldProblem(
            "what came out cannot be compared with the record '\(recordPath)': \(reason); run the notebook again, or move it away"
        )
    }

    /// The seed that a reported run was given in place of its notebook's; `nil` if it was given none.
    ///
    /// A seed that the notebook had then, and has no longer, is a difference to report.
    private func givenSeed(of reported: ReportedRun) -> UInt64? {
        let source = try? Notebook.source(named: reported.notebook, bytes: Array(reported.source))
        let own = source.map { Notebook(parsing: $0).frontMatter.seed }
        return own == reported.seed ? nil : reported.seed
    }

    private func prepared(
        _ parsed: Notebook, _ last: [String: String], seed: UInt64?
    ) throws -> PreparedNotebook {
        let given = command.notebook.overrides
        let taken = parsed.frontMatter.params.map(\.name.text).compactMap { name in
            given.contains { $0.name == name }
                ? nil : last[name].map { ParameterOverride(name: name, text: $0) }
        }
        return try PreparedNotebook(
            parsed, with: command.options, overrides: taken + given, seed: command.notebook.seed ?? seed,
            display: display)
    }

    /// - Parameters:
    ///   - output: the folder to which the run saved.
    ///   - isQuiet: whether to print nothing if everything is as reported.
    private func compare(
        _ run: Run, with reported: ReportedRun?, savedIn output: String, isQuiet: Bool = false
    ) throws {
        guard let reported else { return }
        let saved = SavedFiles(beside: recordPath, name: command.notebook.name, computed: output)
        let reproduction = Reproduction(
            of: reported, by: run, tolerance: command.tolerance, checkingFiles: saved.obstacle,
            lookingAtFiles: saved.verdict)
        if isQuiet, reproduction.differences.isEmpty, reproduction.uncompared.isEmpty { return }
        try ReproductionWords(reproduction, of: recordPath).show()
    }

    private func show(_ verifications: [Verification], isInterrupted: Bool) throws {
        let output = Terminal.standardOutput
        guard let last = verifications.last, last.verdict != .identical else {
            try output.print(
                words: "identical: all \(verifications.count) steps give what they gave in the last run\n")
            return
        }
        guard !isInterrupted else {
            throw VerifyCommand.interrupted(words(beforeInterruption: verifications))
        }
        let place =
            "'\(last.step.step)'" + (last.step.name.map { " (\($0))" } ?? "") + " in line \(last.step.line)"
        switch last.verdict {
        case .identical: return
        case .different(let words):
            try output.print(words: "different: \(place): \(words.joined(separator: "; ").madeVisible)\n")
        case .changed(let words):
            try output.print(
                words:
                    "not comparable: \(place) is not what it was in the last run: \(words.joined(separator: "; ").madeVisible)\n"
            )
            try output.print(words: "run the notebook again, then verify it\n")
        case .refused(let words): throw VerifyCommand.unwritable(words)
        case .missing(let words):
            try output.print(words: "not comparable: \(place): \(words.madeVisible)\n")
            try output.print(words: "run the notebook to its end, then verify it\n")
        }
        throw ExitCode(1)
    }

    /// What is known about the steps before the interrupted one.
    private func words(beforeInterruption verifications: [Verification]) -> String {
        let count = verifications.count { $0.verdict == .identical }
        return switch count {
        case 0: "nothing was compared"
        case 1: "the first step gives what it gave in the last run, and the others were not compared"
        default:
            "the first \(count) steps give what they gave in the last run, and the others were not compared"
        }
    }
}

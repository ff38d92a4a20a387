import ArgumentParser
import Diagnostics
import FoundationEssentials
import Workflow

/// `stepbook clean`: empties the cache, or removes a part of it.
struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Empties the cache of results; downloaded data sets stay.",
        discussion:
            "With options, only what they name is removed. What a notebook needs again is computed again; --dry-run says beforehand what would go."
    )

    @Option(
        help: ArgumentHelp("The folder that results are kept in.", valueName: "dir"), completion: .directory)
    var cacheDir: String?

    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("Remove what was not used for this long: 30d, 12h, 2w.", valueName: "age"),
        transform: Age.init(argument:))
    var olderThan: Age?

    @Option(
        help: ArgumentHelp(
            "Remove the least recently used results until no more than this is left: 500MB, 2GB.",
            valueName: "size"), transform: ByteCount.init(argument:))
    var downTo: ByteCount?

    @Flag(help: "Remove what no notebook's last run used.")
    var unused = false

    func run() throws {
        try reportingProblems {
            if cacheDir == nil, let problem = UserCache.current.problem {
                throw WorldProblem(
                    "\(problem), so nothing is kept or removed there; make it yours alone, or name a folder of your own with --cache-dir"
                )
            }
            let cache = FolderOptions.cache(at: cacheDir)
            var isFolder = false
            if FileManager.default.fileExists(atPath: cache.directory, isDirectory: &isFolder), !isFolder {
                throw UsageProblem(
                    "'\(cache.directory)' is not a folder, so there is no cache in it; nothing was removed")
            }
            do {
                guard try cache.isThere else {
                    try Terminal.standardOutput.print(
                        "there is no cache in \(cache.directory.madeVisible)\n")
                    return
                }
                if let warning = cacheDir.flatMap(UserCache.warningOfCleaning) {
                    Terminal.standardError.write(warning)
                }
                let pruning = pruning
                let removable = try cache.removable(by: pruning)
                guard !dryRun else {
                    try Terminal.standardOutput.print(
                        "would remove \(words(for: removable)), from \(cache.directory.madeVisible)\n")
                    return
                }
                // Printed before removing, so that the user can still interrupt it.
                if removable.bytes > 0 {
                    Terminal.standardError.write(
                        "removing \(pruning == nil ? "everything: " : "")\(words(for: removable))\n")
                }
                let freed = try pruning.map(cache.prune) ?? cache.removeAll()
                try Terminal.standardOutput.print(
                    "removed \(NumberText.bytes(freed)) from \(cache.directory.madeVisible)\n")
            } catch let problem as WorldProblem {
                throw problem
            } catch {
                throw WorldProblem("'\(cache.directory)' cannot be emptied: \(error.reason)")
            }
        }
    }

    /// The choice of what to remove; `nil` for everything.
    private var pruning: StepCache.Pruning? {
        guard olderThan != nil || downTo != nil || unused else { return nil }
        let now = Date()
        return StepCache.Pruning(
            unusedSince: olderThan.map { now.addingTimeInterval(-$0.seconds) }, size: downTo?.bytes,
            keepsLastRunsOnly: unused, protectedSince: now)
    }

    private func words(for removable: StepCache.Removable) -> String {
        func count(_ number: Int, _ noun: String) -> String {
            "\(NumberText.grouped(number)) \(noun)\(number == 1 ? "" : "s")"
        }
        let trainings =
            removable.checkpoints == 0 ? "" : " and \(count(removable.checkpoints, "training")) to go on with"
        return "\(NumberText.bytes(removable.bytes)), \(count(removable.results, "result"))\(trainings)"
    }
}

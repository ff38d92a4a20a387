import ArgumentParser
import Diagnostics
import FoundationEssentials
import Workflow

/// `stepbook clean`: empties the cache, or removes a part of it.
struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Empties the cache of results; downloaded data sets stay.",
        discussion:
            "With options, only what they name is removed. What a notebook needs again is computed again.")

    @Option(help: ArgumentHelp("The folder that results are kept in.", valueName: "dir"))
    var cacheDir: String?

    @Option(help: ArgumentHelp("Remove what was not used for so long: 30d, 12h, 2w.", valueName: "age"))
    var olderThan: Age?

    @Option(
        help: ArgumentHelp(
            "Remove what was not used for longest until no more than this is left: 500MB, 2GB.",
            valueName: "size"))
    var downTo: ByteCount?

    @Flag(help: "Remove what no notebook's last run used.")
    var unused = false

    func run() throws {
        try reportingProblems {
            let cache = FolderOptions.cache(at: cacheDir)
            guard FileManager.default.fileExists(atPath: cache.directory) else {
                try Terminal.standardOutput.print("there is no cache in \(cache.directory.madeVisible)\n")
                return
            }
            let freed: Int
            do {
                freed = try remove(from: cache)
            } catch {
                throw WorldProblem("'\(cache.directory)' cannot be emptied: \(error.reason)")
            }
            try Terminal.standardOutput.print(
                "removed \(NumberText.bytes(freed)) from \(cache.directory.madeVisible)\n")
        }
    }

    private func remove(from cache: StepCache) throws -> Int {
        guard olderThan != nil || downTo != nil || unused else { return try cache.removeAll() }
        let now = Date()
        return try cache.prune(
            StepCache.Pruning(
                unusedSince: olderThan.map { now.addingTimeInterval(-$0.seconds) }, size: downTo?.bytes,
                keepsLastRunsOnly: unused, protectedSince: now))
    }
}

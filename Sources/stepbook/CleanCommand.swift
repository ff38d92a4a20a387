import ArgumentParser
import Workflow

/// `stepbook clean`: empties the cache.
struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Empties the cache of results; downloaded data sets stay.")

    @Option(help: ArgumentHelp("The folder that results are kept in.", valueName: "dir"))
    var cacheDir: String?

    func run() throws {
        try reportingProblems {
            let cache = FolderOptions.cache(at: cacheDir)
            do {
                let freed = try cache.removeAll()
                Terminal.standardOutput.write("removed \(NumberText.bytes(freed)) from \(cache.directory)\n")
            } catch {
                throw WorldProblem("'\(cache.directory)' cannot be emptied: \(error.reason)")
            }
        }
    }
}

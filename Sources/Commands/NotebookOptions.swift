import ArgumentParser
import FoundationEssentials
import Workflow

/// The options of all commands on a notebook: the notebook with its parameters, and the folders and threads of a run.
///
/// Commands that need fewer of them accept all, so that one command line serves for all of them.
struct NotebookOptions: ParsableArguments {
    @OptionGroup var notebook: NotebookArguments
    @OptionGroup var folders: FolderOptions

    /// The options needed to run the notebook again, as a report shows them, besides parameters and threads.
    var publishedFacts: [Run.Fact] {
        [folders.dataDir].compactMap(\.self).map { Run.Fact("--data-dir", notebook.published($0)) }
            + notebook.allowRead.map { Run.Fact("--allow-read", notebook.published($0)) }
    }
}

extension Date {
    /// The start of a run: now, or what `SOURCE_DATE_EPOCH` says.
    static func start(in environment: [String: String]) -> Date {
        // Clamped to the year 9999, the last one that dates can express.
        let epoch = environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
            .flatMap { (0...253_402_300_799).contains($0) ? Double($0) : nil }
        return epoch.map(Date.init(timeIntervalSince1970:)) ?? Date()
    }
}

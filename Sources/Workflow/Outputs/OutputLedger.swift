import FoundationEssentials

/// Whose the files in an output folder are: a private file beside them, which no page and no record quotes.
///
/// One for each name that reports have: `.stepbook/NAME.json`. A file of the folder is replaced without asking where it
/// stands here with the hash of what is there, and the notebook is the same one.
struct OutputLedger: Codable, Equatable {
    /// A file that a run wrote.
    struct File: Codable, Equatable {
        let bytes: Int
        let hash: ContentHash
    }

    /// A file that changes its place, both by their paths inside the output folder.
    struct Move: Codable, Equatable {
        let from: String
        let to: String
    }

    /// The notebook's path as it is reached from the output folder, so that a project may be moved as a whole.
    var notebook: String

    /// How the last run ended.
    var status: Run.Status

    /// What the last run wrote, by path inside the output folder.
    var files: [String: File] = [:]

    /// What earlier runs wrote and is still there: files that the last one no longer saved, and those of the last good run.
    var earlier: [String: File] = [:]

    /// What is still to be moved where a run was killed while its files appeared, in order.
    var pending: [Move] = []

    /// What is known of a path.
    func file(at path: String) -> File? { files[path] ?? earlier[path] }
}

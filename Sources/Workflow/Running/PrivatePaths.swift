import FoundationEssentials

/// The folders of a machine that are nobody's business who reads a report, and their absence from its messages.
///
/// A message that the user of the machine sees names them; the report and the record, which others read, do not.
struct PrivatePaths {
    /// A folder with what stands in its place, the longest first.
    private let folders: [(path: String, words: String)]

    /// Takes the folders of a run: what is read, kept and written, the user's home, and the notebook's own folder, in which
    /// a path is told as the notebook would.
    init(of options: RunOptions, notebook: String, cache: StepCache?) {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        let parts = ReadableFiles.parts(of: notebook, omittingEmpty: false).dropLast()
        var folders = [(parts.joined(separator: "/"), "")]
        folders += ([options.downloadDirectory, home] + options.dataDirectories).map { ($0, "…/") }
        if options.downloadObstacle != nil {
            // The words of the obstacle name the folder around it.
            folders.append((URL(filePath: options.downloadDirectory).deletingLastPathComponent().path, "…/"))
        }
        folders.append((options.outputDirectory, ""))
        if let earlier = options.earlierOutputs { folders.append((earlier.directory, "")) }
        if let cache { folders.append((cache.directory, "…/")) }
        let current = FileManager.default.currentDirectoryPath
        var known: [(path: String, words: String)] = []
        for (path, words) in folders where !path.isEmpty {
            let whole = Self.whole(path, in: current)
            for each in [path, whole, URL(filePath: whole).resolvingSymlinksInPath().path] {
                // A relative path inside the folder that the user is in tells nothing.
                guard each.hasPrefix("/") || each.hasPrefix(".."), each.count > 1 else { continue }
                known.append((each.hasSuffix("/") ? String(each.dropLast()) : each, words))
            }
        }
        self.folders = known.sorted { ($1.path.utf8.count, $0.path) < ($0.path.utf8.count, $1.path) }
    }

    /// A message without them.
    func removed(from message: String) -> String {
        folders.reduce(message) { message, folder in
            guard message.contains(folder.path) else { return message }
            return message.replacing(folder.path + "/", with: folder.words)
                .replacing("'\(folder.path)'", with: "'…'")
        }
    }

    private static func whole(_ path: String, in current: String) -> String {
        path.hasPrefix("/") ? path : current + "/" + path
    }
}

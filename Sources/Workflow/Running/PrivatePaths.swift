import FoundationEssentials

/// The folders of this machine that must not appear in a report, and their removal from its messages.
///
/// Messages to the user may name them; the report and the record, which others read, may not.
struct PrivatePaths {
    /// Each folder with its replacement, the longest first.
    private let folders: [(path: String, words: String)]

    /// Takes the folders of a run: inputs, cache, outputs, the user's home, and the notebook's own folder, relative
    /// to which paths are shown.
    init(of options: RunOptions, notebook: String, cache: StepCache?) {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        let parts = ReadableFiles.parts(of: notebook, omittingEmpty: false).dropLast()
        var folders = [(parts.joined(separator: "/"), "")]
        folders += ([options.downloadDirectory, home] + options.dataDirectories).map { ($0, "…/") }
        if options.downloadObstacle != nil {
            // The obstacle's message names the enclosing folder.
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
                // A relative path inside the working directory reveals nothing.
                guard each.hasPrefix("/") || each.hasPrefix(".."), each.count > 1 else { continue }
                known.append((each.hasSuffix("/") ? String(each.dropLast()) : each, words))
            }
        }
        self.folders = known.sorted { ($1.path.utf8.count, $0.path) < ($0.path.utf8.count, $1.path) }
    }

    /// A message without the folders.
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

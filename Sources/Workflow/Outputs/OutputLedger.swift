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
        /// How it lay in its place; where it still does, its bytes need not be read to know that they are the same.
        var stamp: Stamp?

        /// Whether it lies in a folder under a name.
        func lies(at name: String, in folder: borrowing OpenFolder) -> Bool {
            guard let status = folder.status(of: name), status.isRegularFile, status.bytes == bytes else {
                return false
            }
            return stamp == Stamp(status) || (try? folder.read(name)).map(ContentHash.init(of:)) == hash
        }
    }

    /// What tells whether anything was done to a file since it was looked at, as far as the file system knows.
    struct Stamp: Codable, Equatable {
        let device: UInt64
        let inode: UInt64
        let modified: Int
        let changed: Int

        init(_ status: OpenFolder.Status) {
            device = status.device
            inode = status.inode
            modified = status.modified
            changed = status.changed
        }
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

    /// Notes how a file lies in its place.
    mutating func stamp(_ path: String, _ status: OpenFolder.Status) {
        guard let file = file(at: path), status.isRegularFile, status.bytes == file.bytes else { return }
        let stamp = Stamp(status)
        if files[path] != nil { files[path]?.stamp = stamp } else { earlier[path]?.stamp = stamp }
    }

    /// What is known of a path.
    func file(at path: String) -> File? { files[path] ?? earlier[path] }
}

extension OutputLedger {
    /// Whether a run of the outputs' notebook can have left it: each path is of theirs, and only what a run made is moved.
    func isCredible(of outputs: NotebookOutputs) -> Bool {
        let paths = Array(files.keys) + Array(earlier.keys)
        return paths.allSatisfy(outputs.mayHold)
            && pending.allSatisfy { move in
                file(at: move.to) != nil
                    && (StagedOutputs.mayHold(move.from) || outputs.mayHold(move.from))
            }
    }
}

extension NotebookOutputs {
    /// Whether a path inside the output folder is one of the notebook's.
    fileprivate func mayHold(_ path: String) -> Bool {
        guard let parts = OutputPath(path) else { return false }
        guard let first = parts.folders.first else { return path == report || path == record }
        return first == name || first == lastGood
    }
}

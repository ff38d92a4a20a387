import FoundationEssentials

/// The ownership of the files in an output folder: a private file beside them, which neither page nor record quotes.
///
/// There is one for each report name: `.stepbook/NAME.json`. A file is replaced without asking if the ledger lists it
/// with the hash of its present bytes, for the same notebook.
struct OutputLedger: Codable, Equatable {
    /// A file that a run wrote.
    struct File: Codable, Equatable {
        let bytes: Int
        let hash: ContentHash
        /// Its status after it was put in place; while that is unchanged, its bytes need not be read to know that
        /// they are the same.
        var stamp: Stamp?

        /// Whether it is the file with this name in a folder.
        func lies(at name: String, in folder: borrowing OpenFolder) -> Bool {
            guard let status = folder.status(of: name), status.isRegularFile, status.bytes == bytes else {
                return false
            }
            return stamp == Stamp(status) || (try? folder.read(name)).map(ContentHash.init(of:)) == hash
        }
    }

    /// The metadata that reveals a change of a file, as far as the file system records it.
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

    /// A move of a file, both paths being relative to the output folder.
    struct Move: Codable, Equatable {
        let from: String
        let to: String
    }

    /// The notebook's path relative to the output folder, so that a project can be moved as a whole.
    var notebook: String

    /// How the last run ended.
    var status: Run.Status

    /// The files that the last run wrote, by path inside the output folder.
    var files: [String: File] = [:]

    /// Files of earlier runs that still exist: those that the last run no longer saved, and those of the last good
    /// run.
    var earlier: [String: File] = [:]

    /// The outstanding moves, in order, of a run that was killed while publishing.
    var pending: [Move] = []

    /// The hash of everything that the last run's files follow from, for a run that is not repeated while that is the
    /// same; `nil` if it is not known.
    var origin: ContentHash?

    /// Records the status of a file in its place.
    mutating func stamp(_ path: String, _ status: OpenFolder.Status) {
        guard let file = file(at: path), status.isRegularFile, status.bytes == file.bytes else { return }
        let stamp = Stamp(status)
        if files[path] != nil { files[path]?.stamp = stamp } else { earlier[path]?.stamp = stamp }
    }

    /// The entry for a path.
    func file(at path: String) -> File? { files[path] ?? earlier[path] }
}

extension OutputLedger {
    /// Whether a run of the outputs' notebook can have written the ledger: each path is one of its outputs, and only
    /// files that a run made are moved.
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
        guard let first = parts.folders.first else {
            return path == report || path == record || name.hasSuffix(Self.sweepEnding) && path == table
        }
        return first == name || first == lastGood
    }
}

import FoundationEssentials

/// Whether what lies in an output folder is an earlier output of the same notebook.
struct OutputCheck {
    /// A file that was found to be one.
    struct Known: Sendable {
        let status: OpenFolder.Status
        let hash: ContentHash
    }

    let outputs: NotebookOutputs
    let ledger: OutputLedger?

    /// The files that were found to be earlier outputs, by path inside the output folder.
    private(set) var known: [String: Known] = [:]

    /// Begins to look.
    ///
    /// - Parameter known: what was found before: a file that is as it was then is not read again.
    init(_ outputs: NotebookOutputs, _ ledger: OutputLedger?, knowing known: [String: Known] = [:]) {
        self.outputs = outputs
        self.ledger = ledger
        self.known = known
    }

    /// Looks at a path.
    ///
    /// - Throws: ``OutputProblem`` where something else is there than an earlier output.
    mutating func look(at path: String, in folder: borrowing OpenFolder) throws(OutputProblem) {
        var parts = path.split(separator: "/").map(String.init)
        guard let name = parts.popLast(), let place = try? folder.folder(at: parts, making: false),
            let status = place.status(of: name)
        else { return }
        let shown = "\(outputs.directory)/\(path)"
        if status.isFolder { throw OutputProblem("'\(shown)' is a folder, so no file can be written there") }
        // Not with leave to replace files either: a device or a pipe is none.
        if !status.isRegularFile, !status.isLink || OpenFolder.Status(ofPath: shown)?.isRegularFile == false {
            throw OutputProblem(
                "'\(shown)' is no regular file, so nothing can be written there; move it away, or name another folder with --output-dir"
            )
        }
        if outputs.mayReplace { return }
        if let ledger, ledger.notebook != outputs.owner {
            throw OutputProblem(
                "'\(shown)' belongs to another notebook of this name, '\(outputs.shown(ledger.notebook))'; name another folder with --output-dir, or replace it with --overwrite"
            )
        }
        guard let file = ledger?.file(at: path) else { throw OutputProblem.foreign(shown) }
        let isSame =
            known[path].map { $0.status == status && $0.hash == file.hash } ?? false
            || status.isRegularFile && file.stamp == OutputLedger.Stamp(status)
        guard
            isSame
                || (status.isRegularFile && status.bytes == file.bytes
                    && (try? place.read(name)).map(ContentHash.init(of:)) == file.hash)
        else { throw OutputProblem.changed(shown) }
        known[path] = Known(status: status, hash: file.hash)
    }
}

extension OutputProblem {
    private static let advice =
        "move it away, name another folder with --output-dir, or replace it with --overwrite"

    /// There is a file that no run of the notebook wrote.
    fileprivate static func foreign(_ path: String) -> OutputProblem {
        OutputProblem("'\(path)' is there already, and this notebook did not write it; \(advice)")
    }

    /// A file that a run of the notebook wrote is no longer as it was.
    fileprivate static func changed(_ path: String) -> OutputProblem {
        OutputProblem("'\(path)' was changed since this notebook wrote it; \(advice)")
    }
}

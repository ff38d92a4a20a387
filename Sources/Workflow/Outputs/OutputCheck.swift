import FoundationEssentials
import Glibc

/// Checks whether files in an output folder are earlier outputs of the same notebook.
struct OutputCheck {
    /// A file that was recognized as one.
    struct Known: Sendable {
        let status: OpenFolder.Status
        let hash: ContentHash
    }

    let outputs: NotebookOutputs
    let ledger: OutputLedger?

    /// The recognized earlier outputs, by path inside the output folder.
    private(set) var known: [String: Known] = [:]

    /// Starts a check.
    ///
    /// - Parameter known: files recognized before: one that has not changed since is not read again.
    init(_ outputs: NotebookOutputs, _ ledger: OutputLedger?, knowing known: [String: Known] = [:]) {
        self.outputs = outputs
        self.ledger = ledger
        self.known = known
    }

    /// Checks a path.
    ///
    /// - Throws: ``OutputProblem`` if anything but an earlier output is there.
    mutating func look(at path: String, in folder: borrowing OpenFolder) throws(OutputProblem) {
        guard let parts = OutputPath(path), let place = try self.folder(at: parts.folders, in: folder) else {
            return
        }
        let shown = "\(outputs.directory)/\(path)"
        let found: OpenFolder.Status?
        do throws(SystemError) {
            found = try place.statusIfThere(of: parts.name)
        } catch {
            throw OutputProblem(
                "'\(shown)' cannot be written: \(error.reason); name another folder with --output-dir")
        }
        guard let status = found else { return }
        if status.isFolder {
            throw OutputProblem(
                "'\(shown)' is a folder, so no file can be written there; \(OutputProblem.way)")
        }
        // Holds even if replacing files is allowed: a device or a pipe is not a regular file.
        if !status.isRegularFile, !status.isLink || OpenFolder.Status(ofPath: shown)?.isRegularFile == false {
            throw OutputProblem(
                "'\(shown)' is not a regular file, so nothing can be written there; \(OutputProblem.way)"
            )
        }
        if outputs.mayReplace { return }
        if let ledger, ledger.notebook != outputs.owner {
            let other = outputs.shown(ledger.notebook)
            let isLinkNow =
                OpenFolder.Status(ofPath: "\(outputs.directory)/\(ledger.notebook)").map { now in
                    OpenFolder.Status(ofPath: outputs.notebook)?.isSameFile(as: now) == true
                } ?? false
            let words =
                isLinkNow
                ? "was written when '\(other)' was not yet a link to another file"
                : "belongs to another notebook of this name, '\(other)'"
            throw OutputProblem(
                "'\(shown)' \(words); name another folder with --output-dir, or replace it with --overwrite")
        }
        guard let file = ledger?.file(at: path) else { throw OutputProblem.foreign(shown) }
        let isSame = known[path].map { $0.status == status && $0.hash == file.hash } ?? false
        guard isSame || file.lies(at: parts.name, in: place) else { throw OutputProblem.changed(shown) }
        known[path] = Known(status: status, hash: file.hash)
    }

    /// The folder of a path; `nil` if it does not exist yet.
    ///
    /// - Throws: ``OutputProblem`` if it cannot exist, because something else is in its place.
    private func folder(
        at path: [String], in folder: borrowing OpenFolder
    ) throws(OutputProblem) -> OpenFolder? {
        do throws(SystemError) {
            return try folder.folder(at: path, making: false)
        } catch {
            if error.number == ENOENT { return nil }
            for count in path.indices {
                guard let place = try? folder.folder(at: path[..<count], making: false),
                    let status = place.status(of: path[count]), !status.isFolder
                else { continue }
                let shown = path[...count].joined(separator: "/")
                throw OutputProblem.noFolder("\(outputs.directory)/\(shown)", status)
            }
            let shown = path.joined(separator: "/")
            throw OutputProblem(
                "'\(outputs.directory)/\(shown)' cannot be opened: \(error.reason); \(OutputProblem.way)")
        }
    }
}

extension OutputProblem {
    private static let advice =
        "move it away, name another folder with --output-dir, or replace it with --overwrite"

    /// A file or link is in the place of a folder for saved files.
    static func noFolder(_ path: String, _ status: OpenFolder.Status) -> OutputProblem {
        OutputProblem(
            status.isLink
                ? "'\(path)' is a link, which could lead outside the output folder; \(way)"
                : "'\(path)' is \(status.isRegularFile ? "a file" : "not a folder"), so nothing can be saved in it; \(way)"
        )
    }

    /// A file that no run of the notebook wrote.
    fileprivate static func foreign(_ path: String) -> OutputProblem {
        OutputProblem("'\(path)' already exists, and this notebook did not write it; \(advice)")
    }

    /// A file that a run of the notebook wrote, and that was changed since.
    fileprivate static func changed(_ path: String) -> OutputProblem {
        OutputProblem("'\(path)' was changed since this notebook wrote it; \(advice)")
    }
}

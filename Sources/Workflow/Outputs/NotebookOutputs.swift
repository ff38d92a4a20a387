import FoundationEssentials
import Glibc

/// The files of one notebook in an output folder: its report `NAME.html`, its record `NAME.json`, and what its steps save
/// under `NAME/`.
///
/// They appear together when the run is over, so that they are always of one run. Nothing is replaced that is not an
/// earlier output of the same notebook. Where the last run was good and this one is not, what the last one wrote stays
/// in `NAME.last-good/`.
public struct NotebookOutputs: Sendable {
    /// The output folder as the user knows it.
    public let directory: String

    /// What the report is called, without its ending.
    public let name: String

    /// The notebook's path.
    let notebook: String

    /// Whether files that are no output of this notebook may be replaced.
    let mayReplace: Bool

    /// Makes them.
    ///
    /// - Parameter mayReplace: whether files that are no output of this notebook may be replaced.
    public init(in directory: String, name: String, notebook: String, mayReplace: Bool = false) {
        self.directory = directory
        self.name = name
        self.notebook = notebook
        self.mayReplace = mayReplace
    }

    /// The notebook whose report or record lies at a path, as far as the folder that it lies in says so.
    public static func notebook(ofOutputAt path: String) -> String? {
        let file = URL(filePath: path)
        let directory = file.deletingLastPathComponent().path(percentEncoded: false)
        let outputs = NotebookOutputs(
            in: directory.hasSuffix("/") ? String(directory.dropLast()) : directory,
            name: file.deletingPathExtension().lastPathComponent, notebook: "")
        guard
            let shelf = try? OpenFolder(at: directory).folder(Self.privateFolder),
            let ledger = outputs.ledger(in: shelf), ledger.files[file.lastPathComponent] != nil
        else { return nil }
        return "\(outputs.directory)/\(ledger.notebook)"
    }

    /// The report's path inside the output folder.
    var report: String { name + ".html" }
    /// The record's path inside the output folder.
    var record: String { name + ".json" }
    /// The folder in which the last good run's files stay.
    var lastGood: String { name + ".last-good" }

    /// The private folder: whose the files are, and what is not whole yet.
    static let privateFolder = ".stepbook"

    /// Makes the folder and a place for a run's files, so that a run does not find out at its end that there is none.
    ///
    /// - Parameters:
    ///   - saved: the paths inside `NAME/` that its steps will save to, as far as they are known.
    ///   - sources: what is never replaced: what the run is made from.
    /// - Throws: ``OutputProblem`` where that cannot be done, or where something else is in the way.
    public func prepare(saving saved: [String] = [], sparing sources: RunSources = RunSources())
        throws(OutputProblem) -> StagedOutputs
    {
        let folder = try makeFolder()
        try sources.spare([report, record] + saved.map({ "\(name)/\($0)" }), in: directory)
        let shelf = try privately(in: folder)
        let lock = try OutputLock(in: shelf, path: directory)
        defer { lock.release() }
        var ledger = ledger(in: shelf)
        if let found = ledger, !found.pending.isEmpty { ledger = try finish(found, in: folder, shelf) }
        removeAbandoned(in: shelf)
        var check = OutputCheck(self, ledger)
        for path in [report, record] + saved.map({ "\(name)/\($0)" }) { try check.look(at: path, in: folder) }
        try checkFolder(in: folder)
        return try StagedOutputs(for: self, knowing: check.known, sparing: sources, in: shelf)
    }

    /// The notebook's path as it is reached from the output folder.
    var owner: String {
        func parts(_ path: String) -> [Substring] {
            let real = realpath(path, nil).map { pointer in
                defer { free(pointer) }
                return String(cString: pointer)
            }
            return (real ?? LastRun.path(of: path)).split(separator: "/")
        }
        let from = parts(directory)
        let to = parts(notebook)
        let common = zip(from, to).prefix { $0 == $1 }.count
        return (from.dropFirst(common).map { _ in ".." } + to.dropFirst(common)).joined(separator: "/")
    }

    /// The path of a notebook that is known by how it is reached from the output folder, as a person would give it.
    func shown(_ notebook: String) -> String {
        func real(_ path: String) -> String? {
            guard let pointer = realpath(path, nil) else { return nil }
            defer { free(pointer) }
            return String(cString: pointer)
        }
        // Without links, so that '..' takes away the name before it.
        guard let folder = real(directory), let working = real(".") else { return "\(directory)/\(notebook)" }
        var parts = folder.split(separator: "/")
        for part in notebook.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let path = "/" + parts.joined(separator: "/")
        return path.hasPrefix(working + "/") ? String(path.dropFirst(working.count + 1)) : path
    }

    private func makeFolder() throws(OutputProblem) -> OpenFolder {
        var isFolder = false
        if FileManager.default.fileExists(atPath: directory, isDirectory: &isFolder), !isFolder {
            throw OutputProblem("the output folder '\(directory)' is a file; name a folder with --output-dir")
        }
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw OutputProblem("the output folder '\(directory)' cannot be made: \(error.reason)")
        }
        guard access(directory, W_OK | X_OK) == 0 else {
            throw OutputProblem(
                "the output folder '\(directory)' cannot be written to; name another with --output-dir")
        }
        return try open(directory)
    }

    func open(_ path: String) throws(OutputProblem) -> OpenFolder {
        do throws(SystemError) {
            return try OpenFolder(at: path)
        } catch {
            throw OutputProblem("the output folder '\(path)' cannot be opened: \(error.reason)")
        }
    }

    func privately(in folder: borrowing OpenFolder) throws(OutputProblem) -> OpenFolder {
        do throws(SystemError) {
            return try folder.makingFolder(Self.privateFolder, mode: 0o700)
        } catch {
            throw OutputProblem(
                "'\(directory)/\(Self.privateFolder)' cannot be made: \(error.reason); name another folder with --output-dir"
            )
        }
    }

    func ledger(in shelf: borrowing OpenFolder) -> OutputLedger? {
        // What cannot be read says nothing about anybody's files, so they are not replaced.
        (try? shelf.read(record, limit: 10_000_000)).flatMap {
            try? JSONDecoder.canonical.decode(OutputLedger.self, from: $0)
        }
    }

    func keep(_ ledger: OutputLedger, in shelf: borrowing OpenFolder) throws(OutputProblem) {
        do {
            try shelf.write(try JSONEncoder.canonical.encode(ledger), to: record)
        } catch let error as SystemError {
            throw OutputProblem("the output folder '\(directory)' cannot be written to: \(error.reason)")
        } catch {
            throw OutputProblem("the output folder '\(directory)' cannot be written to: \(error.reason)")
        }
    }

    /// Does what a killed run had still to do.
    func finish(
        _ ledger: OutputLedger, in folder: borrowing OpenFolder, _ shelf: borrowing OpenFolder
    ) throws(OutputProblem) -> OutputLedger {
        var ledger = ledger
        for move in ledger.pending {
            do throws(SystemError) {
                if let status = try self.move(move, in: folder) { ledger.stamp(move.to, status) }
            } catch {
                // What was moved already is no longer there.
                guard error.number == ENOENT else {
                    throw OutputProblem("'\(directory)/\(move.to)' cannot be written: \(error.reason)")
                }
            }
        }
        ledger.pending = []
        try keep(ledger, in: shelf)
        return ledger
    }

    /// Removes what was kept of the last good run, once there is a newer good one.
    ///
    /// - Returns: whether there was anything.
    func removeLastGood(
        unless status: Run.Status, of ledger: inout OutputLedger, in folder: borrowing OpenFolder
    ) -> Bool {
        let kept = ledger.earlier.filter { $0.key.hasPrefix(lastGood + "/") }
        guard status == .ok, !kept.isEmpty else { return false }
        for (path, file) in kept {
            ledger.earlier[path] = nil
            var parts = path.split(separator: "/").map(String.init)
            guard let name = parts.popLast(), let place = try? folder.folder(at: parts, making: false),
                // What was changed since is somebody's work.
                (try? place.read(name, limit: file.bytes)).map(ContentHash.init(of:)) == file.hash
            else { continue }
            try? place.remove(name)
            while let part = parts.popLast() {
                guard (try? folder.folder(at: parts, making: false).remove(part)) != nil else { break }
            }
        }
        return true
    }

    /// - Returns: how the file lies in its new place.
    private func move(
        _ move: OutputLedger.Move, in folder: borrowing OpenFolder
    ) throws(SystemError) -> OpenFolder.Status? {
        var from = move.from.split(separator: "/").map(String.init)
        var to = move.to.split(separator: "/").map(String.init)
        guard let name = from.popLast(), let newName = to.popLast() else { return nil }
        let source = try folder.folder(at: from, making: false)
        let target = try folder.folder(at: to, making: true)
        try source.move(name, to: target, as: newName)
        // Two names of one file stay two, by POSIX's rule of renaming.
        if source.status(of: name) != nil { try source.remove(name) }
        return target.status(of: newName)
    }
}

extension NotebookOutputs {
    /// Checks that what steps save has a folder, or can get one.
    private func checkFolder(in folder: borrowing OpenFolder) throws(OutputProblem) {
        guard let status = folder.status(of: name), !status.isFolder else { return }
        throw OutputProblem(
            status.isRegularFile
                ? "'\(directory)/\(name)' is a file, so nothing can be saved in it"
                : "'\(directory)/\(name)' is a link, which could lead outside the output folder")
    }

    /// Removes what killed runs left unfinished: their files are in nobody's way, but take room.
    private func removeAbandoned(in shelf: borrowing OpenFolder) {
        let path = "\(directory)/\(Self.privateFolder)"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            guard StagedOutputs.isAbandoned(name, in: path) else { continue }
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }
}

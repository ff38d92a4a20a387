public import FoundationEssentials
import Glibc

/// The files of one notebook in an output folder: its report `NAME.html`, its record `NAME.json`, and the files that
/// its steps save under `NAME/`.
///
/// They appear together when the run is over, so that they always belong to one run. Only earlier outputs of the same
/// notebook are replaced. If the last run succeeded and this one did not, the last run's files are kept in
/// `NAME.last-good/`.
public struct NotebookOutputs: Sendable {
    /// The output folder as the user knows it.
    public let directory: String

    /// The report's file name without extension.
    public let name: String

    /// The notebook's path.
    let notebook: String

    /// Whether files that are not outputs of this notebook may be replaced.
    let mayReplace: Bool

    /// Whether they are those of a sweep, which writes a table `NAME.csv` too.
    package var hasTable = false

    /// Whether other machines may be writing to the folder, whose locks may not reach this one: then nothing that looks as
    /// if a killed run had left it is removed.
    var isShared = false

    /// Whether that holds for the runs of a sweep.
    package var hasSharedRuns = false

    /// Makes the outputs of a notebook.
    ///
    /// - Parameter mayReplace: whether files that are not outputs of this notebook may be replaced.
    public init(in directory: String, name: String, notebook: String, mayReplace: Bool = false) {
        self.directory = directory
        self.name = name
        self.notebook = notebook
        self.mayReplace = mayReplace
    }

    /// The notebook whose report or record is at a path, if the ledger of its folder names one and that file is
    /// identical to `source`: a stranger may have written the ledger.
    ///
    /// - Parameter source: the notebook's bytes, as contained in the report or record.
    public static func notebook(ofOutputAt path: String, holding source: Data) -> String? {
        let file = URL(filePath: path)
        let directory = file.deletingLastPathComponent().path(percentEncoded: false)
        let outputs = NotebookOutputs(
            in: directory.hasSuffix("/") ? String(directory.dropLast()) : directory,
            name: file.deletingPathExtension().lastPathComponent, notebook: "")
        guard
            let shelf = try? OpenFolder(at: directory).folder(Self.privateFolder),
            let ledger = outputs.ledger(in: shelf), ledger.files[file.lastPathComponent] != nil
        else { return nil }
        let notebook = "\(outputs.directory)/\(ledger.notebook)"
        return (try? RegularFile.contents(of: notebook, limit: source.count)) == source ? notebook : nil
    }

    /// The report's path inside the output folder.
    var report: String { name + ".html" }
    /// The record's path inside the output folder.
    var record: String { name + ".json" }
    /// The table's path inside the output folder.
    var table: String { name + ".csv" }
    /// The paths of everything but the saved files.
    var documents: [String] { [report, record] + (hasTable ? [table] : []) }
    /// The folder that keeps the last good run's files.
    var lastGood: String { name + ".last-good" }

    /// The path of the last good run's report, relative to the output folder.
    ///
    /// - Parameter name: the name of the notebook's outputs.
    package static func lastGoodReport(of name: String) -> String {
        let outputs = NotebookOutputs(in: "", name: name, notebook: "")
        return "\(outputs.lastGood)/\(outputs.report)"
    }

    /// The private folder, with ledgers and incomplete files.
    package static let privateFolder = ".stepbook"

    /// Creates the folder and a place for a run's files, so that a run does not fail at its end for lack of one.
    ///
    /// - Parameters:
    ///   - saved: the known paths inside `NAME/` to which its steps will save.
    ///   - sources: the files that the run reads, which are never replaced.
    /// - Throws: ``OutputProblem`` if that is impossible, or if a foreign file is in the way.
    public func prepare(saving saved: [String] = [], sparing sources: RunSources = RunSources())
        throws(OutputProblem) -> StagedOutputs
    {
        let folder = try makeFolder()
        let paths = documents + saved.map { "\(name)/\($0)" }
        try sources.spare(paths, in: directory)
        let shelf = try privately(in: folder)
        let lock = isShared ? nil : try OutputLock(in: shelf, path: directory)
        defer { lock?.release() }
        var ledger = ledger(in: shelf)
        if let found = ledger, !found.pending.isEmpty { ledger = try finish(found, in: folder, shelf) }
        if !isShared { removeAbandoned(in: shelf) }
        var check = OutputCheck(self, ledger)
        for path in paths { try check.look(at: path, in: folder) }
        try checkFolder(in: folder)
        try checkLastGood(ledger, &check, in: folder)
        try checkNames(in: folder)
        return try StagedOutputs(for: self, knowing: check.known, sparing: sources, in: shelf)
    }

    /// The notebook's path relative to the output folder.
    var owner: String {
        func parts(_ path: String) -> [String] {
            let real = realpath(path, nil).map { pointer in
                defer { free(pointer) }
                return String(cString: pointer)
            }
            return ReadableFiles.parts(of: real ?? LastRun.path(of: path))
        }
        let from = parts(directory)
        let to = parts(notebook)
        let common = zip(from, to).prefix { $0.utf8.elementsEqual($1.utf8) }.count
        return (from.dropFirst(common).map { _ in ".." } + to.dropFirst(common)).joined(separator: "/")
    }

    /// The path of a notebook, given relative to the output folder, in the form that a user would type.
    func shown(_ notebook: String) -> String {
        func real(_ path: String) -> String? {
            guard let pointer = realpath(path, nil) else { return nil }
            defer { free(pointer) }
            return String(cString: pointer)
        }
        // Links are resolved, so that '..' removes the name before it.
        guard let folder = real(directory), let working = real(".") else { return "\(directory)/\(notebook)" }
        var parts = ReadableFiles.parts(of: folder)
        for part in ReadableFiles.parts(of: notebook) {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let path = "/" + parts.joined(separator: "/")
        let beginning = working + "/"
        return path.utf8.starts(with: beginning.utf8)
            ? String(Substring(path.utf8.dropFirst(beginning.utf8.count))) : path
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
        // An unreadable ledger proves nothing about the files, so they are not replaced.
        // The same holds for a forged one, which may have come with the folder.
        let ledger = (try? shelf.read(record, limit: 10_000_000)).flatMap {
            try? JSONDecoder.canonical.decode(OutputLedger.self, from: $0)
        }
        return ledger.flatMap { $0.isCredible(of: self) ? $0 : nil }
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

    /// Completes the moves of a run that was killed, or that found a file in the way.
    ///
    /// - Throws: ``OutputProblem`` if something is in the way; the moves remain to be done.
    func finish(
        _ ledger: OutputLedger, in folder: borrowing OpenFolder, _ shelf: borrowing OpenFolder
    ) throws(OutputProblem) -> OutputLedger {
        var ledger = ledger
        for move in ledger.pending {
            do throws(SystemError) {
                let noted = ledger.file(at: move.to)
                if let status = try self.move(move, noted, in: folder) { ledger.stamp(move.to, status) }
            } catch {
                // A file that was already moved is no longer there.
                guard error.number == ENOENT else {
                    throw OutputProblem(
                        "'\(directory)/\(move.to)' cannot be written: \(error.reason); as soon as it can, run the notebook again: the files that wait for it appear then"
                    )
                }
            }
        }
        ledger.pending = []
        try keep(ledger, in: shelf)
        return ledger
    }

    /// Removes the kept files of the last good run, once there is a newer good one.
    ///
    /// - Returns: whether there were any.
    func removeLastGood(
        unless status: Run.Status, of ledger: inout OutputLedger, in folder: borrowing OpenFolder
    ) -> Bool {
        let kept = ledger.earlier.filter { $0.key.hasPrefix(lastGood + "/") }
        guard status == .ok, !kept.isEmpty else { return false }
        for (path, file) in kept {
            ledger.earlier[path] = nil
            guard let place = OutputPath(path),
                let parent = try? folder.folder(at: place.folders, making: false),
                // A file that was changed since belongs to the user.
                (try? parent.read(place.name, limit: file.bytes)).map(ContentHash.init(of:)) == file.hash
            else { continue }
            try? parent.remove(place.name)
            var parts = place.folders
            while let part = parts.popLast() {
                guard (try? folder.folder(at: parts, making: false).remove(part)) != nil else { break }
            }
        }
        return true
    }

    /// - Parameter noted: what is known of the file in its new place.
    /// - Returns: the file's status in its new place; `nil` if it was not moved.
    private func move(
        _ move: OutputLedger.Move, _ noted: OutputLedger.File?, in folder: borrowing OpenFolder
    ) throws(SystemError) -> OpenFolder.Status? {
        guard let from = OutputPath(move.from), let to = OutputPath(move.to) else { return nil }
        let source = try folder.folder(at: from.folders, making: false)
        // A file that a killed run set aside already has a successor in its place.
        let isSetAside = !StagedOutputs.mayHold(move.from)
        if isSetAside, noted?.lies(at: from.name, in: source) != true { return nil }
        let target = try folder.folder(at: to.folders, making: true)
        if isSetAside, noted?.lies(at: to.name, in: target) == true { return nil }
        try source.move(from.name, to: target, as: to.name)
        // By POSIX's rules of renaming, two names of one file remain two.
        if source.status(of: from.name) != nil { try source.remove(from.name) }
        return target.status(of: to.name)
    }
}

extension NotebookOutputs {
    /// Checks that the folder for saved files exists or can be created.
    private func checkFolder(in folder: borrowing OpenFolder) throws(OutputProblem) {
        guard let status = folder.status(of: name), !status.isFolder else { return }
        throw OutputProblem.noFolder("\(directory)/\(name)", status)
    }

    /// Checks that the last run's files can be set aside if it was good and this one fails, which then needs their
    /// place for its report.
    private func checkLastGood(
        _ ledger: OutputLedger?, _ check: inout OutputCheck, in folder: borrowing OpenFolder
    ) throws(OutputProblem) {
        guard let ledger, ledger.status == .ok, ledger.notebook == owner else { return }
        for path in ledger.files.keys.sorted() { try check.look(at: "\(lastGood)/\(path)", in: folder) }
    }

    /// Checks that no name is too long, including that of the last good run's folder, which is the longest.
    private func checkNames(in folder: borrowing OpenFolder) throws(OutputProblem) {
        do throws(SystemError) {
            _ = try folder.statusIfThere(of: lastGood)
        } catch {
            throw OutputProblem(
                "'\(directory)/\(lastGood)' cannot be made, where the last good run's files stay: \(error.reason); give the notebook a shorter one"
            )
        }
    }

    /// Removes the unfinished files of killed runs, which only take up space.
    func removeAbandoned(in shelf: borrowing OpenFolder) {
        let path = "\(directory)/\(Self.privateFolder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let abandoned = names.filter { StagedOutputs.isAbandoned($0, in: path) }
        guard !abandoned.isEmpty else { return }
        // Another notebook's run may have been killed while publishing, and its files are still to appear.
        let ledgers = names.filter { $0.hasSuffix(".json") }.compactMap { file in
            NotebookOutputs(in: directory, name: String(file.dropLast(".json".count)), notebook: "")
                .ledger(in: shelf)
        }
        let wanted = Set(
            ledgers.flatMap(\.pending).compactMap { OutputPath($0.from)?.folders.dropFirst().first })
        for name in abandoned where !wanted.contains(name) {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }
}

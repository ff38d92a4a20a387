public import FoundationEssentials
import Glibc
import Synchronization

/// The files of a run in progress, in a hidden place until they appear together.
///
/// A reference type, because it owns a folder that is removed with it.
public final class StagedOutputs: Sendable {
    /// The folder to which the run's steps save.
    public let directory: String

    /// The files at the paths where those of the run will appear.
    public let earlier: EarlierOutputs

    let outputs: NotebookOutputs
    /// The earlier outputs found when the run began, by path inside the output folder.
    private let known: [String: OutputCheck.Known]
    /// The files that the run reads, which are never replaced.
    let sources: RunSources
    /// The folder's name inside the private folder.
    private let name: String
    /// Locked during the run.
    private let claim: Int32
    /// Whether the ledger lists files of this folder as still to be moved.
    private let isAwaited = Mutex(false)

    private static let prefix = "run-"

    init(
        for outputs: NotebookOutputs, knowing known: [String: OutputCheck.Known], sparing sources: RunSources,
        in shelf: borrowing OpenFolder
    ) throws(OutputProblem) {
        let privateFolder = "\(outputs.directory)/\(NotebookOutputs.privateFolder)"
        let name = "\(Self.prefix)\(getpid())-\(UInt64.random(in: 0 ... .max))"
        do throws(SystemError) {
            let folder = try shelf.makingFolder(name)
            claim = try folder.lockFile("in-use")
            flock(claim, LOCK_EX | LOCK_NB)
        } catch {
            throw OutputProblem("'\(privateFolder)' cannot be written to: \(error.reason)")
        }
        self.name = name
        directory = "\(privateFolder)/\(name)/files"
        self.outputs = outputs
        self.known = known
        self.sources = sources
        let prefix = outputs.name + "/"
        let saved = known.filter { $0.key.hasPrefix(prefix) }
        earlier = EarlierOutputs(
            directory: "\(outputs.directory)/\(outputs.name)",
            known: Dictionary(
                uniqueKeysWithValues: saved.map { (String($0.key.dropFirst(prefix.count)), $0.value) }))
    }

    deinit {
        // Files that cannot appear yet do so at the notebook's next run.
        if !isAwaited.withLock({ $0 }) {
            try? FileManager.default.removeItem(atPath: String(directory.dropLast("/files".count)))
        }
        close(claim)
    }

    /// Whether a file of the private folder was left by a killed run.
    static func isAbandoned(_ name: String, in path: String) -> Bool {
        guard name.hasPrefix(prefix) else { return false }
        let file = open("\(path)/\(name)/in-use", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        // Its creator may not have locked it yet.
        guard file >= 0 else { return false }
        defer { close(file) }
        return flock(file, LOCK_EX | LOCK_NB) == 0
    }

    /// Whether a path inside the output folder leads to a file that a run has not published yet.
    static func mayHold(_ path: String) -> Bool {
        guard let parts = OutputPath(path), parts.folders.count > 1 else { return false }
        return parts.folders[0] == NotebookOutputs.privateFolder && parts.folders[1].hasPrefix(prefix)
    }

    /// Publishes a run's files: its report, its record, and the files that its steps saved.
    ///
    /// - Parameters:
    ///   - status: how the run ended.
    ///   - files: the files that its steps saved.
    ///   - write: makes report and record, given the path of the last good report if this run is not good.
    /// - Returns: where they are.
    /// - Throws: ``OutputProblem`` if the folder is not writable or now contains a foreign file.
    public func publish(
        _ status: Run.Status, files: [WrittenFile],
        writing write: (_ lastGood: String?) -> (report: Data, record: Data)
    ) throws(OutputProblem) -> PublishedOutputs {
        var recordHash = ContentHash(of: Data())
        try publish(status, files: files, origin: nil) { lastGood in
            let (report, record) = write(lastGood)
            recordHash = ContentHash(of: record)
            return [outputs.report: report, outputs.record: record]
        }
        return PublishedOutputs(
            report: "\(outputs.directory)/\(outputs.report)", record: outputs.record, recordHash: recordHash)
    }

    /// Publishes files, all or none.
    ///
    /// - Parameters:
    ///   - status: how the run ended; a good one is set aside for one that is not.
    ///   - files: the files that steps saved.
    ///   - origin: the hash of everything that the files follow from; `nil` if it is not known.
    ///   - write: makes the other files by their paths inside the output folder, given the path of the last good report
    ///     if this run is not good.
    /// - Throws: ``OutputProblem`` if the folder is not writable or now contains a foreign file.
    package func publish(
        _ status: Run.Status, files: [WrittenFile], origin: ContentHash?,
        writing write: (_ lastGood: String?) -> [String: Data]
    ) throws(OutputProblem) {
        let folder = try outputs.open(outputs.directory)
        let shelf = try outputs.privately(in: folder)
        // Of a run that several machines may do a claim keeps others out; a lock may not reach them.
        let lock = outputs.isShared ? nil : try OutputLock(in: shelf, path: outputs.directory)
        defer { lock?.release() }
        var ledger = outputs.ledger(in: shelf)
        if let found = ledger, !found.pending.isEmpty {
            ledger = try outputs.finish(found, in: folder, shelf)
        }
        // The paths to which steps save may only be known now.
        try sources.spare(files.map { "\(outputs.name)/\($0.path)" }, in: outputs.directory)
        // Another run of the notebook may have been faster, or other files may have been created.
        var check = OutputCheck(outputs, ledger, knowing: known)
        for path in outputs.documents + files.map({ "\(outputs.name)/\($0.path)" }) {
            try check.look(at: path, in: folder)
        }
        var publication = OutputPublication(outputs: outputs, before: ledger)
        try publication.setAsideGoodRun(unless: status, sparing: sources, in: folder)
        let documents = write(publication.lastGoodReport).sorted { $0.key < $1.key }
        let staged = "\(NotebookOutputs.privateFolder)/\(name)"
        do throws(SystemError) {
            let stage = try shelf.folder(name)
            for (number, document) in documents.enumerated() {
                try stage.write(document.value, to: "document-\(number)")
            }
        } catch {
            throw OutputProblem("the report cannot be written to '\(outputs.directory)': \(error.reason)")
        }
        for file in files {
            if publication.lastGoodReport != nil { try separate(file.path) }
            publication.add(
                "\(outputs.name)/\(file.path)", .init(bytes: file.bytes, hash: file.hash),
                from: "\(staged)/files/\(file.path)")
        }
        for (number, document) in documents.enumerated() {
            publication.add(
                document.key, .init(of: document.value), from: "\(staged)/document-\(number)")
        }
        var published = publication.ledger(status)
        published.origin = origin
        try outputs.keep(published, in: shelf)
        isAwaited.withLock { $0 = true }
        var whole = try outputs.finish(published, in: folder, shelf)
        isAwaited.withLock { $0 = false }
        if outputs.removeLastGood(unless: status, of: &whole, in: folder) {
            try outputs.keep(whole, in: shelf)
        }
    }

    /// Replaces a file that shares its bytes with one of the last good run by a copy, so that changing one does not
    /// change the other.
    private func separate(_ path: String) throws(OutputProblem) {
        guard let file = OutputPath(path) else { return }
        do throws(SystemError) {
            let folder = try OpenFolder(at: directory).folder(at: file.folders, making: false)
            guard let status = folder.status(of: file.name), status.links > 1 else { return }
            try folder.write(try folder.read(file.name), to: file.name)
        } catch {
            throw OutputProblem("'\(earlier.directory)/\(path)' cannot be written: \(error.reason)")
        }
    }
}

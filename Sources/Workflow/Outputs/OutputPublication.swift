import FoundationEssentials

/// The moves that put a run's files in place and set those of the previous run aside.
struct OutputPublication {
    private let outputs: NotebookOutputs
    /// The ledger before the run.
    private let before: OutputLedger?
    private var moves: [OutputLedger.Move] = []
    private var files: [String: OutputLedger.File] = [:]
    private var earlier: [String: OutputLedger.File] = [:]

    /// The path at which the new report links to the last good one; `nil` if there is none.
    private(set) var lastGoodReport: String?

    init(outputs: NotebookOutputs, before: OutputLedger?) {
        self.outputs = outputs
        // Another notebook's files are not earlier outputs of this one.
        self.before = before?.notebook == outputs.owner ? before : nil
        earlier = self.before?.earlier ?? [:]
    }

    /// Sets the last run's files aside if that run was good and this one is not.
    ///
    /// - Throws: ``OutputProblem`` if a foreign file is in the way.
    mutating func setAsideGoodRun(
        unless status: Run.Status, sparing sources: RunSources, in folder: borrowing OpenFolder
    ) throws(OutputProblem) {
        let aside = outputs.lastGood + "/"
        guard status != .ok else { return }
        if before?.status == .ok, let good = before?.files.filter({ Self.isThere($0.key, in: folder) }),
            !good.isEmpty
        {
            var check = OutputCheck(outputs, before)
            for path in good.keys.sorted() { try check.look(at: aside + path, in: folder) }
            earlier = earlier.filter { !$0.key.hasPrefix(aside) }
            // A file that was changed since belongs to the user, and stays where it is.
            for (path, file) in good.sorted(by: { $0.key < $1.key })
            where (try? check.look(at: path, in: folder)) != nil {
                // The next run must find the inputs of this one in place.
                guard !sources.reads("\(outputs.directory)/\(path)") else {
                    earlier[path] = file
                    continue
                }
                moves.append(OutputLedger.Move(from: path, to: aside + path))
                earlier[aside + path] = file
            }
        }
        let report = aside + outputs.report
        if earlier[report] != nil,
            moves.contains(where: { $0.to == report }) || Self.isThere(report, in: folder)
        {
            lastGoodReport = report
        }
    }

    private static func isThere(_ path: String, in folder: borrowing OpenFolder) -> Bool {
        guard let path = OutputPath(path) else { return false }
        return (try? folder.folder(at: path.folders, making: false).status(of: path.name)) != nil
    }

    /// Adds a file of the run.
    mutating func add(_ path: String, _ file: OutputLedger.File, from place: String) {
        moves.append(OutputLedger.Move(from: place, to: path))
        files[path] = file
        earlier[path] = nil
    }

    /// The ledger once everything is in place.
    func ledger(_ status: Run.Status) -> OutputLedger {
        var earlier = earlier
        let wasSetAside = status != .ok && before?.status == .ok
        if !wasSetAside {
            for (path, file) in before?.files ?? [:] where files[path] == nil { earlier[path] = file }
        }
        return OutputLedger(
            notebook: outputs.owner, status: status, files: files, earlier: earlier, pending: moves)
    }
}

extension OutputLedger.File {
    /// The entry of a file with these bytes.
    init(of data: Data) { self.init(bytes: data.count, hash: ContentHash(of: data), stamp: nil) }
}

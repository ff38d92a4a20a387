import FoundationEssentials

/// How a run's files come to their places, and where those of the run before go.
struct OutputPublication {
    private let outputs: NotebookOutputs
    /// What was known before.
    private let before: OutputLedger?
    private var moves: [OutputLedger.Move] = []
    private var files: [String: OutputLedger.File] = [:]
    private var earlier: [String: OutputLedger.File] = [:]

    /// Where the last good report will be, as the new one links to it; `nil` where there is none.
    private(set) var lastGoodReport: String?

    init(outputs: NotebookOutputs, before: OutputLedger?) {
        self.outputs = outputs
        // Another notebook's files are no earlier ones of this.
        self.before = before?.notebook == outputs.owner ? before : nil
        earlier = self.before?.earlier ?? [:]
    }

    /// Sets what the last run wrote aside where that was good and this one is not.
    ///
    /// - Throws: ``OutputProblem`` where something is in the way that no run of the notebook left there.
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
            // What was changed since is somebody's work, and stays where it is.
            for (path, file) in good.sorted(by: { $0.key < $1.key })
            where (try? check.look(at: path, in: folder)) != nil {
                // The next run must find what this one reads where it is.
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

    /// What is known as soon as everything is in its place.
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
    /// What is known of bytes.
    init(of data: Data) { self.init(bytes: data.count, hash: ContentHash(of: data), stamp: nil) }
}

package import FoundationEssentials
import Glibc

/// The outputs of a sweep: `NAME.sweep.html`, `NAME.sweep.json` and `NAME.sweep.csv`, and in the folder `NAME.sweep` the
/// report, the record and the saved files of each run, which are outputs of the same notebook there.
extension NotebookOutputs {
    /// What the name of a sweep's outputs ends with.
    static let sweepEnding = ".sweep"

    /// Makes the outputs of a notebook's sweep.
    ///
    /// - Parameter name: the name of the notebook's own outputs.
    package static func ofSweep(
        in directory: String, name: String, notebook: String, mayReplace: Bool
    ) -> NotebookOutputs {
        var outputs = NotebookOutputs(
            in: directory, name: name + sweepEnding, notebook: notebook, mayReplace: mayReplace)
        outputs.hasTable = true
        return outputs
    }

    /// The folder of the runs of a sweep.
    package var runDirectory: String { "\(directory)/\(name)" }

    /// The outputs of a run of the sweep.
    ///
    /// - Parameter index: the place of the run among the sweep's, 0-based.
    package func run(at index: Int) -> NotebookOutputs {
        var outputs = NotebookOutputs(
            in: runDirectory, name: Self.runName(at: index), notebook: notebook, mayReplace: mayReplace)
        outputs.isShared = hasSharedRuns
        return outputs
    }

    /// The folder in which the arrays of a sweep on a cluster and their elements leave notes for each other; it need not
    /// exist.
    package var arrays: SharedFolder {
        SharedFolder(at: LastRun.path(of: "\(directory)/\(Self.privateFolder)/\(name).arrays"))
    }

    /// Makes that folder, and the one in it for a round of the sweep.
    ///
    /// - Parameter round: how long the runs of the round are; `nil` if there is one round.
    /// - Throws: ``OutputProblem`` if that is impossible.
    package func makeArrays(ofRound round: String?) throws(OutputProblem) -> SharedFolder {
        let folder = try open(directory)
        _ = try privately(in: folder)
        let arrays = arrays
        let place = arrays.folder("round-\(round ?? "all")")
        do throws(SystemError) {
            try arrays.make()
            try place.make()
        } catch {
            throw OutputProblem("'\(place.path)' cannot be made: \(error.reason)")
        }
        return place
    }

    /// The name of a run's outputs: its number, from 1, with three digits or more.
    package static func runName(at index: Int) -> String {
        let number = String(index + 1)
        return String(repeating: "0", count: max(0, 3 - number.count)) + number
    }

    /// Removes what killed runs of a sweep have left, once none is alive on any machine.
    package func removeAbandonedRuns() {
        guard let shelf = try? OpenFolder(at: runDirectory).folder(Self.privateFolder) else { return }
        run(at: 0).removeAbandoned(in: shelf)
    }

    /// The path of a run's report beside the sweep's page: `NAME.sweep/001.html`.
    package func reportBesidePage(ofRunAt index: Int) -> String { "\(name)/\(run(at: index).report)" }

    /// The path of a run's record in the sweep's output folder: `NAME.sweep/001.json`.
    package func recordBesidePage(ofRunAt index: Int) -> String { "\(name)/\(run(at: index).record)" }

    /// The path of the report.
    package var reportPath: String { "\(directory)/\(report)" }

    /// The path of the record.
    package var recordPath: String { "\(directory)/\(record)" }

    /// Waits until the report and the record are on the disk, where other machines find them.
    ///
    /// - Throws: ``SystemError`` if the disk does not take them.
    package func synchronize() throws(SystemError) {
        for path in [reportPath, recordPath] {
            let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw SystemError(number: errno) }
            defer { close(file) }
            guard fsync(file) == 0 else { throw SystemError(number: errno) }
        }
    }

    /// Whether an earlier run was made from the same, and all of its files are as they were put in place.
    ///
    /// The times that only the system sets show that: a copy of the folder, or one that came from somebody else, does not
    /// count.
    ///
    /// - Parameter origin: the hash of everything that the run's files follow from.
    package func isInPlace(madeFrom origin: ContentHash) -> Bool {
        guard let folder = try? OpenFolder(at: directory),
            let shelf = try? folder.folder(Self.privateFolder), let ledger = ledger(in: shelf),
            ledger.origin == origin, ledger.notebook == owner, ledger.pending.isEmpty,
            ledger.files[record] != nil, ledger.files[report] != nil
        else { return false }
        for (path, file) in ledger.files {
            guard let place = OutputPath(path),
                let parent = try? folder.folder(at: place.folders, making: false),
                let status = parent.status(of: place.name), status.isRegularFile,
                status.bytes == file.bytes, file.stamp == OutputLedger.Stamp(status)
            else { return false }
        }
        return true
    }

    /// The most bytes of the notes on a sweep's runs.
    private static let mostNotes = 1 << 30

    /// What the last sweep noted of its runs, in the private folder; `nil` if there is nothing.
    package var notes: Data? {
        guard let shelf = try? OpenFolder(at: directory).folder(Self.privateFolder) else { return nil }
        return try? shelf.read(name + ".runs", limit: Self.mostNotes)
    }

    /// Notes something of the runs for the next sweep. Without it that only reads more.
    package func note(_ data: Data) {
        guard let folder = try? OpenFolder(at: directory), let shelf = try? privately(in: folder) else {
            return
        }
        try? shelf.write(data, to: name + ".runs")
    }

    /// The numbers, from 1, of runs of an earlier sweep of the notebook that this one does not have, ascending.
    ///
    /// - Parameter count: the number of runs of this sweep.
    package func surplusRuns(after count: Int) -> [Int] {
        let shelf = "\(runDirectory)/\(Self.privateFolder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: shelf)) ?? []
        return names.compactMap { name -> Int? in
            guard name.hasSuffix(".json"), let number = Int(name.dropLast(".json".count)), number > count
            else { return nil }
            return FileManager.default.fileExists(atPath: run(at: number - 1).recordPath) ? number : nil
        }.sorted()
    }
}

extension StagedOutputs {
    /// Publishes the files of a sweep: its page, its record, its table.
    ///
    /// - Parameters:
    ///   - status: how the sweep ended.
    ///   - page: the page in HTML.
    ///   - record: the record in JSON.
    ///   - table: the table in CSV.
    /// - Returns: the page's path.
    /// - Throws: ``OutputProblem`` if the folder is not writable or now contains a foreign file.
    package func publishSweep(
        _ status: Run.Status, page: Data, record: Data, table: Data
    ) throws(OutputProblem) -> String {
        try publish(status, files: [], origin: nil) { _ in
            [outputs.report: page, outputs.record: record, outputs.table: table]
        }
        return "\(outputs.directory)/\(outputs.report)"
    }

    /// Keeps the description of a sweep's runs for its workers, as long as this object is there.
    ///
    /// - Returns: the file's path, from the root.
    /// - Throws: ``OutputProblem`` if it cannot be written.
    package func keep(job: Data) throws(OutputProblem) -> String {
        let folder = String(directory.dropLast("/files".count))
        do throws(SystemError) {
            try OpenFolder(at: folder).write(job, to: "job")
        } catch {
            throw OutputProblem("'\(folder)/job' cannot be written: \(error.reason)")
        }
        return LastRun.path(of: folder + "/job")
    }

    /// Publishes the files of a run of a sweep.
    ///
    /// A good run of an earlier sweep is not set aside for one that failed: its number may be that of another setting.
    ///
    /// - Parameters:
    ///   - origin: the hash of everything that they follow from; `nil` if the run is to be repeated in any case.
    /// - Throws: ``OutputProblem`` if the folder is not writable or now contains a foreign file.
    package func publishRun(
        report: Data, record: Data, files: [WrittenFile], origin: ContentHash?
    ) throws(OutputProblem) {
        try publish(.ok, files: files, origin: origin) { _ in
            [outputs.report: report, outputs.record: record]
        }
    }
}

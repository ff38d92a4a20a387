import FoundationEssentials
import Glibc
import Workflow

/// An array of a sweep on a cluster, as it stands in a shared folder: what its elements are to do, and what they have done.
///
/// The folder is the truth of what is done; the cluster only says which elements are alive.
struct SweepWave: Sendable {
    /// The folder, `wave-1` and so on.
    let folder: SharedFolder

    /// The notes of runs that have ended, by their index.
    var ended: SharedFolder { folder.folder("ended") }
    /// The notes of what elements are doing, by their number.
    var beats: SharedFolder { folder.folder("beats") }
    /// The claims of runs and steps that are being computed, which all waves share: one may be alive that was thought to
    /// be dead.
    var claims: SharedFolder { folder.beside(Self.claims) }
    /// The warnings for the user, by their hash.
    var warnings: SharedFolder { folder.folder("warnings") }
    /// What elements print, by their number.
    var logs: SharedFolder { folder.folder("logs") }

    /// The path of the sweep's job, which is the one argument of an element.
    var jobPath: String { "\(folder.path)/\(Self.job)" }
    /// The path of the script that starts an element.
    var scriptPath: String { "\(folder.path)/\(Self.script)" }

    /// The beginning of the names by which an element makes its claims.
    func owner(of element: Int) -> String { "\(folder.name)/\(element)/" }

    private static let prefix = "wave-"
    private static let claims = "claims"
    private static let job = "job"
    private static let script = "script"
    private static let runs = "runs"
    private static let name = "name"
    private static let number = "number"
    /// The most bytes of a file of a wave.
    private static let most = 1 << 28

    /// The wave with a job's file.
    init(holding job: String) {
        folder = SharedFolder(at: String(job.prefix(upTo: job.lastIndex(of: "/") ?? job.startIndex)))
    }

    private init(_ folder: SharedFolder) { self.folder = folder }

    /// The waves in a folder, the newest last.
    static func all(in folder: SharedFolder) throws(SystemError) -> [SweepWave] {
        try folder.names().compactMap(number(of:)).sorted().map {
            SweepWave(folder.folder("\(prefix)\($0)"))
        }
    }

    /// Adds a wave, which is there whole or not at all.
    ///
    /// - Parameters:
    ///   - arrays: the folder of waves.
    ///   - elements: the runs of each element, in order.
    ///   - name: the name that the cluster knows it by.
    /// - Returns: `nil` if another program has added one at the same time.
    /// - Throws: ``SystemError`` if the disk refuses it.
    static func added(
        to arrays: SharedFolder, job: SweepJob, elements: [[SweepAssignment]], name: String, program: String
    ) throws(SystemError) -> SweepWave? {
        let last = try arrays.names().compactMap(number(of:)).max() ?? 0
        let draft = SweepWave(arrays.folder("new-\(name)"))
        try draft.folder.make()
        for folder in [draft.ended, draft.beats, draft.warnings, draft.logs, draft.claims] {
            try folder.make()
        }
        let place = "\(prefix)\(last + 1)"
        try draft.folder.replace(MessageLines.line(job), as: Self.job)
        try draft.folder.replace(elements.reduce(into: Data()) { $0 += MessageLines.line($1) }, as: runs)
        try draft.folder.replace(Data(name.utf8), as: Self.name)
        let text = SlurmScript.text(program: program, job: "\(arrays.path)/\(place)/\(Self.job)")
        try draft.folder.replace(Data(text.utf8), as: script)
        guard let folder = try draft.folder.renamed(place) else {
            draft.folder.removeAll()
            return nil
        }
        return SweepWave(folder)
    }

    /// The runs of all elements.
    ///
    /// - Throws: ``WorldProblem`` if the file is missing or damaged.
    func elements() throws(WorldProblem) -> [[SweepAssignment]] {
        var elements: [[SweepAssignment]] = []
        for line in try lines() { elements.append(try assignments(in: line)) }
        return elements
    }

    /// The runs of an element.
    ///
    /// - Throws: ``WorldProblem`` if there is no such element, or the file is missing or damaged.
    func assignments(of element: Int) throws(WorldProblem) -> [SweepAssignment] {
        let lines = try lines()
        guard lines.indices.contains(element) else {
            throw WorldProblem(
                "'\(folder.path)' has \(lines.count) elements, and none with the number \(element)")
        }
        return try assignments(in: lines[element])
    }

    /// The name that the cluster knows the array by.
    var name: String? { text(Self.name) }

    /// The number that the cluster has given the array; `nil` if that was not noted.
    var arrayNumber: String? { text(Self.number) }

    /// Notes the number that the cluster has given the array.
    func note(arrayNumber: String) throws(SystemError) {
        try folder.replace(Data(arrayNumber.utf8), as: Self.number)
    }

    private func text(_ name: String) -> String? {
        (try? folder.read(name, limit: 1024)).map { String(decoding: $0, as: UTF8.self) }
    }

    private func lines() throws(WorldProblem) -> [Data] {
        do throws(SystemError) {
            guard let data = try folder.read(Self.runs, limit: Self.most) else {
                throw SystemError(number: ENOENT)
            }
            return data.split(separator: UInt8(ascii: "\n")).map { Data($0) }
        } catch {
            throw WorldProblem("'\(folder.path)/\(Self.runs)' cannot be read: \(error.reason)")
        }
    }

    private func assignments(in line: Data) throws(WorldProblem) -> [SweepAssignment] {
        guard let runs = try? JSONDecoder().decode([SweepAssignment].self, from: line) else {
            throw WorldProblem("'\(folder.path)/\(Self.runs)' is damaged")
        }
        return runs
    }

    private static func number(of name: String) -> Int? {
        name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
    }
}

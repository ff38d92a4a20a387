import FoundationEssentials
import Workflow

/// The note of a run that has ended.
struct EndNote: Codable {
    /// How it ended.
    let outcome: WorkerOutcome
    /// What its files follow from; `nil` if that is not known.
    let origin: ContentHash?
    /// The hash of its record; `nil` if it has none.
    let record: ContentHash?

    /// The most bytes of a record.
    static let mostRecord = 1 << 30

    /// The most bytes of a note: a message may be long.
    static let most = 1 << 20

    /// The name of a run's note.
    static func name(of run: Int) -> String { String(run) }

    /// Reads a note; `nil` if it is damaged.
    init?(_ data: Data) {
        guard let note = try? JSONDecoder().decode(EndNote.self, from: data) else { return nil }
        self = note
    }

    /// Notes how a run ended.
    init(_ outcome: WorkerOutcome, origin: ContentHash?, record: ContentHash?) {
        self.outcome = outcome
        self.origin = origin
        self.record = record
    }

    /// Whether the record at a path is the one that was written, if one was.
    func isVerified(at path: String) -> Bool {
        guard let record else { return true }
        return (try? RegularFile.contents(of: path, limit: Self.mostRecord)).map(ContentHash.init(of:))
            == record
    }
}

/// The note of what an element is doing, which it replaces from time to time.
struct BeatNote: Codable, Equatable {
    /// How often it was replaced.
    var count = 0
    /// The run in progress.
    var run: Int?
    /// What that does, and how much of it is done.
    var words = ""
    var fraction: Double?
    /// The number of steps that were computed and of epochs that were finished, which are kept.
    var kept = 0

    /// The most bytes of a note.
    static let most = 1 << 16

    /// The name of an element's note.
    static func name(of element: Int) -> String { String(element) }
}

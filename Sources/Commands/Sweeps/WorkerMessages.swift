import FoundationEssentials
import Workflow

/// What the command tells a worker, one JSON object a line.
enum WorkerOrder: Codable, Sendable {
    /// Begin a run.
    case run(SweepAssignment)
    /// Compute the step that was asked for.
    case compute
    /// Look the step up again: another run has computed it.
    case lookAgain
    /// Give up the run after its last finished epoch, and end.
    case stop
}

/// A run that a worker is given.
struct SweepAssignment: Codable, Hashable, Sendable {
    /// The place among the sweep's runs, 0-based.
    let index: Int
    /// The names and the texts of all parameters that differ from the notebook's.
    let parameters: [String]
    let texts: [String]
    /// The seed.
    let seed: UInt64
    /// The hash of everything that its files follow from; `nil` if that is not known.
    let origin: ContentHash?

    /// Whether another is the same run, whatever its files followed from when it was given out.
    func isSameRun(as other: SweepAssignment) -> Bool {
        (index, seed) == (other.index, other.seed) && (parameters, texts) == (other.parameters, other.texts)
    }

    /// The parameters, as a command line gives them.
    var overrides: [ParameterOverride] {
        zip(parameters, texts).map { ParameterOverride(name: $0, text: $1) }
    }
}

/// What a worker tells the command, one JSON object a line.
enum WorkerReport: Codable, Sendable {
    /// It waits for a run.
    case ready
    /// It begins or looks up a step, whose work stands in words.
    case working(words: String, fraction: Double?)
    /// It is about to compute the step with this key, and waits for the answer.
    case asks(ContentHash)
    /// It has the next step behind it.
    case advanced
    /// It has computed a step or finished an epoch, which is not lost if it comes to its end.
    case kept
    /// The user should know this.
    case warned(String)
    /// The run is over.
    case ended(WorkerOutcome)
}

/// How a run ended in a worker.
enum WorkerOutcome: Codable, Sendable {
    /// Its record was written; with the message of the step that failed, if one did.
    case recorded(failure: String?)
    /// It was given up.
    case interrupted
    /// It has no record, for this reason.
    case failed(String)
}

/// Lines of JSON, put together from what a pipe gives in parts.
struct MessageLines {
    private var rest: [UInt8] = []

    /// The most bytes of a line: a message with a notebook's text in it is far shorter.
    private static let longest = 1 << 24

    /// Takes the next bytes.
    ///
    /// - Returns: the messages that they complete; `nil` for a line that is none.
    mutating func take<Message: Decodable>(_ bytes: some Sequence<UInt8>, of type: Message.Type) -> [Message?]
    {
        rest += bytes
        var messages: [Message?] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            messages.append(try? JSONDecoder().decode(type, from: Data(rest[..<end])))
            rest.removeSubrange(...end)
        }
        if rest.count > Self.longest {
            rest = []
            messages.append(nil)
        }
        return messages
    }

    /// A message as a line.
    static func line(_ message: some Encodable) -> Data {
        // Our own messages consist of texts and numbers, which always have a form.
        var line = (try? JSONEncoder().encode(message)) ?? Data("null".utf8)
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

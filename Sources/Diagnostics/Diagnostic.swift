/// A message about a place in a source.
public struct Diagnostic: Sendable, Hashable {
    /// How much a message matters.
    public enum Severity: String, Sendable, Hashable {
        /// Nothing runs while there is one.
        case error
        /// The work goes on.
        case warning
    }

    /// A further remark, with a place of its own where it has one.
    public struct Note: Sendable, Hashable {
        /// What is said, in lower case, without a full stop.
        public let message: String

        /// The place it is about; `nil` for the message's own.
        public let range: SourceRange?

        /// Makes a note.
        public init(_ message: String, at range: SourceRange? = nil) {
            self.message = message
            self.range = range
        }
    }

    /// A stable name for the kind of message: `train.unknown-argument`.
    public let id: String

    /// How much the message matters.
    public let severity: Severity

    /// What is wrong, in lower case, naming the thing in quotes.
    public let message: String

    /// The bytes that the caret stands under.
    public let range: SourceRange

    /// What stands beside the caret: `did you mean 'epochs'?`.
    public let label: String?

    /// What would be accepted, or where the other place is.
    public let notes: [Note]

    /// The text that, put in place of ``range``, mends it; for editors.
    public let replacement: String?

    /// Makes a message.
    public init(
        _ severity: Severity = .error, id: String, _ message: String, at range: SourceRange,
        label: String? = nil, notes: [Note] = [], replacement: String? = nil
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.range = range
        self.label = label
        self.notes = notes
        self.replacement = replacement
    }
}

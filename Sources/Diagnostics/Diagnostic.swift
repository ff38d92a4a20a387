/// A message about a range of a source.
public struct Diagnostic: Sendable, Hashable {
    /// How much a message matters.
    public enum Severity: String, Sendable, Hashable {
        /// Nothing runs while one is present.
        case error
        /// Does not stop the run.
        case warning
    }

    /// An additional remark, with a range of its own if it has one.
    public struct Note: Sendable, Hashable {
        /// The text, in lower case, without a full stop.
        public let message: String

        /// The range it refers to; `nil` for the diagnostic's own.
        public let range: SourceRange?

        /// Makes a note.
        public init(_ message: String, at range: SourceRange? = nil) {
            self.message = message
            self.range = range
        }
    }

    /// A stable identifier for the kind of message: `train.unknown-argument`.
    public let id: String

    /// How much the message matters.
    public let severity: Severity

    /// What is wrong, in lower case, naming the thing in quotes.
    public let message: String

    /// The bytes underlined by carets.
    public let range: SourceRange

    /// The text beside the caret: `did you mean 'epochs'?`.
    public let label: String?

    /// What would be accepted, or where the other place is.
    public let notes: [Note]

    /// The replacement for the text in ``range`` that fixes the mistake; for editors.
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

/// Something about a step that the user and the reader of a report are told.
public struct Notice: Sendable, Hashable, Codable {
    /// What a notice is for.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Something that nobody asked for and that readers must know: at the report's top, and as a warning on the
        /// terminal.
        case warning
        /// What became of something that the notebook asked for: at the step itself, on the page and on the terminal.
        case information
    }

    /// The message: a whole sentence or more, ended by a full stop.
    public let message: String

    /// `nil` for a warning, so that the stored form of warnings, and with it the keys of results, is the same as before
    /// there were kinds.
    private let otherKind: Kind?

    /// What it is for.
    public var kind: Kind { otherKind ?? .warning }

    /// Makes a notice.
    public init(_ message: String, kind: Kind = .warning) {
        self.message = message
        otherKind = kind == .warning ? nil : kind
    }

    private enum CodingKeys: String, CodingKey {
        case message
        case otherKind = "kind"
    }
}

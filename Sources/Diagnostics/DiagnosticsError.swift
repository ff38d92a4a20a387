/// A stage's whole batch of messages, at least one of them an error, in source order.
public struct DiagnosticsError: Error, Sendable {
    /// The text that the messages are about.
    public let source: SourceFile

    /// All messages, in source order.
    public let diagnostics: [Diagnostic]

    /// Makes the error from messages in any order.
    ///
    /// - Precondition: at least one of them is an error.
    public init(_ diagnostics: [Diagnostic], in source: SourceFile) {
        precondition(
            diagnostics.contains { $0.severity == .error }, "a batch without an error: \(diagnostics)")
        self.source = source
        self.diagnostics = diagnostics.inSourceOrder
    }
}

extension [Diagnostic] {
    /// The messages ordered by where they stand, those at one place in the order they were made.
    public var inSourceOrder: [Diagnostic] {
        enumerated()
            .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
            .map(\.element)
    }
}

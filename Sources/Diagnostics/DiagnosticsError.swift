/// All diagnostics of a stage, at least one of them an error, in source order.
public struct DiagnosticsError: Error, Sendable {
    /// The text that the diagnostics refer to.
    public let source: SourceFile

    /// All diagnostics, in source order.
    public let diagnostics: [Diagnostic]

    /// Makes the error from diagnostics in any order.
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
    /// The diagnostics in source order, those at the same position in the order they were made.
    public var inSourceOrder: [Diagnostic] {
        enumerated()
            .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
            .map(\.element)
    }
}

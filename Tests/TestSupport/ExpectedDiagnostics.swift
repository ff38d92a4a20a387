public import Diagnostics
public import Testing

extension MarkedSource {
    /// Expects messages at exactly the marked places, in order.
    ///
    /// - Parameters:
    ///   - found: The messages.
    ///   - texts: For each mark `id: message`, followed by ` | label` if there is one.
    public func expect(
        _ found: [Diagnostic], _ texts: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(found.map(\.summary) == texts, sourceLocation: sourceLocation)
        #expect(
            found.map { show($0.range) } == ranges.map { show($0) }, "the places of \(found.map(\.id))",
            sourceLocation: sourceLocation)
    }

    private func show(_ range: SourceRange) -> String {
        let bytes = Array(source.text.utf8)
        guard range.upperBound <= bytes.count else { return "\(range) is not in the text" }
        return "\(range) \(String(decoding: bytes[range], as: UTF8.self).debugDescription)"
    }
}

extension Diagnostic {
    /// The message in one line: `id: message | label`.
    public var summary: String {
        "\(severity == .warning ? "warning " : "")\(id): \(message)\(label.map { " | \($0)" } ?? "")"
    }
}

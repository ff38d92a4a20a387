import Diagnostics

extension Diagnostic {
    /// A key that is none of the known ones, with the most similar one.
    ///
    /// - Parameter noun: what the keys are: `option`.
    static func unknownKey(
        _ key: String, _ noun: String, id: String, known: [String], at range: SourceRange
    ) -> Diagnostic {
        let nearest = nearestName(to: key, among: known)
        return Diagnostic(
            id: id, "unknown \(noun) '\(key)'", at: range, label: nearest.map { didYouMean($0) },
            notes: [Note("there are " + known.joined(separator: ", "))], replacement: nearest)
    }

    /// A key that was given before.
    ///
    /// - Parameter first: where; `nil` if unknown.
    static func duplicateKey(
        _ key: String, _ noun: String, id: String, at range: SourceRange, first: SourceRange?
    ) -> Diagnostic {
        Diagnostic(
            id: id, "the \(noun) '\(key)' is given twice", at: range,
            notes: first.map { [Note("it is given here first", at: $0)] } ?? [])
    }
}

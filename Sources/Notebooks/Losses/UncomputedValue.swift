import Diagnostics

/// Finds text that looks like a computed value where none are evaluated: `` `= percent(x, 1)` `` in a caption.
enum UncomputedValue {
    /// The range of the first one in a text, with its backticks; `nil` if there is none.
    static func range(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        let tick = UInt8(ascii: "`")
        var place = bytes.startIndex
        while let start = bytes[place...].firstIndex(of: tick) {
            let run = bytes[start...].prefix { $0 == tick }.count
            place = start + run
            guard place < bytes.endIndex, bytes[place] == UInt8(ascii: "=") else { continue }
            let content = bytes[(place + 1)...].prefix { $0 != tick && !$0.isLineEnd }
            guard content.endIndex < bytes.endIndex, bytes[content.endIndex] == tick,
                let first = content.first, first != UInt8(ascii: "="), first != UInt8(ascii: ">"),
                content.contains(where: { !$0.isBlank })
            else { continue }
            return start..<content.endIndex + run
        }
        return nil
    }
}

extension Diagnostic {
    /// The warning of a computed value in a text that is shown literally.
    ///
    /// - Parameter text: the kind of text, with its article: `a caption`.
    static func uncomputed(in text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "markdown.uncomputed-value",
            "\(text) is shown as it is written, so this value is not computed", at: range,
            label: "values are computed in the prose",
            notes: [Note("write the sentence with the value above or below the cell")])
    }
}

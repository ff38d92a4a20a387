import Diagnostics

/// A notebook's bytes with what the reading stages ask of them: its lines, and where the Markdown starts.
struct NotebookText {
    /// The file.
    let source: SourceFile

    /// The file's bytes; a NUL, which is an error, has become a question mark so that C reads past it.
    let bytes: [UInt8]

    /// The number of lines before the Markdown, those of the front matter.
    let skippedLines: Int

    /// The bytes of a line of the file without its line end.
    ///
    /// - Parameter number: 1-based; a line beyond the last one is empty.
    func rangeOfLine(_ number: Int) -> SourceRange {
        guard number <= source.lineCount else { return bytes.count..<bytes.count }
        return source.rangeOfLine(number)
    }

    /// The bytes from a line's start to another line's end, without that line end.
    func range(fromLine first: Int, to last: Int) -> SourceRange {
        let start = rangeOfLine(first).lowerBound
        return start..<max(start, rangeOfLine(last).upperBound)
    }

    /// Where the line after a line starts.
    func startOfLine(after number: Int) -> Int {
        number < source.lineCount ? source.rangeOfLine(number + 1).lowerBound : bytes.count
    }

    /// The bytes from where the Markdown starts.
    var markdownStart: Int { skippedLines == 0 ? 0 : startOfLine(after: skippedLines) }

    /// The code span that something stands in, with its backticks.
    func codeSpan(around content: SourceRange) -> SourceRange {
        let tick = UInt8(ascii: "`")
        // At either end a blank may have been taken away, or a line's end with the marks of quotes behind it.
        func isPadding(_ byte: UInt8) -> Bool { byte.isBlank || byte.isLineEnd || byte == UInt8(ascii: ">") }
        let closing = bytes[content.upperBound...].drop(while: isPadding).prefix { $0 == tick }
        guard let last = bytes[..<content.lowerBound].lastIndex(where: { !isPadding($0) }),
            !closing.isEmpty, last + 1 >= closing.count
        else { return content }
        // Before those that open it others may stand, which a backslash makes letters.
        let opening = bytes[(last + 1 - closing.count)...last]
        return opening.allSatisfy { $0 == tick } ? opening.startIndex..<closing.endIndex : content
    }
}

import Diagnostics

/// A notebook's bytes and lines, and the offset at which its Markdown starts.
struct NotebookText {
    /// The file.
    let source: SourceFile

    /// The file's bytes; a NUL, which is an error, is replaced by a question mark so that C reads past it.
    let bytes: [UInt8]

    /// The number of lines before the Markdown, those of the front matter.
    let skippedLines: Int

    /// The bytes of a line of the file without its line end.
    ///
    /// - Parameter number: 1-based; a line past the last one is empty.
    func rangeOfLine(_ number: Int) -> SourceRange {
        guard number <= source.lineCount else { return bytes.count..<bytes.count }
        return source.rangeOfLine(number)
    }

    /// The bytes from a line's start to another line's end, without that line end.
    func range(fromLine first: Int, to last: Int) -> SourceRange {
        let start = rangeOfLine(first).lowerBound
        return start..<max(start, rangeOfLine(last).upperBound)
    }

    /// The bytes of the lines that a range spans, without the last one's line end.
    func wholeLines(of range: SourceRange) -> SourceRange {
        self.range(
            fromLine: source.line(containing: range.lowerBound),
            to: source.line(containing: range.upperBound))
    }

    /// The start of the line after a line.
    func startOfLine(after number: Int) -> Int {
        number < source.lineCount ? source.rangeOfLine(number + 1).lowerBound : bytes.count
    }

    /// The bytes of the Markdown.
    var markdownStart: Int { skippedLines == 0 ? 0 : startOfLine(after: skippedLines) }

    /// The code span around its content, including the backticks.
    func codeSpan(around content: SourceRange) -> SourceRange {
        let tick = UInt8(ascii: "`")
        // At either end a blank may have been stripped, or a line end with the marks of quotes after it.
        func isPadding(_ byte: UInt8) -> Bool { byte.isBlank || byte.isLineEnd || byte == UInt8(ascii: ">") }
        let closing = bytes[content.upperBound...].drop(while: isPadding).prefix { $0 == tick }
        guard let last = bytes[..<content.lowerBound].lastIndex(where: { !isPadding($0) }),
            !closing.isEmpty, last + 1 >= closing.count
        else { return content }
        // The opening backticks may be preceded by others that are escaped by a backslash.
        let opening = bytes[(last + 1 - closing.count)...last]
        return opening.allSatisfy { $0 == tick } ? opening.startIndex..<closing.endIndex : content
    }
}

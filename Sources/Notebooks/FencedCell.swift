import Diagnostics

/// A cell's fences as found in the file, before its text is parsed.
struct FencedCell {
    /// The text between the fences, mapped to the file.
    let text: MappedText

    /// The fences and everything between them.
    let range: SourceRange

    /// The line of the opening fence, 1-based.
    let line: Int

    /// The text after `swift-step` on the opening fence.
    let trailingInfo: String

    /// The word `swift-step`, or the whole opening fence if the word is written with entities.
    let infoRange: SourceRange

    /// Whether there is a closing fence.
    let isClosed: Bool

    /// A line in the cell that opens another cell, which means that this one was not closed.
    let nextOpening: SourceRange?

    /// The word that marks a fence as a cell.
    static let language = "swift-step"

    /// Maps a code block to the file.
    ///
    /// cmark reports where a fence starts and its contents. Line *i* of the contents is the file's line `line + 1 +
    /// i`, or its end if leading blanks were dropped; whether the fence was closed must be determined from the
    /// following line.
    ///
    /// - Parameters:
    ///   - line: The opening fence's line in the file, 1-based.
    ///   - column: The fence's column in it, 1-based, in bytes.
    ///   - blockLines: The lines of the file on which blocks start.
    init(
        line: Int, column: Int, info: String, literal: String, blockLines: Set<Int>, in notebook: NotebookText
    ) {
        let bodyLines = Self.lines(of: literal)
        let opening = notebook.rangeOfLine(line)
        var text = MappedText()
        for (index, body) in bodyLines.enumerated() {
            text.append(line: body, from: notebook.rangeOfLine(line + 1 + index), of: notebook.bytes)
        }
        let closingLine = line + 1 + bodyLines.count
        let fence = notebook.bytes[
            min(opening.lowerBound + column - 1, opening.upperBound)..<opening.upperBound]
        let hasClosingFence =
            closingLine <= notebook.source.lineCount && !blockLines.contains(closingLine)
            && Self.isClosingFence(notebook.bytes[notebook.rangeOfLine(closingLine)], for: fence)
        let lastLine =
            hasClosingFence ? closingLine : max(line, min(closingLine - 1, notebook.source.lineCount))
        let end = notebook.rangeOfLine(lastLine).upperBound
        let next = bodyLines.firstIndex { Self.isOpening($0[...], like: fence) }
        nextOpening = next.map { notebook.rangeOfLine(line + 1 + $0) }
        isClosed = hasClosingFence && next == nil
        self.text = text
        self.line = line
        self.range = fence.startIndex..<max(fence.endIndex, end)
        let words = info.split(omittingEmptySubsequences: true) { $0.isWhitespace }
        trailingInfo = words.dropFirst().joined(separator: " ")
        infoRange =
            Self.range(of: Array((words.first ?? "").utf8), in: fence) ?? fence.startIndex..<fence.endIndex
    }

    private static func lines(of literal: String) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in literal.utf8 {
            if byte == UInt8(ascii: "\n"), previous == UInt8(ascii: "\r") {
                previous = byte
                continue
            }
            if byte.isLineEnd {
                lines.append(line)
                line = []
            } else {
                line.append(byte)
            }
            previous = byte
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// Whether a line in a cell is the opening fence of another one.
    private static func isOpening(_ line: ArraySlice<UInt8>, like opening: ArraySlice<UInt8>) -> Bool {
        let fence = line.drop { $0.isBlank }
        guard let mark = opening.first, fence.prefix(while: { $0 == mark }).count >= 3 else { return false }
        return fence.drop { $0 == mark }.drop { $0.isBlank }.starts(with: language.utf8)
    }

    private static func isClosingFence(_ line: ArraySlice<UInt8>, for opening: ArraySlice<UInt8>) -> Bool {
        guard let mark = opening.first else { return false }
        let fence = line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
        let marks = fence.prefix { $0 == mark }
        return marks.count >= opening.prefix { $0 == mark }.count && marks.count >= 3
            && fence.dropFirst(marks.count).allSatisfy(\.isBlank)
    }

    static func range(of word: [UInt8], in bytes: ArraySlice<UInt8>) -> SourceRange? {
        guard !word.isEmpty, bytes.count >= word.count else { return nil }
        return (bytes.startIndex...bytes.endIndex - word.count)
            .first { bytes[$0...].starts(with: word) }
            .map { $0..<$0 + word.count }
    }
}

extension MappedText {
    /// Appends a line, which follows the marks of quotes and lists in the file, and a line end.
    fileprivate mutating func append(line: [UInt8], from fileLine: SourceRange, of bytes: [UInt8]) {
        // cmark turns a tab that a list consumed in part into spaces, so blanks are not compared.
        let blanks = line.prefix { $0.isBlank }
        let start = max(fileLine.lowerBound, fileLine.upperBound - (line.count - blanks.count))
        append(blanks, from: max(fileLine.lowerBound, start - blanks.count)..<start)
        append(line.dropFirst(blanks.count), from: start..<fileLine.upperBound)
        append([UInt8(ascii: "\n")], from: fileLine.upperBound..<fileLine.upperBound)
    }
}

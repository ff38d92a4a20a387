/// A text that diagnostics refer to: its name as the user knows it, and its bytes.
///
/// All offsets are UTF-8 bytes from the start of the text, 0-based.
public struct SourceFile: Sendable, Hashable {
    /// The name as the user gave it, shown in messages: a path, or a word such as `params`.
    public let name: String

    /// The whole text.
    public let text: String

    /// Whether the file has a byte-order mark before the text.
    public let hasByteOrderMark: Bool

    /// The file's bytes.
    public var bytes: [UInt8] { Array((hasByteOrderMark ? "\u{FEFF}" : "").utf8) + Array(text.utf8) }

    /// Offset of the first byte of each line; lines end at LF, CR LF or CR.
    private let lineStarts: [Int]

    /// Character counts of long lines, so that diagnostics about them need not count from the start each time.
    private let columns: ColumnTable

    /// Makes a source from a name and its text.
    ///
    /// - Parameter hasByteOrderMark: whether the file has one before the text.
    public init(name: String, text: String, hasByteOrderMark: Bool = false) {
        var text = text
        text.makeContiguousUTF8()
        self.name = name
        self.text = text
        self.hasByteOrderMark = hasByteOrderMark
        self.lineStarts = Self.lineStarts(in: text)
        self.columns = ColumnTable(text, lineStarts: lineStarts)
    }

    /// The number of lines; a text without a line end has one.
    public var lineCount: Int { lineStarts.count }

    /// The position of a byte offset, clamped to the text.
    ///
    /// - Complexity: O(log lines).
    public func position(of offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), text.utf8.count)
        let line = lineIndex(containing: offset)
        let mark = columns.mark(before: offset, inLineAt: lineStarts[line])
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: mark.offset)
        let end = bytes.index(bytes.startIndex, offsetBy: offset)
        // Within a line each ASCII character is one grapheme cluster too.
        let isASCII = bytes[start..<end].allSatisfy { $0 < 0x80 }
        let rest = isASCII ? offset - mark.offset : text[start..<end].count
        return SourcePosition(line: line + 1, column: mark.count + rest + 1)
    }

    /// The number of the line that a byte offset lies in.
    ///
    /// - Complexity: O(log lines).
    package func line(containing offset: Int) -> Int {
        lineIndex(containing: min(max(offset, 0), text.utf8.count)) + 1
    }

    /// The index of an offset; one inside a character's encoding moves forward to its end.
    package func text(in range: SourceRange) -> Substring {
        let bytes = text.utf8
        func index(_ offset: Int) -> String.Index {
            var index = bytes.index(bytes.startIndex, offsetBy: offset)
            while index < bytes.endIndex, bytes[index] & 0xC0 == 0x80 { index = bytes.index(after: index) }
            return index
        }
        return text[index(range.lowerBound)..<index(range.upperBound)]
    }

    /// The text of a line without its line end.
    ///
    /// - Parameter number: 1-based.
    public func line(_ number: Int) -> Substring {
        let range = rangeOfLine(number)
        let bytes = text.utf8
        return text[
            bytes.index(
                bytes.startIndex, offsetBy: range.lowerBound)..<bytes.index(
                    bytes.startIndex, offsetBy: range.upperBound)]
    }

    /// The byte range of a line without its line end.
    ///
    /// - Parameter number: 1-based; clamped to the existing lines.
    public func rangeOfLine(_ number: Int) -> SourceRange {
        let index = min(max(number - 1, 0), lineStarts.count - 1)
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : text.utf8.count
        let bytes = text.utf8
        while end > start {
            let byte = bytes[bytes.index(bytes.startIndex, offsetBy: end - 1)]
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { break }
            end -= 1
        }
        return start..<end
    }
}

extension SourceFile {
    private static func lineStarts(in text: String) -> [Int] {
        var starts = [0]
        var previous: UInt8 = 0
        var offset = 0
        for byte in text.utf8 {
            offset += 1
            if byte == UInt8(ascii: "\n") {
                if previous == UInt8(ascii: "\r") { starts.removeLast() }
                starts.append(offset)
            } else if byte == UInt8(ascii: "\r") {
                starts.append(offset)
            }
            previous = byte
        }
        return starts
    }

    private func lineIndex(containing offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

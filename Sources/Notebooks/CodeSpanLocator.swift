import Diagnostics

/// Locates code spans in the text that they were parsed from.
///
/// cmark's columns are exact on a block's first line and may be off on others, from which the marks of quotes and
/// lists were removed; its lines are off after link definitions. So its answer is a first guess.
struct CodeSpanLocator {
    private let scope: MappedText

    /// The end of the last span found; spans are requested in order.
    private var searchStart = 0

    /// Makes a locator for a block's text.
    init(_ scope: MappedText) {
        self.scope = scope
    }

    /// The span with the given content, mapped to the file.
    ///
    /// - Parameters:
    ///   - literal: The content as cmark gives it, line ends made blanks.
    ///   - guess: Where it may start in the block's text.
    /// - Returns: `nil` if there is no such span.
    mutating func locate(_ literal: String, guess: Int) -> MappedText? {
        let literal = Array(literal.utf8)
        if guess >= searchStart, let content = content(literal, at: guess) {
            searchStart = guess
            return content
        }
        for start in max(searchStart, 1)..<max(scope.bytes.count, 1, searchStart) {
            guard scope.bytes[start - 1] == Self.backtick, mayStart(literal, at: start),
                let content = content(literal, at: start)
            else { continue }
            searchStart = start
            return content
        }
        return nil
    }

    private static let backtick = UInt8(ascii: "`")

    private func mayStart(_ literal: [UInt8], at start: Int) -> Bool {
        guard let first = literal.first else { return false }
        let byte = scope.bytes[start]
        return byte == first || byte.isBlank || byte.isLineEnd
    }

    /// The text between a run of backticks and the next run of the same length, if it equals a literal.
    private func content(_ literal: [UInt8], at start: Int) -> MappedText? {
        let bytes = scope.bytes
        guard start > 0, start < bytes.count, bytes[start] != Self.backtick else { return nil }
        let run = bytes[..<start].reversed().prefix { $0 == Self.backtick }.count
        // The first backtick may be escaped by a backslash that is not itself escaped.
        let backslashes = bytes[..<(start - run)].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        let marks = run - backslashes % 2
        guard marks > 0, let end = closing(marks, from: start) else { return nil }
        if let content = aligned(literal, with: start..<end) { return content }
        // cmark strips one blank from both ends if both have one.
        let space = UInt8(ascii: " ")
        let padded = aligned([space] + literal + [space], with: start..<end)
        return padded.map { $0[1..<$0.bytes.count - 1] }
    }

    /// A literal mapped to the range of the text that it was made from; `nil` if it does not match.
    ///
    /// A line end became a blank. The marks of quotes and lists after it were dropped, and so were the blanks, unless
    /// the line is a lazy continuation of a paragraph.
    private func aligned(_ literal: [UInt8], with range: Range<Int>) -> MappedText? {
        let bytes = scope.bytes
        var content = MappedText()
        var position = range.lowerBound
        while true {
            let line = bytes[position..<range.upperBound].prefix { !$0.isLineEnd }
            guard literal[content.bytes.count...].starts(with: line) else { return nil }
            content.append(scope[position..<line.endIndex])
            position = line.endIndex
            guard position < range.upperBound else { break }

            let isPair = bytes[position...].starts(with: "\r\n".utf8)
            guard content.bytes.count < literal.count, literal[content.bytes.count] == UInt8(ascii: " ")
            else {
                return nil
            }
            let lineEnd = position..<position + (isPair ? 2 : 1)
            content.append([UInt8(ascii: " ")], from: scope.fileRange(of: lineEnd))
            position = lineEnd.upperBound
            let prefix = bytes[position..<range.upperBound].prefix { $0.isBlank || $0 == UInt8(ascii: ">") }
            let kept = literal[content.bytes.count...].prefix { $0.isBlank }
            let keptStart = max(prefix.startIndex, prefix.endIndex - kept.count)
            content.append(kept, from: scope.fileRange(of: keptStart..<prefix.endIndex))
            position = prefix.endIndex
        }
        return content.bytes.count == literal.count ? content : nil
    }

    private func closing(_ marks: Int, from start: Int) -> Int? {
        var position = start
        while position < scope.bytes.count {
            guard scope.bytes[position] == Self.backtick else {
                position += 1
                continue
            }
            let run = scope.bytes[position...].prefix { $0 == Self.backtick }.count
            if run == marks { return position }
            position += run
        }
        return nil
    }
}

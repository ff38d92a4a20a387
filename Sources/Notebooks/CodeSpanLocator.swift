import Diagnostics

/// Finds code spans in the text that they were parsed from.
///
/// cmark's columns are right on a block's first line and may be off on others, where the marks of quotes and
/// lists have been taken away; its lines are off behind link definitions. So its answer is a first guess.
struct CodeSpanLocator {
    private let scope: MappedText

    /// Behind the last span found; spans are asked for in order.
    private var searchStart = 0

    /// Makes a locator for a block's text.
    init(_ scope: MappedText) {
        self.scope = scope
    }

    /// The span with a content, mapped to the file.
    ///
    /// - Parameters:
    ///   - literal: The content as cmark gives it, line ends made blanks.
    ///   - guess: Where it may start in the block's text.
    /// - Returns: `nil` where there is no such span.
    mutating func locate(_ literal: String, guess: Int) -> MappedText? {
        let literal = Array(literal.utf8)
        if guess >= searchStart, let content = content(at: guess), content.bytes == literal {
            searchStart = guess
            return content
        }
        // A blank at the content's start may have been dropped, so two places can be the start.
        for start in max(searchStart, 1)..<max(scope.bytes.count, 1, searchStart)
        where scope.bytes[start - 1] == Self.backtick && scope.bytes[start] != Self.backtick {
            guard mayStart(literal, at: start), let content = content(at: start), content.bytes == literal else {
                continue
            }
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

    /// What stands from a place behind backticks up to as many of them, as cmark normalizes it.
    private func content(at start: Int) -> MappedText? {
        let bytes = scope.bytes
        guard start > 0, start < bytes.count, bytes[start] != Self.backtick else { return nil }
        let marks = bytes[..<start].reversed().prefix { $0 == Self.backtick }.count
        guard marks > 0, let end = closing(marks, from: start) else { return nil }

        var content = MappedText()
        var position = start
        while position < end {
            let line = bytes[position..<end].prefix { !$0.isLineEnd }
            content.append(line, from: scope.fileRange(of: position..<line.endIndex))
            position = line.endIndex
            guard position < end else { break }
            let isPair = bytes[position] == UInt8(ascii: "\r") && bytes[position + 1] == UInt8(ascii: "\n")
            let lineEnd = position..<position + (isPair ? 2 : 1)
            content.append([UInt8(ascii: " ")], from: scope.fileRange(of: lineEnd))
            position = lineEnd.upperBound
            position = bytes[position..<end].prefix { $0.isBlank || $0 == UInt8(ascii: ">") }.endIndex
        }
        let space = UInt8(ascii: " ")
        guard content.bytes.count > 1, content.bytes.first == space, content.bytes.last == space,
            content.bytes.contains(where: { $0 != space })
        else { return content }
        return content[1..<content.bytes.count - 1]
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

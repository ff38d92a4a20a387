import Diagnostics

/// The lines between `---` at the very start of a notebook.
struct FrontMatterBlock {
    /// The lines between the two marks.
    let range: SourceRange

    /// The number of lines that are not Markdown, including the marks.
    let lineCount: Int

    /// Whether there is a second mark.
    let isClosed: Bool

    /// The first mark.
    let opening: SourceRange

    /// Finds the front matter; `nil` if the text does not start with a mark.
    init?(in source: SourceFile) {
        let byteOrderMark = "\u{FEFF}".utf8.count
        var first = source.rangeOfLine(1)
        if source.text.unicodeScalars.first == "\u{FEFF}" {
            first = first.lowerBound + byteOrderMark..<first.upperBound
        }
        guard Self.text(source, first).isMark("---") else { return nil }
        opening = first
        var closing = 2
        while closing <= source.lineCount {
            let text = source.line(closing)
            if text.isMark("---") || text.isMark("...") { break }
            closing += 1
        }
        isClosed = closing <= source.lineCount
        lineCount = isClosed ? closing : 1
        let start = source.lineCount > 1 ? source.rangeOfLine(2).lowerBound : first.upperBound
        range = start..<(isClosed ? source.rangeOfLine(closing).lowerBound : start)
    }

    /// The mark of front matter that is not at the very start of a notebook and is therefore plain text.
    ///
    /// Only blank lines, comments and headings precede it, and one of its lines is a setting.
    static func misplacedOpening(in source: SourceFile) -> SourceRange? {
        var number = 1
        while number <= source.lineCount {
            let line = source.line(number)
            if line.isMark("---") { break }
            if line.hasPrefix("<!--") {
                while number < source.lineCount, !source.line(number).contains("-->") { number += 1 }
            } else if !line.hasPrefix("#"), !line.utf8.allSatisfy({ $0.isBlank || $0.isLineEnd }) {
                return nil
            }
            number += 1
        }
        guard number > 1, number < source.lineCount else { return nil }
        let opening = source.rangeOfLine(number)
        var hasSetting = false
        for line in number + 1...source.lineCount {
            let text = source.line(line)
            if text.isMark("---") || text.isMark("...") { return hasSetting ? opening : nil }
            hasSetting = hasSetting || FrontMatterReader.givesSetting(text)
        }
        return nil
    }

    private static func text(_ source: SourceFile, _ range: SourceRange) -> Substring {
        let bytes = source.text.utf8
        return source.text[
            bytes.index(
                bytes.startIndex, offsetBy: range.lowerBound)..<bytes.index(
                    bytes.startIndex, offsetBy: range.upperBound)]
    }
}

extension Substring {
    fileprivate func isMark(_ mark: String) -> Bool {
        hasPrefix(mark) && utf8.dropFirst(mark.utf8.count).allSatisfy(\.isBlank)
    }
}

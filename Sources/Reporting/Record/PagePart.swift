import Glibc

/// A part of a report's file: the lines from one that opens a part to the next such line.
struct PagePart {
    /// Its name for readers: `cell 'curve' or the text after it`.
    let name: String
    /// Its lines.
    let text: Substring
    /// Whether it differs between two runs with the same results.
    let isVolatile: Bool

    /// The parts of a page, in order; together they are the whole page.
    static func parts(of page: Substring) -> [PagePart] {
        var parts: [PagePart] = []
        var (name, isVolatile) = ("the head", false)
        var start = page.startIndex
        for offset in tagLines(of: page) {
            let line = page.utf8.index(page.startIndex, offsetBy: offset)
            guard let opened = opening(of: page[line...]) else { continue }
            if start < line {
                parts.append(PagePart(name: name, text: page[start..<line], isVolatile: isVolatile))
            }
            (name, isVolatile, start) = (opened.name, opened.isVolatile, line)
        }
        if start < page.endIndex {
            parts.append(PagePart(name: name, text: page[start...], isVolatile: isVolatile))
        }
        return parts
    }

    /// The byte offsets of the lines that begin with a tag.
    private static func tagLines(of page: Substring) -> [Int] {
        var page = page
        // A page may have a line of a megabyte, which the system's search skips fastest.
        return page.withUTF8 { bytes in
            var lines: [Int] = []
            var line = 0
            while line < bytes.count, let base = bytes.baseAddress {
                if bytes[line] == UInt8(ascii: "<") { lines.append(line) }
                guard let end = memchr(base + line, 0x0A, bytes.count - line) else { break }
                line = base.distance(to: end.assumingMemoryBound(to: UInt8.self)) + 1
            }
            return lines
        }
    }

    /// The part that a line opens; `nil` if it continues the one before.
    private static func opening(of line: Substring) -> (name: String, isVolatile: Bool)? {
        for (beginning, name) in beginnings where line.utf8.starts(with: beginning.utf8) {
            return (name, beginning == volatileBeginning)
        }
        if line.utf8.starts(with: cell.utf8), let id = quoted(line.dropFirst(cell.utf8.count)) {
            let number = id.hasPrefix("cell-") ? Int(id.dropFirst("cell-".count)) : nil
            return ("\(number.map { "cell \($0)" } ?? "cell '\(id)'") or the text after it", false)
        }
        guard line.utf8.starts(with: "<h".utf8), let level = line.dropFirst(2).first, level.isWholeNumber,
            line.dropFirst(3).utf8.starts(with: " id=\"".utf8), let id = quoted(line.dropFirst(8))
        else { return nil }
        return ("the text under '\(id)'", false)
    }

    private static let cell = "<div class=\"cell\" id=\""
    /// The name of the provenance part.
    static let provenance = "'How this was made'"
    private static let volatileBeginning = "<!-- timing: begin -->"

    private static let beginnings = [
        ("<style", "the style"), ("<script", "the script"), ("<body", "the frame"),
        ("<header class=\"title-block\"", "the title or what stands under it"),
        ("<div class=\"side\"", "the contents list"), ("<main", "the beginning of the text"),
        ("<section class=\"summary\"", "the list of expectations"),
        ("<section class=\"provenance\"", provenance), (volatileBeginning, "the timing"),
        ("<!-- timing: end -->", "the end"),
    ]

    /// The text before the next quotation mark.
    private static func quoted(_ text: Substring) -> Substring? {
        text.firstIndex(of: "\"").map { text[..<$0] }
    }
}

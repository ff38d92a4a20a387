import Diagnostics

/// The lines of a block, read so far, that look like a table.
struct RowsInBlock {
    /// The first of the consecutive lines between `|` and `|`.
    var first: Range<Int>?
    /// The number of such lines.
    var count = 0
    /// Whether one of the block's lines was a delimiter row: then it is some kind of table.
    var hasDashes = false
}

// MARK: Tables

extension UnsupportedSyntaxFinder {
    /// Reads a line that may be a row of an unsupported table; rows of supported ones are not passed here.
    mutating func readRow(_ line: ArraySlice<UInt8>) {
        var end = line.endIndex
        while end > line.startIndex, bytes[end - 1].isBlank { end -= 1 }
        let row = line.startIndex..<end
        if row.count >= 3, line.first == UInt8(ascii: "+"), bytes[row].last == UInt8(ascii: "+"),
            "-=".utf8.contains(bytes[row.lowerBound + 1]), bytes[row].allSatisfy({ "+-=:".utf8.contains($0) })
        {
            rows.hasDashes = true
            if isWanted(.gridTable, row.lowerBound) { add(.gridTable, row) }
            return
        }
        let pipe = UInt8(ascii: "|")
        guard row.count >= 3, line.first == pipe, bytes[row].last == pipe else {
            rows.count = 0
            return
        }
        if bytes[row].allSatisfy({ "|:- ".utf8.contains($0) }) { rows.hasDashes = true }
        rows.count += 1
        if rows.count == 1 { rows.first = row }
        guard rows.count == 2, !rows.hasDashes, let first = rows.first, isWanted(.bareTable, first.lowerBound)
        else { return }
        add(.bareTable, first)
    }
}

// MARK: Programs that make documents

extension UnsupportedSyntaxFinder {
    /// Looks at a listing's first line: knitr and Quarto run listings that begin with a language in braces.
    mutating func readFence(_ info: String, at range: SourceRange) {
        guard info.utf8.first == UInt8(ascii: "{") else { return }
        let language = info.utf8.dropFirst().prefix { $0.isWordByte || $0 == UInt8(ascii: "-") }
        let isOwn = language.elementsEqual(FencedCell.language.utf8)
        guard let first = language.first, first.isWordByte, !first.isDigit, !isOwn,
            range.lowerBound < found[.foreignCell]?.lowerBound ?? .max
        else { return }
        note(.foreignCell, range)
    }

    /// `{{< include part.md >}}`, `{% include part.md %}` and `{{ name }}`.
    mutating func readShortcode(at place: Int) {
        guard isWanted(.shortcode, place), at(place - 1) != UInt8(ascii: "{") else { return }
        let isTag = at(place + 1) == UInt8(ascii: "%")
        let isDouble =
            at(place + 1) == UInt8(ascii: "{")
            && (at(place + 2).isBlank && isWord(place + 3) || "<%".utf8.contains(at(place + 2)))
        guard isTag || isDouble,
            let inside = content(from: place + 2, to: isTag ? "%}" : "}}", within: 300),
            bytes[inside].contains(where: \.isWordByte), !bytes[inside].contains(where: \.isLineEnd)
        else { return }
        add(.shortcode, place..<inside.upperBound + 2)
    }

    mutating func readInsertion(at place: Int) {
        guard isWanted(.insertion, place), at(place + 1) == UInt8(ascii: "+"),
            at(place - 1) != UInt8(ascii: "+"), !isWord(place - 1), isWord(place + 2),
            let inside = content(from: place + 2, to: "++", within: 300),
            !isSpace(inside.upperBound - 1), !isWord(inside.upperBound + 2),
            at(inside.upperBound + 2) != UInt8(ascii: "+")
        else { return }
        add(.insertion, place..<inside.upperBound + 2)
    }

    /// `*[HTML]: what it stands for`.
    mutating func readAbbreviation(_ line: ArraySlice<UInt8>) {
        let name = line.dropFirst(2).prefix(100).prefix { $0 != UInt8(ascii: "]") }
        guard !name.isEmpty, name.endIndex + 1 < line.endIndex, bytes[name.endIndex + 1] == UInt8(ascii: ":"),
            isWanted(.abbreviation, line.startIndex)
        else { return }
        add(.abbreviation, line.startIndex..<line.endIndex)
    }

    /// The commands of LaTeX that occur in prose, not only in formulas.
    private static let commands: Set = [
        "newpage", "pagebreak", "clearpage", "tableofcontents", "noindent", "bigskip", "medskip", "smallskip",
        "ref", "eqref", "autoref", "cref", "Cref", "pageref", "label", "cite", "citep", "citet", "footnote",
        "textbf", "textit", "texttt", "emph", "underline", "url", "href", "includegraphics", "input",
        "include",
        "section", "subsection", "caption", "begin", "end", "vspace", "hspace", "item",
    ]

    /// A command with an argument in braces: `\ref{fig}`.
    mutating func readCommand(at place: Int) {
        guard isWanted(.command, place), !isWord(place - 1), !":\\$".utf8.contains(at(place - 1)) else {
            return
        }
        let name = bytes[(place + 1)...].prefix(20).prefix { $0.isWordByte }
        guard "{[".utf8.contains(at(name.endIndex)),
            Self.commands.contains(String(decoding: name, as: UTF8.self)),
            let inside = content(from: name.endIndex, to: "}", within: 300),
            !bytes[inside].contains(where: \.isLineEnd),
            // Commands in a formula are reported with it.
            found[.maths].map({ !$0.contains(text.source.fileOffset(of: place)) }) ?? true
        else { return }
        add(.command, place..<inside.upperBound + 1)
    }

    /// A command alone on a line: `\newpage`.
    mutating func readCommandLine(_ line: ArraySlice<UInt8>) {
        let name = line.dropFirst().prefix(20).prefix { $0.isWordByte }
        guard bytes[name.endIndex..<line.endIndex].allSatisfy(\.isBlank),
            Self.commands.contains(String(decoding: name, as: UTF8.self)), isWanted(.command, line.startIndex)
        else { return }
        add(.command, line.startIndex..<name.endIndex)
    }
}

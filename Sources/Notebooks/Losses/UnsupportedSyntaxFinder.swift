import Diagnostics

/// Finds syntax of other Markdown dialects in the text of blocks, and keeps the first occurrence of each.
struct UnsupportedSyntaxFinder {
    /// The first occurrence of each syntax.
    private(set) var found: [UnsupportedSyntax: SourceRange] = [:]

    private(set) var text = InlineText(MappedText(), html: [])
    private(set) var bytes: [UInt8] = []

    /// The lines of an unsupported table seen so far.
    var rows = RowsInBlock()

    /// The longest distance from its start at which the end of a syntax is searched, in bytes.
    static let reach = 1000

    /// Scans a block's text.
    ///
    /// - Parameters:
    ///   - start: the offset at which the block begins, after the marks of lists on its first line.
    ///   - isTask: whether it is the beginning of a list item.
    ///   - isQuoted: whether it is the beginning of a quote.
    mutating func read(
        _ text: InlineText, from start: Int, beginsItem isTask: Bool, beginsQuote isQuoted: Bool
    ) {
        self.text = text
        bytes = text.bytes
        rows = RowsInBlock()
        for value in text.foreignValues where isWanted(.foreignValue, value.lowerBound) {
            add(.foreignValue, value)
        }
        if isTask { readTask(at: start) }
        if isQuoted { readAlert(at: start) }
        readLine(at: start)
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte.isLineEnd, place + 1 < bytes.count { readLine(at: contentOfLine(from: place + 1)) }
            readSign(byte, at: place)
            place += 1
        }
    }
}

// MARK: Whole lines

extension UnsupportedSyntaxFinder {
    func contentOfLine(from start: Int) -> Int {
        start + bytes[start...].prefix { $0.isBlank || $0 == UInt8(ascii: ">") }.count
    }

    private mutating func readLine(at start: Int) {
        let line = bytes[start...].prefix { !$0.isLineEnd }
        readRow(line)
        guard let first = line.first, ":![?*\\".utf8.contains(first) else { return }
        if line.starts(with: ":::".utf8) {
            add(.container, line.startIndex..<line.endIndex)
        } else if first == UInt8(ascii: ":"), line.dropFirst().first?.isBlank == true {
            add(.definitionList, start..<line.endIndex)
        } else if line.starts(with: "*[".utf8) {
            readAbbreviation(line)
        } else if first == UInt8(ascii: "\\") {
            readCommandLine(line)
        } else if line.starts(with: "!!! ".utf8) || line.starts(with: "??? ".utf8) {
            add(.alert, start..<line.endIndex)
        } else if ["[TOC]", "[[TOC]]", "[[_TOC_]]", "[toc]"].contains(where: { line.elementsEqual($0.utf8) })
        {
            add(.contents, start..<line.endIndex)
        }
    }

    private mutating func readTask(at start: Int) {
        let box = bytes[start...].prefix(3)
        guard ["[ ]", "[x]", "[X]"].contains(where: { box.elementsEqual($0.utf8) }),
            box.endIndex < bytes.count, bytes[box.endIndex].isBlank
        else { return }
        add(.taskList, start..<box.endIndex)
    }

    private mutating func readAlert(at start: Int) {
        guard bytes[start...].starts(with: "[!".utf8) else { return }
        let word = bytes[(start + 2)...].prefix { $0.isWordByte || $0 == UInt8(ascii: "-") }
        guard !word.isEmpty, at(word.endIndex) == UInt8(ascii: "]") else { return }
        add(.alert, start..<word.endIndex + 1)
    }
}

// MARK: Signs in a line

extension UnsupportedSyntaxFinder {
    private mutating func readSign(_ byte: UInt8, at place: Int) {
        switch byte {
        case UInt8(ascii: "$"): readMaths(at: place)
        case InlineText.escape: readBracketedMaths(at: place)
        case UInt8(ascii: "~"): readTilde(at: place)
        case UInt8(ascii: "^"): readCaret(at: place)
        case UInt8(ascii: "["): readBracket(at: place)
        case UInt8(ascii: "="): readHighlight(at: place)
        case UInt8(ascii: ":"): readEmoji(at: place)
        case UInt8(ascii: "{"):
            readAttributes(at: place)
            readShortcode(at: place)
        case UInt8(ascii: "+"): readInsertion(at: place)
        case UInt8(ascii: "\\"): readCommand(at: place)
        case UInt8(ascii: "@"): readReference(at: place)
        case UInt8(ascii: "h"): readAddress(at: place)
        default: break
        }
    }

    /// The byte at an offset; a line end past the text.
    func at(_ place: Int) -> UInt8 {
        bytes.indices.contains(place) ? bytes[place] : UInt8(ascii: "\n")
    }

    func isSpace(_ place: Int) -> Bool { at(place).isBlank || at(place).isLineEnd }

    func isWord(_ place: Int) -> Bool { at(place).isWordByte }

    mutating func add(_ syntax: UnsupportedSyntax, _ range: Range<Int>) {
        note(syntax, text.source.fileRange(of: range))
    }

    /// Records an occurrence in the file if it is the first.
    mutating func note(_ syntax: UnsupportedSyntax, _ place: SourceRange) {
        guard place.lowerBound < found[syntax]?.lowerBound ?? .max else { return }
        found[syntax] = place
    }

    func isWanted(_ syntax: UnsupportedSyntax, _ place: Int) -> Bool {
        guard let first = found[syntax] else { return true }
        return text.source.fileOffset(of: place) < first.lowerBound
    }

    /// The text between two delimiters, the first of which ends at `start`; `nil` if it is not closed.
    func content(from start: Int, to sign: String, within reach: Int = Self.reach) -> Range<Int>? {
        guard start < bytes.count else { return nil }
        let sign = Array(sign.utf8)
        let end = bytes[start...].prefix(reach).indices.first { bytes[$0...].starts(with: sign) }
        return end.map { start..<$0 }
    }

    private mutating func readMaths(at place: Int) {
        guard isWanted(.maths, place), at(place - 1) != UInt8(ascii: "$") else { return }
        if at(place + 1) == UInt8(ascii: "$") {
            guard let inside = content(from: place + 2, to: "$$"), MathsText(bytes[inside]).isDisplayed else {
                return
            }
            return add(.maths, place..<inside.upperBound + 2)
        }
        // Formulas and prices are distinguished as in pandoc and on GitHub.
        guard !isWord(place - 1), !isSpace(place + 1) else { return }
        for end in bytes[(place + 1)...].prefix(Self.reach).indices where bytes[end] == UInt8(ascii: "$") {
            guard !isSpace(end - 1), !isWord(end + 1), at(end + 1) != UInt8(ascii: "$") else { continue }
            guard MathsText(bytes[place + 1..<end]).isInline else { return }
            return add(.maths, place..<end + 1)
        }
    }

    /// TeX's own `\(…\)` and `\[…\]`, which Markdown reads as escaped brackets.
    private mutating func readBracketedMaths(at place: Int) {
        let source = text.source.bytes
        guard isWanted(.maths, place), source[place] == UInt8(ascii: "\\"), place + 1 < source.count,
            let closing = [UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]")][
                source[place + 1]]
        else { return }
        let end = bytes[(place + 2)...].prefix(Self.reach).indices.first {
            bytes[$0] == InlineText.escape && source[$0] == UInt8(ascii: "\\") && $0 + 1 < source.count
                && source[$0 + 1] == closing
        }
        guard let end, MathsText(bytes[place + 2..<end]).isBracketed else { return }
        add(.maths, place..<end + 2)
    }

    private mutating func readTilde(at place: Int) {
        guard at(place - 1) != UInt8(ascii: "~") else { return }
        if at(place + 1) == UInt8(ascii: "~") {
            guard isWanted(.strikethrough, place), !isSpace(place + 2), at(place + 2) != UInt8(ascii: "~"),
                let inside = content(from: place + 2, to: "~~"), !inside.isEmpty,
                !isSpace(inside.upperBound - 1)
            else { return }
            return add(.strikethrough, place..<inside.upperBound + 2)
        }
        readScript("~", at: place)
    }

    private mutating func readCaret(at place: Int) {
        if at(place + 1) == UInt8(ascii: "["), isWanted(.footnote, place),
            let inside = content(from: place + 2, to: "]"), !inside.isEmpty
        {
            return add(.footnote, place..<inside.upperBound + 1)
        }
        readScript("^", at: place)
    }

    /// Pandoc's `H~2~O` and `x^2^`.
    private mutating func readScript(_ sign: String, at place: Int) {
        guard isWanted(.script, place), isWord(place - 1) || at(place - 1) == UInt8(ascii: ")"),
            let inside = content(from: place + 1, to: sign, within: 20), !inside.isEmpty,
            bytes[inside].allSatisfy({ $0.isWordByte || "+-".utf8.contains($0) })
        else { return }
        add(.script, place..<inside.upperBound + 1)
    }

    private mutating func readHighlight(at place: Int) {
        guard isWanted(.highlight, place), at(place + 1) == UInt8(ascii: "="),
            at(place - 1) != UInt8(ascii: "="),
            !isWord(place - 1), isWord(place + 2), let inside = content(from: place + 2, to: "=="),
            !isSpace(inside.upperBound - 1), !isWord(inside.upperBound + 2)
        else { return }
        add(.highlight, place..<inside.upperBound + 2)
    }

    private mutating func readEmoji(at place: Int) {
        guard isWanted(.emoji, place), isSpace(place - 1),
            let inside = content(from: place + 1, to: ":", within: 40), inside.count > 1,
            !at(place + 1).isDigit,
            bytes[inside].allSatisfy({ $0 < 0x80 && $0.isWordByte || "+-".utf8.contains($0) }),
            !isWord(inside.upperBound + 1), at(inside.upperBound + 1) != UInt8(ascii: ":")
        else { return }
        add(.emoji, place..<inside.upperBound + 1)
    }

    private mutating func readAttributes(at place: Int) {
        guard isWanted(.attributes, place), "#.".utf8.contains(at(place + 1)), isWord(place + 2),
            !at(place + 2).isDigit, let inside = content(from: place + 1, to: "}", within: 200),
            !bytes[inside].contains(where: \.isLineEnd)
        else { return }
        add(.attributes, place..<inside.upperBound + 1)
    }

    private mutating func readReference(at place: Int) {
        guard isWanted(.crossReference, place), !isWord(place - 1) else { return }
        for kind in ["fig-", "tbl-", "sec-", "eq-", "lst-"]
        where bytes[(place + 1)...].starts(with: kind.utf8) {
            let name = bytes[(place + 1)...].prefix { $0.isWordByte || $0 == UInt8(ascii: "-") }
            guard name.count > kind.utf8.count else { return }
            return add(.crossReference, place..<name.endIndex)
        }
    }

    private mutating func readAddress(at place: Int) {
        guard isWanted(.bareAddress, place), !isWord(place - 1) else { return }
        for scheme in ["https://", "http://"] where bytes[place...].starts(with: scheme.utf8) {
            let address = bytes[place...].prefix { $0 > 0x20 && !"<>)]\"".utf8.contains($0) }
            guard address.count > scheme.utf8.count else { return }
            return add(.bareAddress, place..<address.endIndex)
        }
    }
}

// MARK: Brackets

extension UnsupportedSyntaxFinder {
    private mutating func readBracket(at place: Int) {
        switch at(place + 1) {
        case UInt8(ascii: "^"): readFootnote(at: place)
        case UInt8(ascii: "["): readWikiLink(at: place)
        default: readCitation(at: place)
        }
    }

    private mutating func readFootnote(at place: Int) {
        guard isWanted(.footnote, place), let inside = content(from: place + 2, to: "]", within: 100),
            !inside.isEmpty, bytes[inside].allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "[") })
        else { return }
        // A set of characters in a pattern: [^a-z]
        let isSet =
            inside.count >= 3 && inside.count % 3 == 0 && bytes[inside.lowerBound + 1] == UInt8(ascii: "-")
        if !isSet { add(.footnote, place..<inside.upperBound + 1) }
    }

    private mutating func readWikiLink(at place: Int) {
        guard isWanted(.wikiLink, place), at(place - 1) != UInt8(ascii: "["), isWord(place + 2),
            !at(place + 2).isDigit,
            let inside = content(from: place + 2, to: "]]", within: 200),
            bytes[inside].allSatisfy({ !"[]".utf8.contains($0) && !$0.isLineEnd }),
            !"([".utf8.contains(at(inside.upperBound + 2))
        else { return }
        add(.wikiLink, (at(place - 1) == UInt8(ascii: "!") ? place - 1 : place)..<inside.upperBound + 2)
    }

    private mutating func readCitation(at place: Int) {
        guard isWanted(.citation, place), let inside = content(from: place + 1, to: "]", within: 300),
            !"([:".utf8.contains(at(inside.upperBound + 1))
        else { return }
        let isCitation = inside.contains { index in
            bytes[index] == UInt8(ascii: "@") && (isWord(index + 1) || at(index + 1) == UInt8(ascii: "{"))
                && (index == inside.lowerBound || isSpace(index - 1) || "-;".utf8.contains(at(index - 1)))
        }
        if isCitation { add(.citation, place..<inside.upperBound + 1) }
    }
}

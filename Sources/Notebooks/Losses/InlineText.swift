/// A block's text with everything masked that is not prose: code, raw HTML, escapes, addresses.
///
/// Each masked byte is replaced by one byte, so that all offsets stay valid.
struct InlineText {
    /// A parenthesized address that is not valid because it contains a blank: `![a](my sketch.png)`.
    struct BrokenAddress {
        let isImage: Bool
        /// The address between the parentheses.
        let range: Range<Int>
    }

    /// The text as in the file.
    let source: MappedText

    /// The masked text.
    private(set) var bytes: [UInt8]

    /// The ranges of raw HTML, in order.
    private(set) var tags: [Range<Int>] = []

    /// Addresses that cmark does not accept, in order.
    private(set) var brokenAddresses: [BrokenAddress] = []

    /// The titles, in quotes, after the addresses of links and images.
    private(set) var titles: [Range<Int>] = []

    /// Code that knitr or Quarto would evaluate: `` `r nrow(data)` ``, `` `{python} x` ``.
    private(set) var foreignValues: [Range<Int>] = []

    /// A piece of raw HTML as reported by cmark.
    private struct Literal {
        let count: Int
        /// After a line end the file has the marks of quotes, which cmark leaves out.
        let firstLine: ArraySlice<UInt8>

        init(_ text: String) {
            let bytes = Array(text.utf8)
            count = bytes.count
            firstLine = bytes.prefix { !$0.isLineEnd }
        }
    }

    /// The byte that replaces code, HTML and addresses.
    static let blot: UInt8 = 0

    /// The byte that replaces a backslash and the character that it escapes.
    static let escape: UInt8 = 1

    /// The length up to which an address with its title is read, in bytes, so that a thousand unclosed ones cost no
    /// more than one.
    private static let reach = 2000

    private var place = 0
    private var html: ArraySlice<Literal> = []
    /// The lengths of runs of backticks that are known to have no closing run.
    private var openRuns: Set<Int> = []

    /// Reads a block's text.
    ///
    /// - Parameters:
    ///   - html: the pieces of raw HTML that cmark found in it, in order.
    ///   - definitions: the ranges of link definitions, which are not prose either.
    init(_ source: MappedText, html: [String], definitions: [Range<Int>] = []) {
        self.source = source
        bytes = source.bytes
        for range in definitions { cover(range) }
        place = 0
        self.html = html.map(Literal.init)[...]
        while place < bytes.count { readNext() }
    }
}

extension InlineText {
    private mutating func readNext() {
        switch bytes[place] {
        case UInt8(ascii: "\\") where place + 1 < bytes.count && bytes[place + 1].isMarkdownPunctuation:
            cover(place..<place + 2, with: Self.escape)
        case UInt8(ascii: "`"): readCode()
        case UInt8(ascii: "<"): readAngle()
        case UInt8(ascii: "]") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "("):
            readAddress()
        default: place += 1
        }
    }

    private mutating func cover(_ range: Range<Int>, with blot: UInt8 = Self.blot) {
        // Line ends stay, because some syntax spans whole lines.
        for index in range where !bytes[index].isLineEnd { bytes[index] = blot }
        place = range.upperBound
    }

    private mutating func readCode() {
        let run = bytes[place...].prefix { $0 == UInt8(ascii: "`") }.count
        let start = place + run
        guard !openRuns.contains(run) else { return place = start }
        var next = start
        while next < bytes.count {
            guard bytes[next] == UInt8(ascii: "`") else {
                next += 1
                continue
            }
            let closing = bytes[next...].prefix { $0 == UInt8(ascii: "`") }.count
            if closing == run {
                if run == 1, Self.isForeign(bytes[start..<next]) { foreignValues.append(place..<next + 1) }
                return cover(place..<next + closing)
            }
            next += closing
        }
        openRuns.insert(run)
        place = start
    }

    /// Whether another program would evaluate the code in backticks.
    private static func isForeign(_ code: ArraySlice<UInt8>) -> Bool {
        if code.first == UInt8(ascii: "{") {
            return ["{r} ", "{python} ", "{julia} ", "{ojs} "].contains { code.starts(with: $0.utf8) }
        }
        guard code.starts(with: "r ".utf8) else { return false }
        // ‘r = 3’ and ‘r squared’ are ordinary code.
        let rest = code.dropFirst(2)
        return rest.first?.isWordByte == true && rest.contains { "()[]$+*/".utf8.contains($0) }
    }

    private mutating func readAngle() {
        if let literal = html.first {
            let line = literal.firstLine
            if bytes[place...].starts(with: line) {
                html.removeFirst()
                let isOneLine = line.count == literal.count
                let end =
                    isOneLine
                    ? place + literal.count
                    : bytes[(place + line.count)...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
                        ?? bytes.count
                tags.append(place..<end)
                return cover(place..<end)
            }
        }
        let content = bytes[(place + 1)...].prefix { !$0.isBlank && !$0.isLineEnd && !"<>".utf8.contains($0) }
        let isAddress =
            content.endIndex < bytes.count && bytes[content.endIndex] == UInt8(ascii: ">")
            && (content.contains(UInt8(ascii: ":")) || content.contains(UInt8(ascii: "@")))
        if isAddress { cover(place..<content.endIndex + 1) } else { place += 1 }
    }

    private mutating func readAddress() {
        let start = place + 2
        if let found = address(from: start) {
            if let title = found.title { titles.append(title) }
            return cover(start..<found.end)
        }
        place = start
        let content = bytes[start...].prefix(Self.reach).prefix { $0 != UInt8(ascii: ")") && !$0.isLineEnd }
        guard content.endIndex < bytes.count, bytes[content.endIndex] == UInt8(ascii: ")"),
            content.contains(where: \.isBlank), let isImage = isImage(closedAt: start - 2)
        else { return }
        brokenAddresses.append(BrokenAddress(isImage: isImage, range: content.startIndex..<content.endIndex))
    }

    /// Whether the bracket closed at an offset was opened after a `!`; `nil` if no bracket is open.
    private func isImage(closedAt end: Int) -> Bool? {
        var open = 1
        for index in bytes[..<end].indices.reversed().prefix(1000) {
            if bytes[index] == UInt8(ascii: "]") { open += 1 }
            if bytes[index] == UInt8(ascii: "[") { open -= 1 }
            if open == 0 { return index > 0 && bytes[index - 1] == UInt8(ascii: "!") }
        }
        return nil
    }

    /// The end of the address, with its title, that begins after the parenthesis; `nil` if there is no valid one.
    private func address(from start: Int) -> (title: Range<Int>?, end: Int)? {
        var next = skipBlanks(start)
        if next < bytes.count, bytes[next] == UInt8(ascii: "<") {
            guard
                let end = bytes[next...].prefix(Self.reach).firstIndex(where: {
                    $0 == UInt8(ascii: ">") || $0.isLineEnd
                }),
                bytes[end] == UInt8(ascii: ">")
            else { return nil }
            next = end + 1
        } else {
            var depth = 0
            while next < min(bytes.count, start + Self.reach), bytes[next] > 0x20 {
                if bytes[next] == UInt8(ascii: "\\") {
                    next += 1
                } else if bytes[next] == UInt8(ascii: "(") {
                    depth += 1
                } else if bytes[next] == UInt8(ascii: ")") {
                    if depth == 0 { break }
                    depth -= 1
                }
                next += 1
            }
            guard depth == 0 else { return nil }
        }
        let behind = skipBlanks(next)
        guard behind < bytes.count else { return nil }
        if bytes[behind] == UInt8(ascii: ")") { return (nil, behind + 1) }
        let closing: [UInt8: UInt8] = [0x22: 0x22, 0x27: 0x27, 0x28: 0x29]
        guard behind > next, let quote = closing[bytes[behind]] else { return nil }
        var end = behind + 1
        while end < min(bytes.count, start + Self.reach), bytes[end] != quote {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        let close = skipBlanks(end + 1)
        guard close < bytes.count, bytes[close] == UInt8(ascii: ")") else { return nil }
        return (behind + 1..<end, close + 1)
    }

    private func skipBlanks(_ start: Int) -> Int {
        var next = start
        while next < bytes.count, bytes[next].isBlank || bytes[next].isLineEnd { next += 1 }
        return next
    }
}

extension UInt8 {
    /// Whether a backslash before it escapes it.
    fileprivate var isMarkdownPunctuation: Bool {
        (0x21...0x7E).contains(self) && !isWordByte || self == UInt8(ascii: "_")
    }
}

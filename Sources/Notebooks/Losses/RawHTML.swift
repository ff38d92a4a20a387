/// A piece of raw HTML, which a report leaves out together with its contents.
struct RawHTML {
    /// A tag: `<img src="a.png">`.
    struct Tag {
        /// The element's name, in lower case.
        let name: String
        let isClosing: Bool
        /// The range in the piece.
        let range: Range<Int>
    }

    /// The tags in order.
    private(set) var tags: [Tag] = []

    /// The words between the tags, with whitespace collapsed; those of comments, styles and scripts left out.
    private(set) var words = ""

    /// The ranges of comments, which nobody expects to see.
    private(set) var comments: [Range<Int>] = []

    /// The opening of something that is never closed, which takes everything after it out of the report: `<!--`.
    private(set) var unclosed: Range<Int>?

    private let bytes: [UInt8]
    private var place = 0

    /// Elements whose content is not text for readers.
    private static let silent: Set = ["script", "style"]

    /// Elements that an HTML block continues until the end tag of.
    private static let greedy: Set = ["script", "style", "pre", "textarea"]

    /// Parses a piece as reported by cmark.
    ///
    /// - Parameter isBlock: whether it is a block, which ends at the end of the construct that opened it.
    init(_ literal: String, isBlock: Bool) {
        bytes = Array(literal.utf8)
        var text: [UInt8] = []
        while place < bytes.count { read(&text) }
        words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        if isBlock { unclosed = opening }
    }

    private mutating func read(_ text: inout [UInt8]) {
        if starts(with: "<!--") {
            let start = place
            // `<!-->` and `<!--->` are complete comments.
            skip(past: "-->", from: place + 2)
            comments.append(start..<place)
        } else if starts(with: "<?") {
            skip(past: "?>", from: place + 2)
        } else if starts(with: "<![CDATA[") {
            let start = place + 9
            skip(past: "]]>", from: start)
            text += bytes[min(start, place)..<place].filter { !"]>".utf8.contains($0) }
        } else if starts(with: "<!") {
            skip(past: ">", from: place + 2)
        } else if bytes[place] == UInt8(ascii: "<"), let tag = tag() {
            tags.append(tag)
            place = tag.range.upperBound
            // Words on both sides of a tag are separate words, as most browsers show them.
            if !Self.isInline(tag.name) { text.append(UInt8(ascii: " ")) }
            guard !tag.isClosing, Self.silent.contains(tag.name) else { return }
            skip(past: "</" + tag.name, from: place)
            skip(past: ">", from: place)
        } else {
            text.append(bytes[place])
            place += 1
        }
    }

    private static func isInline(_ name: String) -> Bool {
        ["a", "b", "i", "em", "strong", "span", "sub", "sup", "code", "u", "s"].contains(name)
    }

    private func tag() -> Tag? {
        var next = place + 1
        let isClosing = next < bytes.count && bytes[next] == UInt8(ascii: "/")
        if isClosing { next += 1 }
        let name = bytes[next...].prefix { $0.isWordByte || $0 == UInt8(ascii: "-") }
        guard let first = name.first, first.isWordByte, !first.isDigit else { return nil }
        var quote: UInt8?
        next = name.endIndex
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
        }
        return Tag(
            name: String(decoding: name, as: UTF8.self).lowercased(), isClosing: isClosing,
            range: place..<next)
    }

    /// The construct that the piece begins with, if it continues until its end and that end is missing.
    private var opening: Range<Int>? {
        let start = bytes.prefix { $0.isBlank }.count
        for (opening, closing) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")] {
            guard bytes[start...].starts(with: opening.utf8) else { continue }
            let isClosed = find(closing, from: start + 2) != nil
            return isClosed ? nil : start..<start + opening.utf8.count
        }
        guard let first = tags.first, first.range.lowerBound == start, !first.isClosing,
            Self.greedy.contains(first.name)
        else { return nil }
        let isClosed = Self.greedy.contains { find("</\($0)>", from: start) != nil }
        return isClosed ? nil : start..<min(start + first.name.utf8.count + 2, first.range.upperBound)
    }

    private func starts(with text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private mutating func skip(past text: String, from start: Int) {
        place = find(text, from: start).map { $0 + text.utf8.count } ?? bytes.count
    }

    /// The offset of a lower-case text in the piece, ignoring case.
    private func find(_ text: String, from start: Int) -> Int? {
        let text = Array(text.utf8)
        guard bytes.count - start >= text.count else { return nil }
        return (start...bytes.count - text.count).first { place in
            zip(text, bytes[place...]).allSatisfy { expected, found in
                expected == ((0x41...0x5A).contains(found) ? found | 0x20 : found)
            }
        }
    }
}

/// A piece of raw HTML, which a report leaves out with everything in it.
struct RawHTML {
    /// A tag: `<img src="a.png">`.
    struct Tag {
        /// In lower case.
        let name: String
        let isClosing: Bool
        /// Where it stands in the piece.
        let range: Range<Int>
    }

    /// The tags in order.
    private(set) var tags: [Tag] = []

    /// The words between the tags, blanks and line ends as one blank each; those of comments, styles and scripts left out.
    private(set) var words = ""

    /// Where comments stand, which nobody expects to see.
    private(set) var comments: [Range<Int>] = []

    /// What is begun and never ended, so that it takes with it all that follows: `<!--`.
    private(set) var unclosed: Range<Int>?

    private let bytes: [UInt8]
    private var place = 0

    /// Elements whose content is no text to be read.
    private static let silent: Set = ["script", "style"]

    /// Elements that a block of HTML goes on until the end of.
    private static let greedy: Set = ["script", "style", "pre", "textarea"]

    /// Reads a piece as cmark gives it.
    ///
    /// - Parameter isBlock: whether it is a block, which ends where what it begins with ends.
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
            // `<!-->` and `<!--->` are whole comments.
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
            // Words on both sides of a tag are two words, as a browser would mostly show them.
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

    /// What the piece begins with, if a block of it goes on until that ends, and it does not.
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

    /// Where a text of lower case stands in the piece, whatever its case there.
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

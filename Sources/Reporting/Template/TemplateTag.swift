/// A tag of a template, parsed like in browsers (WHATWG HTML, 13.2.5 "Tokenization").
struct TemplateTag {
    /// An attribute.
    struct Attribute {
        /// The name in lower case.
        let name: String
        /// The value with its character references decoded.
        let value: String
        /// The range of the value without its quotes; `nil` if it is not quoted.
        let quoted: Range<Int>?
    }

    /// The tag's name in lower case, without the `/` of an end.
    let name: String
    let isEnd: Bool
    /// Whether it ends in `/>`, which closes an SVG element.
    private(set) var isSelfClosing = false
    /// The attributes in order.
    private(set) var attributes: [Attribute] = []
    /// The range from its `<` to after its `>`; to the end of the text if it is not closed.
    private(set) var range: Range<Int>
    /// Whether it has its `>`.
    private(set) var isClosed = false

    /// Parses the tag at a position; `nil` if there is none, but a less-than sign or a comment.
    init?(_ bytes: [UInt8], at start: Int) {
        guard bytes[start] == UInt8(ascii: "<") else { return nil }
        var place = start + 1
        isEnd = place < bytes.count && bytes[place] == UInt8(ascii: "/")
        if isEnd { place += 1 }
        guard place < bytes.count, bytes[place].isASCIILetter else { return nil }
        let word = bytes[place...].prefix { !$0.isHTMLSpace && !"/>".utf8.contains($0) }
        name = String(decoding: word, as: UTF8.self).asciiLowercased
        range = start..<bytes.count
        readAttributes(bytes, from: word.endIndex)
    }

    private mutating func readAttributes(_ bytes: [UInt8], from start: Int) {
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: ">") {
                isClosed = true
                range = range.lowerBound..<place + 1
                return
            }
            if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
                isSelfClosing =
                    byte == UInt8(ascii: "/") && place + 1 < bytes.count
                    && bytes[place + 1] == UInt8(ascii: ">")
                place += 1
                continue
            }
            place = readAttribute(bytes, from: place)
        }
    }

    /// Parses an attribute, and returns the position after it.
    private mutating func readAttribute(_ bytes: [UInt8], from start: Int) -> Int {
        // A leading '=' belongs to the name.
        let word = bytes[(start + 1)...].prefix { !$0.isHTMLSpace && !"/>=".utf8.contains($0) }
        let name = String(decoding: bytes[start..<word.endIndex], as: UTF8.self).asciiLowercased
        var place = skipSpaces(bytes, from: word.endIndex)
        guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else {
            attributes.append(Attribute(name: name, value: "", quoted: nil))
            return word.endIndex
        }
        place = skipSpaces(bytes, from: place + 1)
        guard place < bytes.count, bytes[place] != UInt8(ascii: ">") else {
            attributes.append(Attribute(name: name, value: "", quoted: nil))
            return place
        }
        if "\"'".utf8.contains(bytes[place]) {
            let quote = bytes[place]
            let value = bytes[(place + 1)...].prefix { $0 != quote }
            attributes.append(
                Attribute(
                    name: name, value: CharacterReferences.decoded(value),
                    quoted: value.startIndex..<value.endIndex))
            return min(value.endIndex + 1, bytes.count)
        }
        let value = bytes[place...].prefix { !$0.isHTMLSpace && $0 != UInt8(ascii: ">") }
        attributes.append(Attribute(name: name, value: CharacterReferences.decoded(value), quoted: nil))
        return value.endIndex
    }

    private func skipSpaces(_ bytes: [UInt8], from start: Int) -> Int {
        start + bytes[min(start, bytes.count)...].prefix(while: \.isHTMLSpace).count
    }
}

extension UInt8 {
    /// Whether it is white space in HTML.
    var isHTMLSpace: Bool { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(self) }

    var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

extension String {
    /// The text with ASCII letters in lower case, the only ones that HTML compares case-insensitively.
    var asciiLowercased: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

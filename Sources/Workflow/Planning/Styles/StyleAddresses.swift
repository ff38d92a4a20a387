/// The files that a CSS style loads, in order.
///
/// The contents of comments and strings load nothing, nor does the name of a namespace. The conservative check for
/// untrusted styles is ``mayLoad(_:)``.
///
/// - Complexity: linear in the style's length.
package struct StyleAddresses: Sequence, IteratorProtocol {
    private let style: [UInt8]
    private var place = 0
    /// The open at-rule, if it changes the meaning of addresses.
    private var rule: Rule?

    private enum Rule {
        /// A string is an address as well.
        case importing
        /// An address is a name.
        case naming
    }

    /// Makes a reader of a style.
    init(_ style: [UInt8]) { self.style = style }

    /// The next address, as written.
    package mutating func next() -> ArraySlice<UInt8>? {
        while place < style.count {
            switch style[place] {
            case UInt8(ascii: "/") where byte(place + 1) == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let text = readText()
                if rule == .importing {
                    rule = nil
                    return text
                }
            case UInt8(ascii: "@"):
                place += 1
                let name = readWord()
                rule = name == "import" ? .importing : name == "namespace" ? .naming : nil
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                rule = nil
                place += 1
            case UInt8(ascii: "\\"): place += 2
            case let first where Self.isWord(first):
                guard readWord() == "url", byte(place) == UInt8(ascii: "(") else { continue }
                place += 1
                let address = readAddress()
                if rule != .naming {
                    rule = nil
                    return address
                }
            default: place += 1
            }
        }
        return nil
    }

    private func byte(_ place: Int) -> UInt8? { place < style.count ? style[place] : nil }

    private mutating func skipComment() {
        place += 2
        while place < style.count {
            if style[place] == UInt8(ascii: "*"), byte(place + 1) == UInt8(ascii: "/") { break }
            place += 1
        }
        place = Swift.min(place + 2, style.count)
    }

    /// Reads a quoted string, which ends at the end of its line at the latest.
    private mutating func readText() -> ArraySlice<UInt8> {
        let quote = style[place]
        let start = place + 1
        place = start
        while let byte = byte(place), byte != quote, byte != UInt8(ascii: "\n") {
            place += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = Swift.min(place, style.count)
        place = Swift.min(end + 1, style.count)
        return style[start..<end]
    }

    /// Reads the address after `url(`.
    private mutating func readAddress() -> ArraySlice<UInt8> {
        while let byte = byte(place), VectorImage.isSpace(byte) { place += 1 }
        if let quote = byte(place), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            return readText()
        }
        let start = place
        while let byte = byte(place), byte != UInt8(ascii: ")"), !VectorImage.isSpace(byte) { place += 1 }
        return style[start..<place]
    }

    /// Reads a name, in lower case if it is one that matters.
    private mutating func readWord() -> String {
        let start = place
        while let byte = byte(place), Self.isWord(byte) { place += 1 }
        return String(decoding: style[start..<place].prefix(10), as: UTF8.self).lowercased()
    }

    /// Whether a byte is part of a name in CSS.
    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF, UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

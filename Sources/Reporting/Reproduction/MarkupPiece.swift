/// A piece of a page's markup: a tag, or the text between two.
enum MarkupPiece {
    /// A tag: its name with its slash, and its attributes in order.
    case tag(name: Substring, attributes: [Attribute])
    /// Text, still escaped.
    case text(Substring)
    /// Anything in angle brackets that does not have the form of a report's tags, such as a comment.
    ///
    /// Browsers may interpret it in any way, so only equal bytes are equal.
    case irregular(Substring)

    /// An attribute, still escaped.
    struct Attribute {
        let name: Substring
        /// The text between its quotation marks; empty if it has no value.
        let value: Substring
    }

    /// Parses markup in the form of a report, in which values are escaped.
    ///
    /// It is split by bytes, as in browsers: a combining mark after a bracket changes Swift's character, but not the
    /// bracket.
    static func pieces(of markup: Substring) -> [MarkupPiece] {
        var pieces: [MarkupPiece] = []
        var rest = markup.utf8
        while let first = rest.first {
            if first == UInt8(ascii: "<") {
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
                let content = rest[..<(end ?? rest.endIndex)].dropFirst()
                let tag = end == nil ? nil : readTag(content)
                pieces.append(tag ?? .irregular(Substring(content)))
                rest = end.map { rest[$0...].dropFirst() } ?? rest[rest.endIndex...]
            } else {
                let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
                pieces.append(.text(Substring(rest[..<end])))
                rest = rest[end...]
            }
        }
        return pieces
    }

    /// The tag between two brackets; `nil` if it does not have the form of a report's.
    private static func readTag(_ content: Substring.UTF8View) -> MarkupPiece? {
        let isEnd = content.first == UInt8(ascii: "/")
        let word = content.dropFirst(isEnd ? 1 : 0).prefix(while: isNameByte)
        guard let first = word.first, isLetter(first) else { return nil }
        var attributes: [Attribute] = []
        var rest = content[word.endIndex...]
        while !rest.isEmpty {
            if rest.elementsEqual("/".utf8) || rest.elementsEqual(" /".utf8) {
                attributes.append(Attribute(name: "/", value: ""))
                break
            }
            guard rest.first == UInt8(ascii: " "), let (attribute, behind) = readAttribute(rest.dropFirst())
            else { return nil }
            attributes.append(attribute)
            rest = behind
        }
        guard !isEnd || attributes.isEmpty else { return nil }
        return .tag(name: Substring(content[..<word.endIndex]), attributes: attributes)
    }

    /// The attribute at the beginning, `name` or `name="value"`, and the rest; `nil` for any other.
    private static func readAttribute(_ text: Substring.UTF8View) -> (Attribute, Substring.UTF8View)? {
        let name = text.prefix(while: isNameByte)
        guard let first = name.first, isLetter(first) else { return nil }
        let rest = text[name.endIndex...]
        guard rest.first == UInt8(ascii: "=") else {
            return (Attribute(name: Substring(name), value: ""), rest)
        }
        guard rest.starts(with: "=\"".utf8) else { return nil }
        let value = rest.dropFirst(2)
        guard let end = value.firstIndex(of: UInt8(ascii: "\"")),
            !value[..<end].contains(UInt8(ascii: "<"))
        else { return nil }
        return (
            Attribute(name: Substring(name), value: Substring(value[..<end])), value[end...].dropFirst()
        )
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || "-:_.".utf8.contains(byte)
    }

    /// Whether both are text, or tags that differ at most in a time.
    func hasSameForm(as other: MarkupPiece) -> Bool {
        switch (self, other) {
        case (.text, .text): true
        case (.tag(let name, let attributes), .tag(let otherName, let otherAttributes)):
            name == otherName && attributes.count == otherAttributes.count
                && zip(attributes, otherAttributes).allSatisfy {
                    $0 == $1 || $0.name == $1.name && Self.times.contains($0.name)
                }
        default: self == other
        }
    }

    /// The attributes with times.
    private static let times: Set<Substring> = ["data-took", "datetime"]

    /// The visible texts that differ in another piece of the same form.
    func texts(besides other: MarkupPiece) -> [String] {
        switch (self, other) {
        case (.tag(_, let attributes), .tag(_, let others)):
            zip(attributes, others).filter { $0 != $1 }.map { MarkupText.words(of: $0.0.value) }
        case (.text(let text), _): [MarkupText.words(of: text)]
        default: []
        }
    }
}

extension MarkupPiece: Equatable {
    static func == (one: MarkupPiece, other: MarkupPiece) -> Bool {
        switch (one, other) {
        case (.tag(let name, let attributes), .tag(let otherName, let otherAttributes)):
            name == otherName && attributes == otherAttributes
        case (.text(let text), .text(let otherText)), (.irregular(let text), .irregular(let otherText)):
            text.hasSameBytes(as: otherText)
        default: false
        }
    }
}

extension MarkupPiece.Attribute: Equatable {
    static func == (one: Self, other: Self) -> Bool {
        one.name == other.name && one.value.hasSameBytes(as: other.value)
    }
}

/// The plain text of a report's HTML, whose form is regular.
///
/// It is read byte by byte: Swift merges a bracket or quote with a combining mark after it into one character, a
/// browser does not.
enum MarkupText {
    /// The words without the markup.
    static func words(of html: some StringProtocol) -> String {
        let bytes = Array(html.utf8)
        var words: [UInt8] = []
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "<"):
                place = bytes[place...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
            case UInt8(ascii: "&"):
                let reference = references.first { bytes[place...].starts(with: $0.name.utf8) }
                words.append(reference?.byte ?? bytes[place])
                place += reference?.name.utf8.count ?? 1
            default:
                words.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// The character references that this module writes.
    private static let references: [(name: String, byte: UInt8)] = [
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&quot;", UInt8(ascii: "\"")),
        ("&amp;", UInt8(ascii: "&")),
    ]
}

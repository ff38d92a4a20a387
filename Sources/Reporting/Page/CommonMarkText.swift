import Glibc
import Workflow

/// What a page needs to know of HTML that cmark made, whose form is always the same.
///
/// It is read byte by byte: a mark behind a bracket or a quote, or one that joins what follows, makes another character of
/// it for Swift, and none for a browser.
enum CommonMarkText {
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

    /// The character references that cmark and this module write.
    private static let references: [(name: String, byte: UInt8)] = [
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&quot;", UInt8(ascii: "\"")),
        ("&amp;", UInt8(ascii: "&")),
    ]

    /// Whether a link is open at the end of the markup, given whether one was at its beginning.
    static func leavesLinkOpen(_ html: String, openBefore: Bool) -> Bool {
        var isOpen = openBefore
        var rest = html.utf8[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[start...]
            if rest.starts(with: "<a ".utf8) {
                isOpen = true
            } else if rest.starts(with: "</a>".utf8) {
                isOpen = false
            }
            rest = rest.dropFirst()
        }
        return isOpen
    }

    /// The markup with words put into links that have none.
    static func namingLinks(_ html: String, words: (String) -> String?) -> String {
        var result = ""
        var rest = html.utf8[...]
        while let start = range(of: "<a href=\"#", in: rest) {
            result += Substring(rest[..<start.upperBound])
            rest = rest[start.upperBound...]
            guard let end = range(of: "\">", in: rest) else { break }
            let label = Substring(rest[..<end.lowerBound])
            result += Substring(rest[..<end.upperBound])
            rest = rest[end.upperBound...]
            if rest.starts(with: "</a>".utf8), let words = words(Self.words(of: label)) {
                result += Node.text(words).html
            }
        }
        return result + Substring(rest)
    }

    /// The markup with images that would have to be fetched replaced by those that the page carries, or else by their
    /// description.
    static func withoutRequests(_ html: String, images: [String: EmbeddedImage]) -> String {
        var result = ""
        var rest = html.utf8[...]
        while let start = range(of: "<img ", in: rest) {
            result += Substring(rest[..<start.lowerBound])
            guard let end = range(of: "/>", in: rest[start.upperBound...]) else { break }
            let image = rest[start.lowerBound..<end.upperBound]
            rest = rest[end.upperBound...]
            let start = "<img src=\""
            let address = image.dropFirst(start.utf8.count).prefix { $0 != UInt8(ascii: "\"") }
            if address.starts(with: "data:image/".utf8) {
                result += Substring(image)
            } else if let embedded = images[String(Substring(address))] {
                result += start + embedded.address + Substring(image[address.endIndex...])
            } else {
                let description = attribute("alt", of: image) ?? ""
                result +=
                    Element(.span, .class("absent")) {
                        description.isEmpty
                            ? "[image outside this page]" : "[image outside this page: \(description)]"
                    }.html
            }
        }
        return result + Substring(rest)
    }

    private static func attribute(_ name: String, of tag: Substring.UTF8View) -> String? {
        guard let start = range(of: " \(name)=\"", in: tag) else { return nil }
        return words(of: Substring(tag[start.upperBound...].prefix { $0 != UInt8(ascii: "\"") }))
    }

    /// Where a text in ASCII stands first.
    private static func range(of text: String, in html: Substring.UTF8View) -> Range<String.Index>? {
        let wanted = Array(text.utf8)
        // The system's search for the first byte passes over prose many times faster than a search for all of them.
        let found = html.withContiguousStorageIfAvailable { bytes -> Int? in
            var place = 0
            while place + wanted.count <= bytes.count, let base = bytes.baseAddress,
                let next = memchr(base + place, Int32(wanted[0]), bytes.count - place)
            {
                let start = base.distance(to: next.assumingMemoryBound(to: UInt8.self))
                if bytes[start...].starts(with: wanted) { return start }
                place = start + 1
            }
            return nil
        }
        guard let found else { return html.firstRange(of: wanted) }
        return found.map { start in
            let lower = html.index(html.startIndex, offsetBy: start)
            return lower..<html.index(lower, offsetBy: wanted.count)
        }
    }
}

import FoundationEssentials

/// A drawing in SVG, read as far as is needed to know whether a browser will show it inside a page.
///
/// Browsers show nothing of a file that is no well-formed XML, or whose root is not in SVG's namespace, and let a file in an
/// `img` fetch nothing. What is read are elements, their attributes and references; a document type is passed over.
struct VectorImage {
    /// The first thing that is wrong with it; `nil` for nothing.
    private(set) var flaw: ImageFlaw?

    private let bytes: [UInt8]
    private var place = 0
    /// The elements that are open, outermost first.
    private var open: [Range<Int>] = []
    private var hasRoot = false
    /// Whether the document type may define entities.
    private var hasEntities = false
    /// The prefixes that were declared so far, wherever that was.
    private var prefixes: Set<String> = ["xml", "xmlns"]
    /// The first file that it needs.
    private var reference: String?

    private static let namespace = "http://www.w3.org/2000/svg"
    /// The longest name of a file that is told, in bytes.
    private static let longestName = 100

    /// What a part of it is not.
    private struct Malformed: Error {
        let place: Int
        let reason: String
    }

    /// Reads a file.
    init(_ data: Data) {
        bytes = Array(data)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        do throws(Malformed) {
            while place < bytes.count { try readNext() }
            if let last = open.last {
                throw Malformed(
                    place: bytes.count,
                    reason: "it ends before '</\(String(decoding: bytes[last], as: UTF8.self))>'")
            }
            guard hasRoot else { throw Malformed(place: 0, reason: "there is no element in it") }
        } catch {
            let line = 1 + bytes[..<min(error.place, bytes.count)].count { $0 == UInt8(ascii: "\n") }
            flaw = .malformed(line: line, reason: error.reason)
            return
        }
        if flaw == nil, let reference { flaw = .refers(reference) }
    }
}

// MARK: XML

extension VectorImage {
    private mutating func readNext() throws(Malformed) {
        if bytes[place] != UInt8(ascii: "<") {
            try readText()
        } else if starts("<!--") {
            try skip("<!--", to: "-->")
        } else if starts("<![CDATA[") {
            let start = place
            try skip("<![CDATA[", to: "]]>")
            if isInStyle { readStyle(bytes[start..<place]) }
        } else if starts("<?") {
            let start = place
            try skip("<?", to: "?>")
            if bytes[start..<place].starts(with: "<?xml-stylesheet".utf8) {
                reference = reference ?? "a style sheet"
            }
        } else if starts("<!") {
            try skipDocumentType()
        } else if starts("</") {
            try readClosing()
        } else {
            try readOpening()
        }
    }

    private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    private mutating func skip(_ opening: String, to closing: String) throws(Malformed) {
        let closing = Array(closing.utf8)
        var next = place + opening.utf8.count
        while next + closing.count <= bytes.count {
            if bytes[next...].starts(with: closing) {
                place = next + closing.count
                return
            }
            next += 1
        }
        throw Malformed(place: place, reason: "'\(opening)' is not closed")
    }

    private mutating func skipDocumentType() throws(Malformed) {
        var quote: UInt8?
        var depth = 0
        for next in place..<bytes.count {
            let byte = bytes[next]
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "["):
                depth += 1
                hasEntities = true
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0:
                place = next + 1
                return
            default: break
            }
        }
        throw Malformed(place: place, reason: "'<!' is not closed")
    }

    private mutating func readText() throws(Malformed) {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
            if bytes[place] == UInt8(ascii: "&") {
                try checkReference(at: place)
            } else if open.isEmpty, !Self.isSpace(bytes[place]) {
                throw Malformed(place: place, reason: "there are words outside of all elements")
            }
            place += 1
        }
        if isInStyle { readStyle(bytes[start..<place]) }
    }

    /// Checks `&amp;`, `&#65;` and the like.
    private func checkReference(at place: Int) throws(Malformed) {
        let name = bytes[(place + 1)...].prefix(40).prefix { Self.isName($0) || $0 == UInt8(ascii: "#") }
        let isEnded = name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ";")
        guard isEnded, !name.isEmpty else {
            throw Malformed(place: place, reason: "a '&' in it is written '&amp;'")
        }
        let known = ["amp", "lt", "gt", "quot", "apos"].contains { name.elementsEqual($0.utf8) }
        guard known || name.first == UInt8(ascii: "#") || hasEntities else {
            throw Malformed(
                place: place, reason: "XML knows no '&\(String(decoding: name, as: UTF8.self));'")
        }
    }

    private mutating func readClosing() throws(Malformed) {
        let start = place
        let name = bytes[(place + 2)...].prefix { Self.isName($0) }
        var end = name.endIndex
        while end < bytes.count, Self.isSpace(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else {
            throw Malformed(place: start, reason: "'</' is not closed")
        }
        guard let last = open.popLast(), bytes[last].elementsEqual(name) else {
            throw Malformed(
                place: start,
                reason: "'</\(String(decoding: name.prefix(40), as: UTF8.self))>' closes nothing that is open"
            )
        }
        place = end + 1
    }

    private mutating func readOpening() throws(Malformed) {
        let start = place
        let name = bytes[(place + 1)...].prefix { Self.isName($0) }
        guard !name.isEmpty else { throw Malformed(place: start, reason: "a '<' in it is written '&lt;'") }
        guard !open.isEmpty || !hasRoot else {
            throw Malformed(place: start, reason: "there is a second element beside the outermost")
        }
        place = name.endIndex
        var attributes: [(name: String, value: Range<Int>)] = []
        var isEmpty = false
        while true {
            let hasSpace = place < bytes.count && Self.isSpace(bytes[place])
            skipSpace()
            if starts("/>") {
                isEmpty = true
                place += 2
                break
            }
            if starts(">") {
                place += 1
                break
            }
            guard place < bytes.count else {
                throw Malformed(
                    place: start,
                    reason: "it ends inside '<\(String(decoding: name.prefix(40), as: UTF8.self))'")
            }
            guard hasSpace else { throw Malformed(place: place, reason: "a blank is missing in an element") }
            attributes.append(try readAttribute())
        }
        try take(name, attributes, at: start)
        if !isEmpty { open.append(name.startIndex..<name.endIndex) }
    }

    private mutating func readAttribute() throws(Malformed) -> (name: String, value: Range<Int>) {
        let start = place
        let name = bytes[place...].prefix { Self.isName($0) }
        place = name.endIndex
        skipSpace()
        guard !name.isEmpty, starts("=") else {
            throw Malformed(place: start, reason: "an attribute is written 'name=\"value\"'")
        }
        place += 1
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'")
        else { throw Malformed(place: start, reason: "an attribute is written 'name=\"value\"'") }
        let quote = bytes[place]
        let first = place + 1
        place = first
        while place < bytes.count, bytes[place] != quote {
            if bytes[place] == UInt8(ascii: "<") {
                throw Malformed(place: place, reason: "a '<' in it is written '&lt;'")
            }
            if bytes[place] == UInt8(ascii: "&") { try checkReference(at: place) }
            place += 1
        }
        guard place < bytes.count else {
            throw Malformed(place: start, reason: "a value in quotes is not closed")
        }
        place += 1
        return (String(decoding: name, as: UTF8.self), first..<place - 1)
    }

    private mutating func skipSpace() {
        while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF, UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}

// MARK: What SVG makes of it

extension VectorImage {
    private mutating func take(
        _ name: ArraySlice<UInt8>, _ attributes: [(name: String, value: Range<Int>)], at start: Int
    ) throws(Malformed) {
        var seen: Set<String> = []
        for (attribute, _) in attributes {
            guard seen.insert(attribute).inserted else {
                throw Malformed(place: start, reason: "an element has two attributes '\(attribute)'")
            }
            if attribute.hasPrefix("xmlns:") { prefixes.insert(String(attribute.dropFirst(6))) }
        }
        let element = String(decoding: name, as: UTF8.self)
        for name in [element] + attributes.map(\.name) {
            guard let prefix = Self.prefix(of: name), !prefixes.contains(prefix) else { continue }
            throw Malformed(
                place: start, reason: "the prefix of '\(name)' is not declared by 'xmlns:\(prefix)'")
        }
        if !hasRoot {
            hasRoot = true
            let declaration = Self.prefix(of: element).map { "xmlns:" + $0 } ?? "xmlns"
            let value = attributes.first { $0.name == declaration }.map { text(of: $0.value) }
            if Self.local(element) != "svg" || value != Self.namespace { flaw = .noNamespace }
        }
        // A link leads somewhere, and fetches nothing.
        guard reference == nil, Self.local(element) != "a" else { return }
        for (attribute, value) in attributes {
            if ["href", "src"].contains(Self.local(attribute)) {
                note(bytes[value])
            } else if !attribute.hasPrefix("xmlns") {
                readAddresses(in: bytes[value])
            }
        }
    }

    private var isInStyle: Bool {
        open.last.map { Self.local(text(of: $0)) == "style" } ?? false
    }

    private func text(of range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func prefix(of name: String) -> String? {
        name.firstIndex(of: ":").map { String(name[..<$0]) }
    }

    private static func local(_ name: String) -> Substring {
        name.firstIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
    }

    /// Takes note of an address that is neither a place of the drawing nor carried by it.
    private mutating func note(_ address: ArraySlice<UInt8>) {
        let address = address.drop { Self.isSpace($0) }
        guard reference == nil, let first = address.first, first != UInt8(ascii: "#"),
            !address.starts(with: "data:".utf8)
        else { return }
        reference = String(decoding: address.prefix(Self.longestName), as: UTF8.self)
    }

    private mutating func readStyle(_ style: ArraySlice<UInt8>) {
        readAddresses(in: style)
        for place in style.indices
        where style[place] == UInt8(ascii: "@") && style[place...].starts(with: "@import".utf8) {
            let quotes = Set("\"'".utf8)
            let rest = style[(place + 7)...].drop { Self.isSpace($0) }
            guard let quote = rest.first, quotes.contains(quote) else { continue }
            note(rest.dropFirst().prefix { $0 != quote })
        }
    }

    /// Reads each `url(…)` of a style.
    private mutating func readAddresses(in style: ArraySlice<UInt8>) {
        for place in style.indices
        where style[place] == UInt8(ascii: "u") && style[place...].starts(with: "url(".utf8) {
            let ends = Set(")\"'".utf8)
            var address = style[(place + 4)...].drop { Self.isSpace($0) }
            if let quote = address.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                address = address.dropFirst()
            }
            note(address.prefix(Self.longestName).prefix { !ends.contains($0) })
        }
    }
}

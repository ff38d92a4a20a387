import FoundationEssentials

/// A drawing in SVG, read as far as is needed to know whether a browser will show it inside a page.
///
/// Browsers show nothing of a file that is no well-formed XML, or whose root is not in SVG's namespace, and let a file in an
/// `img` fetch nothing. What is read are elements, their attributes and references; a document type is passed over.
struct VectorImage {
    /// The first thing that is wrong with it; `nil` for nothing.
    private(set) var flaw: ImageFlaw?

    /// The file, and the place in it that was reached.
    let bytes: [UInt8]
    var place = 0
    /// The elements that are open, outermost first.
    var open: [Range<Int>] = []
    /// Whether the outermost element was met.
    var hasRoot = false
    /// Whether the document type may define entities.
    var hasEntities = false
    /// The prefixes that were declared so far, wherever that was.
    private var prefixes: Set<String> = ["xml", "xmlns"]
    /// The first file that it needs.
    var reference: String?

    private static let namespace = "http://www.w3.org/2000/svg"
    /// The longest name of a file that is told, in bytes.
    private static let longestName = 100

    /// What a part of it is not.
    struct Malformed: Error {
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

// MARK: What SVG makes of it

extension VectorImage {
    mutating func take(
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

    var isInStyle: Bool {
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

    mutating func readStyle(_ style: ArraySlice<UInt8>) {
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

import FoundationEssentials

/// A drawing in SVG, read as far as is needed to know whether a browser will show it inside a page.
///
/// Browsers show nothing of a file that is no well-formed XML, or whose root is not in SVG's namespace, and let a file in an
/// `img` fetch nothing. What is read are elements, their attributes and references. What a document type declares is not:
/// where it may matter, nothing is judged.
///
/// - Complexity: linear in the file's size.
struct VectorImage {
    /// The first thing that is wrong with it; `nil` for nothing.
    private(set) var flaw: ImageFlaw?

    /// The file in UTF-8, and whether a mark at its beginning says how it was encoded.
    let bytes: [UInt8]
    let hasMark: Bool
    /// The place that was reached.
    var place = 0
    /// The elements that are open, outermost first.
    var open: [OpenElement] = []
    /// Whether the outermost element was met.
    var hasRoot = false
    /// The encoding that its first line names, where nothing else tells.
    var encoding: String?
    /// Whether a document type was met, whether it may define entities, and whether it may give elements attributes.
    var hasDocumentType = false
    var hasEntities = false
    var hasDefaults = false
    /// What the prefixes stand for at the place.
    var namespaces = Namespaces()
    /// The text of the style element that is open.
    var style: [UInt8] = []
    /// The first file that it needs.
    var reference: String?

    /// An element whose end was not met yet.
    struct OpenElement {
        let name: Range<Int>
        let isStyle: Bool
        /// The prefixes that it declares.
        let prefixes: [String]
    }

    /// What an element's beginning says beside the name.
    struct Attribute {
        let name: String
        let value: Range<Int>
    }

    /// What a part of it is not.
    struct Malformed: Error {
        let place: Int
        let reason: String
    }

    /// Reads a file.
    init(_ data: Data) {
        self.init(decoding: data)
        let odd = firstOddCharacter
        do throws(Malformed) {
            try readDeclaration()
            if odd != nil, let encoding, !Self.isUnicode(encoding) {
                flaw = .encoding(encoding)
                return
            }
            while place < bytes.count { try readNext() }
            if let last = open.last {
                throw Malformed(place: bytes.count, reason: "it ends before '</\(shown(bytes[last.name]))>'")
            }
            guard hasRoot else { throw Malformed(place: 0, reason: "there is no element in it") }
            if let odd { throw odd }
        } catch {
            let first = odd.map { $0.place < error.place ? $0 : error } ?? error
            let line = 1 + bytes[..<min(first.place, bytes.count)].count { $0 == UInt8(ascii: "\n") }
            flaw = .malformed(line: line, reason: first.reason)
            return
        }
        if flaw == nil, let reference { flaw = .refers(reference) }
    }

    /// Makes one of which nothing was read yet.
    init(decoding data: Data) {
        let mark = Array(data.prefix(2))
        if mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF] {
            let (high, low) = mark[0] == 0xFE ? (0, 1) : (1, 0)
            let content = Array(data.dropFirst(2))
            let units = (0..<content.count / 2).lazy.map {
                UInt16(content[2 * $0 + high]) << 8 | UInt16(content[2 * $0 + low])
            }
            bytes = Array(String(decoding: units, as: UTF16.self).utf8)
            hasMark = true
            return
        }
        bytes = Array(data)
        hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        // Browsers pass over two of them as well.
        while starts("\u{FEFF}") { place += 3 }
    }
}

// MARK: What SVG makes of it

extension VectorImage {
    private static let namespace = Array("http://www.w3.org/2000/svg".utf8)
    /// The attributes beside `style` that are written in CSS and may refer to something.
    private static let styled: Set = [
        "style", "fill", "stroke", "filter", "clip-path", "mask", "marker", "marker-start", "marker-mid",
        "marker-end",
    ]
    /// The longest name of a file, or of something in it, that is told, in bytes.
    private static let longestName = 100

    /// Takes an element.
    ///
    /// - Returns: the prefixes that it declares.
    mutating func take(
        _ name: ArraySlice<UInt8>, _ attributes: [Attribute], at start: Int
    ) throws(Malformed) -> [String] {
        let element = Self.name(name)
        let prefixes = try resolve(element, attributes, at: start)
        let local = Self.local(element)
        if !hasRoot {
            hasRoot = true
            let declaration = Self.prefix(of: element).map { "xmlns:" + $0 } ?? "xmlns"
            // What an entity stands for, and what a document type adds, is not known.
            let value = attributes.first { $0.name == declaration }.map { expanded($0.value) }
            let isKnown = value.map { $0 != nil } ?? !hasDefaults
            if local != "svg" || isKnown && value != Self.namespace { flaw = .noNamespace }
        }
        guard reference == nil else { return prefixes }
        for attribute in attributes {
            if Self.styled.contains(attribute.name) {
                if let value = expanded(attribute.value) { readStyle(value) }
            } else if ["href", "src"].contains(Self.local(attribute.name)), local != "a",
                // A link leads somewhere, and fetches nothing.
                let value = expanded(attribute.value)
            {
                note(value[...])
            }
        }
        return prefixes
    }

    /// Takes note of the first file that a style needs.
    mutating func readStyle(_ style: [UInt8]) {
        guard reference == nil else { return }
        for address in StyleAddresses(style) { note(address) }
    }

    /// Takes note of an address that is neither a place of the drawing nor carried by it.
    private mutating func note(_ address: ArraySlice<UInt8>) {
        let address = address.drop { Self.isSpace($0) }
        guard reference == nil, let first = address.first, first != UInt8(ascii: "#"),
            String(decoding: address.prefix(5), as: UTF8.self).lowercased() != "data:"
        else { return }
        reference = shown(address)
    }

    /// A name as it is told, cut where it is long.
    func shown(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.prefix(Self.longestName), as: UTF8.self)
    }

    /// A name as it is told, cut where it is long.
    func shown(_ name: String) -> String {
        String(decoding: name.unicodeScalars.prefix(Self.longestName).map { UInt8($0.value) }, as: UTF8.self)
    }
}

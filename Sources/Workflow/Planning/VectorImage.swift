import FoundationEssentials

/// An SVG drawing, parsed as far as necessary to know whether a browser will show it inside a page.
///
/// Browsers show nothing of a file that is not well-formed XML or whose root is not in SVG's namespace, and do not
/// let a file in an `img` load anything. Elements, attributes and references are parsed. Declarations of a document
/// type are not: if they may matter, no warning is given.
///
/// - Complexity: linear in the file's size.
struct VectorImage {
    /// The first error; `nil` if there is none.
    private(set) var flaw: ImageFlaw?

    /// The file in UTF-8, and whether a byte-order mark states its original encoding.
    let bytes: [UInt8]
    let hasMark: Bool
    /// The current position.
    var place = 0
    /// The open elements, outermost first.
    var open: [OpenElement] = []
    /// Whether the root element was found.
    var hasRoot = false
    /// The encoding in the XML declaration, if nothing else determines it.
    var encoding: String?
    /// Whether there is a document type, whether it may define entities, and whether it may add attributes.
    var hasDocumentType = false
    var hasEntities = false
    var hasDefaults = false
    /// The declarations of prefixes at the current position.
    var namespaces = Namespaces()
    /// The text of the open style element.
    var style: [UInt8] = []
    /// The first file that it refers to.
    var reference: String?

    /// An element whose end tag was not reached yet.
    struct OpenElement {
        let name: Range<Int>
        let isStyle: Bool
        /// The prefixes that it declares.
        let prefixes: [String]
    }

    /// An attribute of a start tag.
    struct Attribute {
        let name: String
        let value: Range<Int>
    }

    /// An error of well-formedness.
    struct Malformed: Error {
        let place: Int
        let reason: String
    }

    /// Parses a file.
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

    /// Makes a parser at the start of a file.
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
        // Browsers skip a second byte-order mark as well.
        while starts("\u{FEFF}") { place += 3 }
    }
}

// MARK: SVG

extension VectorImage {
    private static let namespace = Array("http://www.w3.org/2000/svg".utf8)
    /// The attributes besides `style` that are written in CSS and may contain references.
    private static let styled: Set = [
        "style", "fill", "stroke", "filter", "clip-path", "mask", "marker", "marker-start", "marker-mid",
        "marker-end",
    ]
    /// The longest name that a message quotes, in bytes.
    private static let longestName = 100

    /// Processes a start tag.
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
            // The expansion of an entity and the attributes added by a document type are unknown.
            let value = attributes.first { $0.name == declaration }.map { expanded($0.value) }
            let isKnown = value.map { $0 != nil } ?? !hasDefaults
            if local != "svg" || isKnown && value != Self.namespace { flaw = .noNamespace }
        }
        guard reference == nil else { return prefixes }
        for attribute in attributes {
            if Self.styled.contains(attribute.name) {
                if let value = expanded(attribute.value) { readStyle(value) }
            } else if ["href", "src"].contains(Self.local(attribute.name)), local != "a",
                // A link does not load its target.
                let value = expanded(attribute.value)
            {
                note(value[...])
            }
        }
        return prefixes
    }

    /// Records the first file that a style refers to.
    mutating func readStyle(_ style: [UInt8]) {
        guard reference == nil else { return }
        for address in StyleAddresses(style) { note(address) }
    }

    /// Records an address that is neither a fragment of the drawing nor a data URL.
    private mutating func note(_ address: ArraySlice<UInt8>) {
        let address = address.drop { Self.isSpace($0) }
        guard reference == nil, let first = address.first, first != UInt8(ascii: "#"),
            String(decoding: address.prefix(5), as: UTF8.self).lowercased() != "data:"
        else { return }
        reference = shown(address)
    }

    /// A name for a message, truncated if it is long.
    func shown(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.prefix(Self.longestName), as: UTF8.self)
    }

    /// A name for a message, truncated if it is long.
    func shown(_ name: String) -> String {
        String(decoding: name.unicodeScalars.prefix(Self.longestName).map { UInt8($0.value) }, as: UTF8.self)
    }
}

import FoundationEssentials

// The prolog of a drawing: XML declaration, comments, processing instructions, document type.

extension VectorImage {
    /// The number of bytes examined to recognize a file.
    private static let head = 65_536

    /// Whether a file is meant as a drawing, well-formed or not: its first element is `svg`.
    static func isLikely(_ data: Data) -> Bool {
        var image = VectorImage(decoding: data.prefix(head))
        image.skipSpace()
        guard image.starts("<") else { return false }
        do throws(Malformed) {
            while image.starts("<?") || image.starts("<!") {
                if image.starts("<!--") {
                    try image.skip("<!--", to: "-->")
                } else if image.starts("<?") {
                    try image.skip("<?", to: "?>")
                } else {
                    try image.readDocumentType()
                }
                image.skipSpace()
            }
        } catch {
            return image.contains("<svg", in: 0..<image.bytes.count)
        }
        guard image.starts("<") else { return image.contains("<svg", in: 0..<image.bytes.count) }
        let name = image.bytes[(image.place + 1)...].prefix { isName($0) }
        return local(Self.name(name)) == "svg"
    }

    private func contains(_ text: String, in range: Range<Int>) -> Bool {
        range.contains { bytes[$0..<range.upperBound].starts(with: text.utf8) }
    }

    /// Whether an encoding is UTF-8, UTF-16, ASCII or the like, which are read here.
    static func isUnicode(_ encoding: String) -> Bool {
        let encoding = encoding.lowercased()
        return ["utf", "us-ascii", "ascii", "iso-10646"].contains { encoding.hasPrefix($0) }
    }

    /// Reads `<?xml version="1.0" encoding="UTF-8"?>` if the file begins with it.
    mutating func readDeclaration() throws(Malformed) {
        guard starts("<?xml"), place + 5 < bytes.count, !Self.isName(bytes[place + 5]) else { return }
        let start = place
        place += 5
        var names = ["version", "encoding", "standalone"][...]
        while true {
            let hasSpace = place < bytes.count && Self.isSpace(bytes[place])
            skipSpace()
            if starts("?>") { break }
            guard hasSpace, let attribute = try? readAttribute() else { throw .declaration(at: start) }
            // Each occurs once, in this order; the version is required.
            guard let index = names.firstIndex(of: attribute.name), names.first != "version" || index == 0
            else { throw .declaration(at: start) }
            names = names[(index + 1)...]
            let value = String(decoding: bytes[attribute.value], as: UTF8.self)
            switch attribute.name {
            case "version":
                guard value.hasPrefix("1."), value.count > 2, value.dropFirst(2).allSatisfy(\.isNumber)
                else { throw .declaration(at: start) }
            case "encoding": if !hasMark { encoding = value }
            default: guard ["yes", "no"].contains(value) else { throw .declaration(at: start) }
            }
        }
        guard names.first != "version" else { throw .declaration(at: start) }
        place += 2
    }

    mutating func readComment() throws(Malformed) {
        let start = place
        try skip("<!--", to: "--")
        guard starts(">") else {
            throw Malformed(
                place: start,
                reason: place < bytes.count
                    ? "a comment contains '--', which is only allowed at its end" : "'<!--' is not closed")
        }
        place += 1
    }

    mutating func readInstruction() throws(Malformed) {
        let start = place
        let target = bytes[(place + 2)...].prefix { Self.isName($0) }
        guard let first = target.first, Self.isNameStart(first) else {
            throw Malformed(place: start, reason: "there is no name after '<?'")
        }
        guard String(decoding: target.prefix(4), as: UTF8.self).lowercased() != "xml" else {
            throw Malformed(
                place: start, reason: "'<?xml' must be at the very beginning of the file")
        }
        try skip("<?", to: "?>")
        guard target.endIndex == place - 2 || Self.isSpace(bytes[target.endIndex]) else {
            throw Malformed(place: start, reason: "a space is missing after '<?\(shown(target))'")
        }
        if target.elementsEqual("xml-stylesheet".utf8) { reference = reference ?? "a style sheet" }
    }

    /// Skips a document type, and records what it may declare.
    mutating func readDocumentType() throws(Malformed) {
        let start = place
        guard starts("<!DOCTYPE") else {
            throw Malformed(place: start, reason: "'<!' begins neither a comment nor a document type")
        }
        guard !hasRoot, !hasDocumentType else {
            throw Malformed(
                place: start, reason: "a document type may occur only once, before the outermost element")
        }
        hasDocumentType = true
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let rest = bytes[(place + 1)...]
                place = rest.firstIndex(of: bytes[place]) ?? bytes.count
            case UInt8(ascii: "<") where starts("<!--"):
                try readComment()
                continue
            case UInt8(ascii: "<") where starts("<?"):
                try readInstruction()
                continue
            case UInt8(ascii: "["):
                depth += 1
                hasEntities = true
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0:
                place += 1
                hasDefaults = contains("<!ATTLIST", in: start..<place)
                // Browsers know the entities of these without loading their DTDs.
                if ["XHTML", "MathML"].contains(where: { contains($0, in: start..<place) }) {
                    hasEntities = true
                }
                return
            default: break
            }
            place += 1
        }
        throw Malformed(place: start, reason: "'<!DOCTYPE' is not closed")
    }
}

extension VectorImage.Malformed {
    fileprivate static func declaration(at place: Int) -> Self {
        Self(place: place, reason: "XML begins '<?xml version=\"1.0\" encoding=\"UTF-8\"?>'")
    }
}

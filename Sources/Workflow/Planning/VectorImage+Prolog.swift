import FoundationEssentials

// What may stand before a drawing's first element: the line that says it is XML, comments, instructions, a document type.

extension VectorImage {
    /// How far a file is looked through to know what it is, in bytes.
    private static let head = 65_536

    /// Whether a file is meant as a drawing, be it well-formed or not: its first element is `svg`.
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

    /// Whether an encoding is one that is read here, or a part of it.
    static func isUnicode(_ encoding: String) -> Bool {
        let encoding = encoding.lowercased()
        return ["utf", "us-ascii", "ascii", "iso-10646"].contains { encoding.hasPrefix($0) }
    }

    /// Reads `<?xml version="1.0" encoding="UTF-8"?>` where the file begins with it.
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
            // Each stands once, and in this order; a version there must be.
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
                    ? "'--' stands in a comment, which may have it at its end alone" : "'<!--' is not closed")
        }
        place += 1
    }

    mutating func readInstruction() throws(Malformed) {
        let start = place
        let target = bytes[(place + 2)...].prefix { Self.isName($0) }
        guard let first = target.first, Self.isNameStart(first) else {
            throw Malformed(place: start, reason: "there is no name behind '<?'")
        }
        guard String(decoding: target.prefix(4), as: UTF8.self).lowercased() != "xml" else {
            throw Malformed(
                place: start, reason: "'<?xml' stands at a file's very beginning, without a blank before it")
        }
        try skip("<?", to: "?>")
        guard target.endIndex == place - 2 || Self.isSpace(bytes[target.endIndex]) else {
            throw Malformed(place: start, reason: "a blank is missing behind '<?\(shown(target))'")
        }
        if target.elementsEqual("xml-stylesheet".utf8) { reference = reference ?? "a style sheet" }
    }

    /// Passes over a document type, and takes note of what it may declare.
    mutating func readDocumentType() throws(Malformed) {
        let start = place
        guard starts("<!DOCTYPE") else {
            throw Malformed(place: start, reason: "'<!' begins neither a comment nor a document type")
        }
        guard !hasRoot, !hasDocumentType else {
            throw Malformed(place: start, reason: "a document type stands once, before the outermost element")
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
                // Browsers know the entities of these without reading their files.
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

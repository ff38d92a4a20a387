// XML as far as it is needed: what is open, which attributes there are, and whether it is well-formed.

extension VectorImage {
    mutating func readNext() throws(Malformed) {
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

    static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

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

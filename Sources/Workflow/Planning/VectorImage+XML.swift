// The necessary subset of an XML parser: open elements, attributes, and well-formedness.

extension VectorImage {
    mutating func readNext() throws(Malformed) {
        if bytes[place] != UInt8(ascii: "<") {
            try readText()
        } else if starts("<!--") {
            try readComment()
        } else if starts("<![CDATA[") {
            try readSection()
        } else if starts("<?") {
            try readInstruction()
        } else if starts("<!") {
            try readDocumentType()
        } else if starts("</") {
            try readClosing()
        } else {
            try readOpening()
        }
    }

    /// Whether the text follows at the current position.
    func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

    /// Skips the text between two delimiters, and both of them.
    mutating func skip(_ opening: String, to closing: String) throws(Malformed) {
        let start = place
        place += opening.utf8.count
        while place < bytes.count {
            if starts(closing) {
                place += closing.utf8.count
                return
            }
            place += 1
        }
        throw Malformed(place: start, reason: "'\(opening)' is not closed")
    }

    private var isInStyle: Bool { open.last?.isStyle ?? false }

    private mutating func readSection() throws(Malformed) {
        let start = place
        guard !open.isEmpty else {
            throw Malformed(place: start, reason: "there are words outside of all elements")
        }
        try skip("<![CDATA[", to: "]]>")
        if isInStyle { style += bytes[start + 9..<place - 3] }
    }

    private mutating func readText() throws(Malformed) {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") {
            let byte = bytes[place]
            if open.isEmpty, !Self.isSpace(byte) {
                throw Malformed(place: place, reason: "there are words outside of all elements")
            }
            if byte == UInt8(ascii: "&") {
                place = try readReference(at: place).end
                continue
            }
            if byte == UInt8(ascii: "]"), starts("]]>") {
                throw Malformed(place: place, reason: "a ']]>' in it is written ']]&gt;'")
            }
            place += 1
        }
        // The expansion of an entity is unknown.
        if isInStyle { style += expanded(start..<place) ?? [UInt8(ascii: " ")] }
    }

    private mutating func readClosing() throws(Malformed) {
        let start = place
        let name = bytes[(place + 2)...].prefix { Self.isName($0) }
        var end = name.endIndex
        while end < bytes.count, Self.isSpace(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else {
            throw Malformed(place: start, reason: "'</' is not closed")
        }
        guard let last = open.popLast(), bytes[last.name].elementsEqual(name) else {
            throw Malformed(place: start, reason: "'</\(shown(name))>' closes nothing that is open")
        }
        namespaces.end(last.prefixes)
        if last.isStyle {
            readStyle(style)
            style = []
        }
        place = end + 1
    }

    private mutating func readOpening() throws(Malformed) {
        let start = place
        let name = bytes[(place + 1)...].prefix { Self.isName($0) }
        guard let first = name.first, Self.isNameStart(first) else {
            throw Malformed(place: start, reason: "a '<' in it is written '&lt;'")
        }
        try checkColons(of: name)
        guard !open.isEmpty || !hasRoot else {
            throw Malformed(place: start, reason: "there is a second element beside the outermost")
        }
        place = name.endIndex
        var attributes: [Attribute] = []
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
                throw Malformed(place: start, reason: "it ends inside '<\(shown(name))'")
            }
            guard hasSpace else { throw Malformed(place: place, reason: "a space is missing in an element") }
            attributes.append(try readAttribute())
        }
        let prefixes = try take(name, attributes, at: start)
        guard !isEmpty else {
            namespaces.end(prefixes)
            return
        }
        let isStyle = name.count <= 100 && Self.local(Self.name(name)) == "style"
        open.append(OpenElement(name: name.startIndex..<name.endIndex, isStyle: isStyle, prefixes: prefixes))
    }

    mutating func readAttribute() throws(Malformed) -> Attribute {
        let start = place
        let name = bytes[place...].prefix { Self.isName($0) }
        place = name.endIndex
        skipSpace()
        guard let initial = name.first, starts("=") else {
            throw Malformed(place: start, reason: "an attribute is written 'name=\"value\"'")
        }
        guard Self.isNameStart(initial) else {
            throw Malformed(place: start, reason: "'\(shown(name))' is not a name in XML")
        }
        try checkColons(of: name)
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
            place = bytes[place] == UInt8(ascii: "&") ? try readReference(at: place).end : place + 1
        }
        guard place < bytes.count else {
            throw Malformed(place: start, reason: "a value in quotes is not closed")
        }
        place += 1
        return Attribute(name: Self.name(name), value: first..<place - 1)
    }

    /// Checks that a name has at most one colon, with text on both sides.
    private func checkColons(of name: ArraySlice<UInt8>) throws(Malformed) {
        let colon = UInt8(ascii: ":")
        guard let last = name.lastIndex(of: colon) else { return }
        guard last == name.firstIndex(of: colon), last > name.startIndex, last + 1 < name.endIndex else {
            throw Malformed(place: name.startIndex, reason: "'\(shown(name))' is not a name in XML")
        }
    }

    mutating func skipSpace() {
        while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    }
}

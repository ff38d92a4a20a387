import Diagnostics

/// Reads a template as far as needed to know where in a page each placeholder stands.
struct TemplateReader {
    private(set) var pieces: [PageTemplate.Piece] = []
    private(set) var diagnostics: [Diagnostic] = []

    private let bytes: [UInt8]
    private var place = 0
    /// Where the text begins that no piece has yet.
    private var start = 0
    /// The pieces of the style or script element that is being read; `nil` outside of one.
    private var embedded: [PageTemplate.Piece]?
    private var found: [Placeholder: Range<Int>] = [:]

    init(_ source: SourceFile) { bytes = Array(source.text.utf8) }

    /// Reads it all; what is wrong is in ``diagnostics``.
    mutating func read() {
        while place < bytes.count {
            if starts(with: "<!--") {
                skip(past: "-->")
            } else if let name = elementName, name == "style" || name == "script" {
                readEmbedded(name == "style" ? .style : .script)
            } else if starts(with: "<") {
                readTag()
            } else if starts(with: "{{") {
                readPlaceholder(in: .text)
            } else {
                place += 1
            }
        }
        take(upTo: place)
        for placeholder in Placeholder.allCases where placeholder.isNeeded && found[placeholder] == nil {
            diagnostics.append(
                Diagnostic(
                    id: "template.missing", "there is no place for '{{\(placeholder.rawValue)}}'",
                    at: bytes.count..<bytes.count,
                    notes: [
                        .init("a report's page has its head, title-block, content, provenance and timing")
                    ]))
        }
    }

    // MARK: Parts of a page

    private mutating func readTag() {
        let tag = place
        place += 1
        var quote: UInt8?
        while place < bytes.count {
            let byte = bytes[place]
            if starts(with: "{{") {
                readPlaceholder(in: quote == nil ? nil : .attribute)
                continue
            }
            place += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return
            }
        }
        report("open-tag", "a tag that is not closed", at: tag..<tag + 1)
    }

    private mutating func readEmbedded(_ kind: Placeholder.Context) {
        let tag = place
        let name = kind == .style ? "style" : "script"
        readTag()
        if found[.head] == nil {
            report(
                "early", "a \(name) before '{{head}}', whose policy would not let it work",
                at: tag..<tag + 1 + name.utf8.count)
        }
        if Self.names(bytes[tag..<place], attribute: "src") {
            report(
                "source", "a page loads nothing from elsewhere", at: tag..<tag + 1 + name.utf8.count,
                notes: [.init("put the script between the tags")])
        }
        take(upTo: place)
        embedded = []
        while place < bytes.count, !starts(with: "</\(name)") {
            if starts(with: "{{\(name)}}") { readPlaceholder(in: kind) } else { place += 1 }
        }
        take(upTo: place)
        pieces.append(.embedded(kind, embedded ?? []))
        embedded = nil
        if place == bytes.count { report("open-tag", "a \(name) that is not closed", at: tag..<tag + 1) }
    }

    private static func names(_ tag: ArraySlice<UInt8>, attribute: String) -> Bool {
        String(decoding: tag, as: UTF8.self).lowercased().split { $0.isWhitespace || $0 == "/" || $0 == ">" }
            .contains { $0 == attribute || $0.hasPrefix(attribute + "=") }
    }

    private mutating func readPlaceholder(in context: Placeholder.Context?) {
        let begin = place
        skip(past: "}}")
        let range = begin..<place
        let name = String(decoding: bytes[begin + 2..<max(begin + 2, place - 2)], as: UTF8.self)
        guard let placeholder = Placeholder(rawValue: name) else {
            let names = Placeholder.allCases.map(\.rawValue)
            return report(
                "unknown", "unknown placeholder '{{\(name)}}'", at: range,
                label: nearestName(to: name, among: names).map { "did you mean '{{\($0)}}'?" },
                notes: [.init("there are \(names.joined(separator: ", "))")])
        }
        let isInAttribute = placeholder == .title && context == .attribute
        guard placeholder.context == context || isInAttribute else {
            return report(
                "place", "'{{\(name)}}' stands where it cannot", at: range,
                notes: [.init("it goes \(Self.words(placeholder.context))")])
        }
        if let other = found[placeholder], !placeholder.isRepeatable {
            return report(
                "twice", "'{{\(name)}}' stands in two places", at: range,
                notes: [.init("the first one is here", at: other)])
        }
        found[placeholder] = range
        take(upTo: begin)
        start = place
        add(.placeholder(placeholder))
    }

    private static func words(_ context: Placeholder.Context) -> String {
        switch context {
        case .text: "between tags"
        case .attribute: "into an attribute's value, in quotes"
        case .style: "into a style element"
        case .script: "into a script element"
        }
    }

    // MARK: Bytes

    /// The name of the element that begins here, in lower case; `nil` where none does.
    private var elementName: String? {
        guard starts(with: "<") else { return nil }
        let name = bytes[(place + 1)...].prefix { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    private func starts(with text: String) -> Bool {
        let text = text.utf8
        guard place + text.count <= bytes.count else { return false }
        return zip(bytes[place...], text).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    private mutating func skip(past text: String) {
        while place < bytes.count, !starts(with: text) { place += 1 }
        place = min(bytes.count, place + text.utf8.count)
    }

    private mutating func take(upTo end: Int) {
        if end > start {
            // Browsers read every line end as a line feed, before they hash a script.
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
                .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            add(.markup(text))
        }
        start = end
    }

    private mutating func add(_ piece: PageTemplate.Piece) {
        if embedded == nil { pieces.append(piece) } else { embedded?.append(piece) }
    }

    private mutating func report(
        _ id: String, _ message: String, at range: Range<Int>, label: String? = nil,
        notes: [Diagnostic.Note] = []
    ) {
        diagnostics.append(
            Diagnostic(id: "template.\(id)", message, at: range, label: label, notes: notes))
    }
}

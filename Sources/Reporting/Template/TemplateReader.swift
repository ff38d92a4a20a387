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
    /// Those that a wrong name was near to.
    private var meant: Set<Placeholder> = []

    init(_ source: SourceFile) { bytes = Array(source.text.utf8) }

    /// Reads it all; what is wrong is in ``diagnostics``.
    mutating func read() {
        while place < bytes.count {
            if starts(with: "<!--") {
                skip(past: "-->")
            } else if let name = elementName, name == "style" || name == "script" {
                readEmbedded(name == "style" ? .style : .script)
            } else if beginsTag {
                readTag()
            } else if starts(with: "{{") {
                readPlaceholder(in: .text)
            } else {
                place += 1
            }
        }
        take(upTo: place)
        let missing = Placeholder.allCases.filter { $0.isNeeded && found[$0] == nil && !meant.contains($0) }
        guard !missing.isEmpty else { return }
        report(
            "missing",
            "there is no place for \(missing.map { "'{{\($0.rawValue)}}'" }.joined(separator: ", "))",
            at: 0..<min(bytes.count, 1),
            notes: [
                .init(
                    "a report's page has its head, title-block, content, provenance and timing, outside of comments"
                )
            ])
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
                return check(tag..<place)
            }
        }
        report("open-tag", "a tag that is not closed", at: tag..<tag + 1)
    }

    private mutating func readEmbedded(_ kind: Placeholder.Context) {
        let tag = place
        let name = kind == .style ? "style" : "script"
        readTag()
        take(upTo: place)
        embedded = []
        while place < bytes.count, !ends(name) {
            // What is no place for a part can be the script's own.
            if knownPlaceholder != nil { readPlaceholder(in: kind) } else { place += 1 }
        }
        take(upTo: place)
        pieces.append(.embedded(kind, embedded ?? []))
        if kind == .style, Self.loads(embedded ?? []) {
            report(
                "source", "a page loads nothing from elsewhere: put it into the page",
                at: tag..<tag + 1 + name.utf8.count,
                notes: [.init("a style imports nothing, and its images begin with 'data:'")])
        }
        embedded = nil
        if place == bytes.count { report("open-tag", "a \(name) that is not closed", at: tag..<tag + 1) }
    }

    /// Whether a style asks for another file.
    private static func loads(_ style: [PageTemplate.Piece]) -> Bool {
        style.contains { piece in
            guard case .markup(let text) = piece else { return false }
            return text.lowercased().firstMatch(of: /@import|url\(\s*["']?(?!data:|#)/) != nil
        }
    }

    /// Reports what a tag asks for that its page may not have: the policy would stop most of it without a word.
    private mutating func check(_ range: Range<Int>) {
        let tag = TemplateTag(bytes[range])
        if found[.head] == nil, !["html", "head", "/head", "!doctype"].contains(tag.name) {
            report(
                "early", "a '\(tag.name)' before '{{head}}', whose policy would not hold for it", at: range)
        }
        for attribute in tag.attributes {
            guard let problem = attribute.problem else { continue }
            report(
                problem.id, problem.words, at: range,
                notes: [.init("a report's page loads nothing, goes nowhere and runs its own scripts alone")])
        }
    }

    /// The name of the part that a place here is for, and where it ends; `nil` where there is no such name.
    private var knownPlaceholder: (Placeholder, end: Int)? {
        guard let (name, end) = placeholderName, let placeholder = Placeholder(rawValue: name) else {
            return nil
        }
        return (placeholder, end)
    }

    /// What stands between two pairs of braces that begin here, blanks around it left out.
    private var placeholderName: (String, end: Int)? {
        guard starts(with: "{{") else { return nil }
        let content = bytes[(place + 2)...].prefix {
            $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "{") && $0 >= 0x20
        }
        let end = content.endIndex
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "}"), bytes[end + 1] == UInt8(ascii: "}")
        else {
            return nil
        }
        let name = String(decoding: content, as: UTF8.self).split(separator: " ").joined(separator: " ")
        return (name, end + 2)
    }

    private mutating func readPlaceholder(in context: Placeholder.Context?) {
        let begin = place
        guard let (name, end) = placeholderName else {
            place += 2
            return report("open", "a place that is not closed by '}}'", at: begin..<place)
        }
        place = end
        let range = begin..<end
        guard let placeholder = Placeholder(rawValue: name) else {
            let names = Placeholder.allCases.map(\.rawValue)
            let near = nearestName(to: name, among: names)
            if let near = near.flatMap(Placeholder.init) { meant.insert(near) }
            return report(
                "unknown", "unknown placeholder '{{\(name)}}'", at: range,
                label: near.map { "did you mean '{{\($0)}}'?" },
                notes: [.init("there are \(names.joined(separator: ", "))")])
        }
        let isInAttribute = placeholder == .title && context == .attribute
        guard placeholder.context == context || isInAttribute else {
            meant.insert(placeholder)
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
        let name = bytes[(place + 1)...].prefix { !Self.endsName($0) }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// Whether a tag begins here, and not a sign for less.
    private var beginsTag: Bool {
        guard starts(with: "<"), place + 1 < bytes.count else { return false }
        let next = bytes[place + 1]
        return UInt8(ascii: "a")...UInt8(ascii: "z") ~= next | 0x20 || "/!?".utf8.contains(next)
    }

    /// Whether the end of an element of a name stands here.
    private func ends(_ name: String) -> Bool {
        let end = place + 2 + name.utf8.count
        return starts(with: "</" + name) && (end >= bytes.count || Self.endsName(bytes[end]))
    }

    private static func endsName(_ byte: UInt8) -> Bool { byte <= 0x20 || "/>".utf8.contains(byte) }

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

import Diagnostics
import Workflow

/// Parses a template as far as needed to know the context of each placeholder.
struct TemplateReader {
    private(set) var pieces: [PageTemplate.Piece] = []
    private(set) var diagnostics: [Diagnostic] = []

    private let bytes: [UInt8]
    private var place = 0
    /// The start of the text that is not in a piece yet.
    private var start = 0
    /// The pieces of the current style or script element; `nil` outside one.
    private var embedded: [PageTemplate.Piece]?
    private var found: [Placeholder: Range<Int>] = [:]
    /// The depth of SVG elements, in which browsers parse some elements differently.
    private var depth = 0
    private var hidden = HiddenMarkup()
    private var hasEarlyText = false
    /// The placeholders that misspelt names probably meant.
    private var meant: Set<Placeholder> = []

    init(_ source: SourceFile) { bytes = Array(source.text.utf8) }

    /// Parses the template; errors are in ``diagnostics``.
    mutating func read() {
        while place < bytes.count {
            if starts(with: "{{") {
                readPlaceholder(in: .text)
            } else if let tag = TemplateTag(bytes, at: place) {
                read(tag)
            } else if let end = endOfComment {
                place = end
            } else {
                checkText()
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

    private mutating func read(_ tag: TemplateTag) {
        guard tag.isClosed else {
            report(
                "open-tag", "a tag that is not closed", at: tag.range.lowerBound..<tag.range.lowerBound + 1)
            place = bytes.count
            return
        }
        check(tag)
        readPlaceholders(in: tag)
        place = tag.range.upperBound
        if depth == 0 || tag.name == "svg" { hidden.read(tag) }
        if tag.name == "svg" {
            if tag.isEnd { depth = max(0, depth - 1) } else if !tag.isSelfClosing { depth += 1 }
        }
        guard !tag.isEnd, depth == 0 else { return }
        switch tag.name {
        case "style": readEmbedded(.style, tag)
        case "script": readEmbedded(.script, tag)
        case "title": skipText(of: tag)
        default: break
        }
    }

    /// Reports text before the head: browsers start the body with it, and ignore a policy that comes later.
    private mutating func checkText() {
        guard found[.head] == nil, !hasEarlyText, !bytes[place].isHTMLSpace, place > 2 || bytes[place] < 0x80
        else { return }
        hasEarlyText = true
        report(
            "early", "text before '{{head}}', whose policy would not hold for the page", at: place..<place + 1
        )
    }

    /// Parses placeholders in a tag's attribute values, the only place for them in a tag.
    private mutating func readPlaceholders(in tag: TemplateTag) {
        place = tag.range.lowerBound
        while place < tag.range.upperBound {
            guard starts(with: "{{") else {
                place += 1
                continue
            }
            let attribute = tag.attributes.first { $0.quoted?.contains(place) == true }
            readPlaceholder(in: attribute == nil ? nil : .attribute, attribute?.name)
        }
    }

    /// Parses the text of a title, in which browsers parse no tags.
    private mutating func skipText(of tag: TemplateTag) {
        while place < bytes.count, !ends(tag.name) {
            if starts(with: "{{") { readPlaceholder(in: .text, tag.name) } else { place += 1 }
        }
    }

    private mutating func readEmbedded(_ kind: Placeholder.Context, _ tag: TemplateTag) {
        let begin = place
        take(upTo: place)
        embedded = []
        while place < bytes.count, !ends(tag.name) {
            // Braces that are not a placeholder may belong to the script.
            if knownPlaceholder != nil { readPlaceholder(in: kind) } else { place += 1 }
        }
        let content = begin..<place
        take(upTo: place)
        pieces.append(.embedded(kind, embedded ?? []))
        let opening = tag.range.lowerBound..<tag.range.lowerBound + 1 + tag.name.utf8.count
        if kind == .style, let problem = Self.problem(of: embedded ?? []) {
            report(
                problem.id, problem.words, at: opening,
                notes: [.init("a style imports nothing, and its images begin with 'data:'")])
        }
        // After it, a browser may find the end of the script elsewhere.
        if kind == .script, let comment = bytes[content].firstRange(of: Array("<!--".utf8)) {
            report("script", "a '<!--' in a script, which could hide where it ends", at: comment)
        }
        embedded = nil
        if place == bytes.count {
            report(
                "open-tag", "a \(tag.name) that is not closed",
                at: opening.lowerBound..<opening.lowerBound + 1)
        }
    }

    /// Why a style is not allowed; `nil` if it can load nothing.
    private static func problem(of style: [PageTemplate.Piece]) -> AllowedMarkup.Problem? {
        for case .markup(let text) in style where text.utf8.contains(where: { $0 > 0x20 }) {
            if StyleAddresses.mayLoad(text) { return .loading }
            if let function = StyleFunctions.unlisted(in: text) { return .function(function) }
        }
        return nil
    }

    /// Reports markup that is not allowed: the policy would block most of it silently, but not all.
    private mutating func check(_ tag: TemplateTag) {
        if found[.head] == nil, !["html", "head"].contains(tag.name) || tag.isEnd && tag.name == "html" {
            report(
                "early",
                "a '\(tag.isEnd ? "/" : "")\(tag.name)' before '{{head}}', whose policy would not hold for it",
                at: tag.range)
        }
        if let attribute = HiddenMarkup.attributeHidingPage(in: tag) {
            report("attribute", "'\(attribute)' takes away the whole page", at: tag.range)
        }
        guard let problem = AllowedMarkup.problem(of: tag, isInSVG: depth > 0) else { return }
        report(
            problem.id, problem.words, at: tag.range,
            notes: [.init("a report's page loads nothing, goes nowhere and runs its own scripts alone")])
    }

    /// The placeholder here and its end; `nil` if there is none of a known name.
    private var knownPlaceholder: (Placeholder, end: Int)? {
        guard let (name, end) = placeholderName, let placeholder = Placeholder(rawValue: name) else {
            return nil
        }
        return (placeholder, end)
    }

    /// The text between double braces here, without surrounding blanks.
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

    /// - Parameter around: the name of the attribute, or of the element that contains only text.
    private mutating func readPlaceholder(in context: Placeholder.Context?, _ around: String? = nil) {
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
                label: near.map { didYouMean("{{\($0)}}") },
                notes: [.init("there are \(names.joined(separator: ", "))")])
        }
        if let words = misplacement(of: placeholder, in: context, around) {
            meant.insert(placeholder)
            return report("place", "'{{\(name)}}' is not allowed here", at: range, notes: [.init(words)])
        }
        if found[.head] == nil, placeholder != .head, context == .text {
            report("early", "'{{\(name)}}' before '{{head}}', whose policy would not hold for it", at: range)
        }
        if let other = found[placeholder], !placeholder.isRepeatable {
            return report(
                "twice", "'{{\(name)}}' is used twice", at: range,
                notes: [.init("the first one is here", at: other)])
        }
        found[placeholder] = range
        take(upTo: begin)
        start = place
        add(.placeholder(placeholder))
    }

    /// Why a placeholder is not allowed here; `nil` if it is.
    private func misplacement(
        of placeholder: Placeholder, in context: Placeholder.Context?, _ around: String?
    ) -> String? {
        if placeholder == .title, context == .attribute {
            return around.map(AllowedMarkup.isText) == true
                ? nil : "it goes between tags, or into an attribute that is text, such as 'title' or 'alt'"
        }
        guard placeholder.context == context else { return "it goes \(Self.words(placeholder.context))" }
        guard context == .text, placeholder != .title else { return nil }
        if around != nil { return "browsers show only the text of a title" }
        if depth > 0 { return "a drawing has no place for it" }
        guard placeholder.isNeededInSight, let words = hidden.words else { return nil }
        return "a reader has to see it, and it is inside of \(words)"
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

    /// The end of a construct that browsers treat as a comment: `<!-- … -->`, `<!doctype …>`, `<? … >`, `</ … >`.
    private var endOfComment: Int? {
        guard place + 1 < bytes.count, starts(with: "<") else { return nil }
        if starts(with: "<!--") {
            if starts(with: "<!-->") { return place + 5 }
            if starts(with: "<!--->") { return place + 6 }
            // Search for both ends in one pass, because a page may consist of comments with only one of them.
            var end = place + 4
            while end < bytes.count {
                let rest = bytes[end...]
                if rest.starts(with: "-->".utf8) { return end + 3 }
                if rest.starts(with: "--!>".utf8) { return end + 4 }
                end += 1
            }
            return bytes.count
        }
        guard "!?/".utf8.contains(bytes[place + 1]) else { return nil }
        return bytes[(place + 1)...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
    }

    /// Whether the end tag of an element is here.
    private func ends(_ name: String) -> Bool {
        let end = place + 2 + name.utf8.count
        return starts(with: "</" + name) && (end >= bytes.count || Self.endsName(bytes[end]))
    }

    private static func endsName(_ byte: UInt8) -> Bool { byte.isHTMLSpace || "/>".utf8.contains(byte) }

    private func starts(with text: String) -> Bool {
        let text = text.utf8
        guard place + text.count <= bytes.count else { return false }
        return zip(bytes[place...], text).allSatisfy { Self.lowercased($0) == Self.lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    private mutating func take(upTo end: Int) {
        if end > start {
            // Browsers normalize line endings to line feeds before they hash a script.
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

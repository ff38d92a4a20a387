/// A piece of a page's markup: a tag, or the text between two.
enum MarkupPiece: Hashable {
    /// A tag: its name with its slash, and its attributes in order.
    case tag(name: Substring, attributes: [Attribute])
    /// Text, as it is written.
    case text(Substring)

    /// An attribute as it is written.
    struct Attribute: Hashable {
        let name: Substring
        /// Between its quotation marks; empty where it has no value.
        let value: Substring
    }

    /// The pieces of markup in the form that a report is written in: what means something in HTML is escaped in values.
    static func pieces(of markup: Substring) -> [MarkupPiece] {
        var pieces: [MarkupPiece] = []
        var rest = markup
        while let first = rest.utf8.first {
            if first == UInt8(ascii: "<") {
                let end = rest.utf8.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
                pieces.append(tag(rest[..<end].dropFirst()))
                rest = rest[end...].dropFirst()
            } else {
                let end = rest.utf8.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
                pieces.append(.text(rest[..<end]))
                rest = rest[end...]
            }
        }
        return pieces
    }

    private static func tag(_ content: Substring) -> MarkupPiece {
        let end = content.firstIndex(of: " ") ?? content.endIndex
        var attributes: [Attribute] = []
        var rest = content[end...].drop { $0 == " " }
        while !rest.isEmpty {
            let name = rest.prefix { $0 != "=" && $0 != " " }
            let assigned = rest[name.endIndex...]
            if assigned.hasPrefix("=\"") {
                let value = assigned.dropFirst(2)
                let end = value.utf8.firstIndex(of: UInt8(ascii: "\"")) ?? value.endIndex
                attributes.append(Attribute(name: name, value: value[..<end]))
                rest = value[end...].dropFirst().drop { $0 == " " }
            } else {
                // What is written otherwise than in a report is one with all behind it, and is no other one's equal.
                let whole = assigned.hasPrefix("=") ? rest : name
                attributes.append(Attribute(name: whole, value: ""))
                rest = rest[whole.endIndex...].drop { $0 == " " }
            }
        }
        return .tag(name: content[..<end], attributes: attributes)
    }

    /// Whether both are text, or tags that differ in nothing but a time.
    func hasSameForm(as other: MarkupPiece) -> Bool {
        switch (self, other) {
        case (.text, .text): true
        case (.tag(let name, let attributes), .tag(let otherName, let otherAttributes)):
            name == otherName && attributes.count == otherAttributes.count
                && zip(attributes, otherAttributes).allSatisfy {
                    $0.name == $1.name && ($0.value == $1.value || Self.times.contains($0.name))
                }
        default: false
        }
    }

    /// The attributes that hold times.
    private static let times: Set<Substring> = ["data-took", "datetime"]

    /// What a reader sees of it that is not the same in another piece of the same form.
    func texts(besides other: MarkupPiece) -> [String] {
        switch (self, other) {
        case (.tag(_, let attributes), .tag(_, let others)):
            zip(attributes, others).filter { $0 != $1 }.map { CommonMarkText.words(of: $0.0.value) }
        case (.text(let text), _): [CommonMarkText.words(of: text)]
        default: []
        }
    }
}

extension MarkupPiece {
    /// The first texts of two stretches of markup that do not agree within a tolerance; `nil` where all do.
    ///
    /// Marks and texts must be the same but for numbers. What draws a picture is not looked at, nor hashes and keys.
    static func difference(
        of reported: Substring, from computed: Substring, tolerance: Double
    ) -> (String, String)? {
        let (then, now) = (pieces(of: reported), pieces(of: computed))
        for place in 0..<min(then.count, now.count) {
            let isHash = place > 0 && then[place - 1].isHash && now[place - 1].isHash
            switch (then[place], now[place]) {
            case (.text(let before), .text(let after)):
                if before == after { continue }
                if isHash, isHexadecimal(before), isHexadecimal(after) { continue }
                let (before, after) = (CommonMarkText.words(of: before), CommonMarkText.words(of: after))
                if !NumberedText(before).agrees(with: NumberedText(after), within: tolerance) {
                    return (before, after)
                }
            case (.tag(let name, let attributes), .tag(let otherName, let otherAttributes)):
                guard name == otherName else { return ("<\(name)>", "<\(otherName)>") }
                let isHash = then[place].isHash && now[place].isHash
                let (before, after) = (shown(attributes, isHash), shown(otherAttributes, isHash))
                guard before.map(\.name) == after.map(\.name) else { return ("<\(name)>", "<\(otherName)>") }
                for (before, after) in zip(before, after) where before != after {
                    let isShade = before.name == "class" || before.name == "style"
                    let (then, now) = (
                        CommonMarkText.words(of: before.value), CommonMarkText.words(of: after.value)
                    )
                    // A shade tells a number that is written beside it.
                    guard
                        NumberedText(then).agrees(
                            with: NumberedText(now), within: isShade ? 1e9 : tolerance)
                    else { return (then, now) }
                }
            case (let before, let after): return (before.shownText, after.shownText)
            }
        }
        guard then.count == now.count else {
            let count = min(then.count, now.count)
            return (then.dropFirst(count).first?.shownText ?? "", now.dropFirst(count).first?.shownText ?? "")
        }
        return nil
    }

    private var shownText: String {
        switch self {
        case .tag(let name, _): "<\(name)>"
        case .text(let text): CommonMarkText.words(of: text)
        }
    }

    private var isHash: Bool {
        if case .tag("code", let attributes) = self {
            attributes.contains { $0.name == "class" && $0.value == "hash" }
        } else {
            false
        }
    }

    private static func isHexadecimal(_ text: Substring) -> Bool {
        text.utf8.count == 12
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The attributes that are compared.
    private static func shown(_ attributes: [Attribute], _ isHash: Bool) -> [Attribute] {
        attributes.filter { attribute in
            !attribute.name.hasPrefix("data-") && !drawing.contains(attribute.name)
                && !attribute.value.hasPrefix("data:") && !(isHash && attribute.name == "title")
        }
    }

    /// The attributes that draw.
    private static let drawing: Set<Substring> = [
        "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width",
        "height",
        "viewBox", "transform", "text-anchor",
    ]
}

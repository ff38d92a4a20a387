extension MarkupPiece {
    /// The first texts of two sequences of markup that do not agree within a tolerance; `nil` if all do.
    ///
    /// Tags and texts must be equal except for numbers. Drawings, hashes and keys are not compared.
    static func difference(
        of reported: Substring, from computed: Substring, tolerance: Double
    ) -> (String, String)? {
        let (then, now) = (pieces(of: reported), pieces(of: computed))
        for place in 0..<min(then.count, now.count) {
            let isHash = place > 0 && then[place - 1].isHash && now[place - 1].isHash
            switch (then[place], now[place]) {
            case (.text(let before), .text(let after)):
                if isHash, isHexadecimal(before), isHexadecimal(after) { continue }
                if !agree(before, after, tolerance) { return words(before, after) }
            case (.tag(let name, let attributes), .tag(let otherName, let otherAttributes)):
                guard name == otherName else { return ("<\(name)>", "<\(otherName)>") }
                let isHash = then[place].isHash && now[place].isHash
                let (before, after) = (shown(attributes, isHash), shown(otherAttributes, isHash))
                guard before.map(\.name) == after.map(\.name) else { return ("<\(name)>", "<\(otherName)>") }
                if let pair = zip(before, after).first(where: { !agree($0, $1, tolerance) }) {
                    return words(pair.0.value, pair.1.value)
                }
            case (let before, let after):
                if before != after { return (before.shownText, after.shownText) }
            }
        }
        guard then.count == now.count else {
            let count = min(then.count, now.count)
            return (then.dropFirst(count).first?.shownText ?? "", now.dropFirst(count).first?.shownText ?? "")
        }
        return nil
    }

    /// Whether two texts are equal except for numbers; escaped and unescaped text is different.
    private static func agree(_ then: Substring, _ now: Substring, _ tolerance: Double) -> Bool {
        then.hasSameBytes(as: now) || NumberedText(then).agrees(with: NumberedText(now), within: tolerance)
    }

    /// Whether two attributes of the same name agree.
    private static func agree(_ then: Attribute, _ now: Attribute, _ tolerance: Double) -> Bool {
        if then == now || computed.contains(then.name) { return true }
        if addresses.contains(then.name), let kind = pictureKind(of: now.value) {
            return pictureKind(of: then.value).map { $0.elementsEqual(kind) } ?? false
        }
        guard !exact.contains(then.name) else { return false }
        // A shade repeats a number that is shown beside it.
        return agree(then.value, now.value, then.name == "class" ? 1e9 : tolerance)
    }

    /// The prefix of a picture's data URL, `data:image/png;base64,`; `nil` for any other URL.
    private static func pictureKind(of address: Substring) -> Substring.UTF8View? {
        guard address.utf8.starts(with: "data:image/".utf8),
            let end = address.utf8.firstIndex(of: UInt8(ascii: ","))
        else { return nil }
        return address.utf8[..<end]
    }

    private static func words(_ then: Substring, _ now: Substring) -> (String, String) {
        (MarkupText.words(of: then), MarkupText.words(of: now))
    }

    private var shownText: String {
        switch self {
        case .tag(let name, _): "<\(name)>"
        case .text(let text): MarkupText.words(of: text)
        case .irregular(let content): "<\(content)>"
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
        attributes.filter { !drawing.contains($0.name) && !(isHash && $0.name == "title") }
    }

    /// The attributes of drawings.
    private static let drawing: Set<Substring> = [
        "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width",
        "height",
        "viewBox", "transform", "text-anchor",
    ]

    /// The attributes for the page's script whose values depend on the arithmetic: the record, which is compared
    /// separately, the values of a drawing, and a network.
    private static let computed: Set<Substring> = [
        "data-record", "data-places", "data-columns", "data-network", "data-weights", "data-scales",
        "data-biases", "data-checks", "data-expected",
    ]

    private static let addresses: Set<Substring> = ["src", "href", "xlink:href"]

    /// The attributes whose numbers are not computed.
    private static let exact: Set<Substring> = addresses.union(["id", "style", "name", "for"])
}

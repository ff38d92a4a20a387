extension Node {
    /// The piece as HTML.
    package var html: String {
        var html = ""
        html.reserveCapacity(1 << 16)
        render(into: &html)
        return html
    }

    fileprivate func render(into html: inout String) {
        switch self {
        case .text(let text): html.appendEscaped(text, inAttribute: false)
        case .markup(let markup): html += markup.text
        case .group(let nodes): for node in nodes { node.render(into: &html) }
        case .element(let element): element.render(into: &html)
        }
    }
}

extension Element {
    /// The element as HTML.
    package var html: String { Node.element(self).html }

    fileprivate func render(into html: inout String) {
        html += "<\(tag.rawValue)"
        for attribute in attributes {
            html += " \(attribute.name)"
            guard let value = attribute.value else { continue }
            html += "=\""
            html.appendEscaped(value, inAttribute: true)
            html += "\""
        }
        if tag.isVoid {
            // A line end in the middle of a word would be a space.
            html += tag == .wbr ? ">" : ">\n"
            return
        }
        if tag.isShape, children.isEmpty {
            html += "/>"
        } else {
            html += ">"
            for (place, child) in children.enumerated() {
                if place == 0, child.startsBlock, tag != .pre { html += "\n" }
                child.render(into: &html)
            }
            html += "</\(tag.rawValue)>"
        }
        if tag.isBlock { html += "\n" }
    }
}

extension Node {
    fileprivate var startsBlock: Bool {
        switch self {
        case .element(let element): element.tag.isBlock
        case .group(let nodes): nodes.first?.startsBlock ?? false
        case .text, .markup: false
        }
    }
}

extension String {
    /// Appends escaped text: characters with a meaning in markup become references, and control characters, which
    /// HTML does not allow, become U+FFFD.
    ///
    /// A text with unbalanced bidirectional controls is closed at its end, so that it cannot reverse the text after
    /// it.
    fileprivate mutating func appendEscaped(_ text: String, inAttribute: Bool) {
        // Most of a page needs no escaping, nor do a network's weights.
        if text.isPlain(
            without: UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"))
        {
            self += text
            return
        }
        var openDirections: [Unicode.Scalar] = []
        defer { for end in openDirections.reversed() { unicodeScalars.append(end) } }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": self += "&amp;"
            case "<": self += "&lt;"
            case ">": self += "&gt;"
            case "\"" where inAttribute: self += "&quot;"
            case "'" where inAttribute: self += "&#39;"
            case "\t", "\n": unicodeScalars.append(scalar)
            case "\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}":
                openDirections.append("\u{202C}")
                unicodeScalars.append(scalar)
            case "\u{2066}"..."\u{2068}":
                openDirections.append("\u{2069}")
                unicodeScalars.append(scalar)
            case "\u{202C}", "\u{2069}":
                // An end without its beginning is dropped.
                guard let place = openDirections.lastIndex(of: scalar) else { continue }
                for end in openDirections[place...].reversed() { unicodeScalars.append(end) }
                openDirections.removeSubrange(place...)
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": self += "\u{FFFD}"
            default: unicodeScalars.append(scalar)
            }
        }
    }
}

extension String {
    /// The text as markup that stays text between tags and in quotes.
    var escaped: String {
        var text = ""
        text.appendEscaped(self, inAttribute: true)
        return text
    }
}

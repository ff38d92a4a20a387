import Workflow

/// What a page needs to know of HTML that cmark made, whose form is always the same.
enum CommonMarkText {
    /// The words without the markup.
    static func words(of html: some StringProtocol) -> String {
        var words = ""
        var isInTag = false
        for character in html {
            switch character {
            case "<": isInTag = true
            case ">" where isInTag: isInTag = false
            default: if !isInTag { words.append(character) }
            }
        }
        return words.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    /// Whether a link is open at the end of the markup, given whether one was at its beginning.
    static func leavesLinkOpen(_ html: String, openBefore: Bool) -> Bool {
        var isOpen = openBefore
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[start...]
            if rest.hasPrefix("<a ") { isOpen = true } else if rest.hasPrefix("</a>") { isOpen = false }
            rest = rest.dropFirst()
        }
        return isOpen
    }

    /// The markup with words put into links that have none.
    static func namingLinks(_ html: String, words: (String) -> String?) -> String {
        guard html.contains("\"></a>") else { return html }
        var result = ""
        var rest = html[...]
        while let start = rest.firstRange(of: "<a href=\"#") {
            result += rest[..<start.upperBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "\">") else { break }
            let label = String(rest[..<end.lowerBound])
            result += rest[..<end.upperBound]
            rest = rest[end.upperBound...]
            if rest.hasPrefix("</a>"), let words = words(Self.words(of: label)) {
                result += Node.text(words).html
            }
        }
        return result + rest
    }

    /// The markup with images that would have to be fetched replaced by those that the page carries, or else by their
    /// description.
    static func withoutRequests(_ html: String, images: [String: EmbeddedImage]) -> String {
        guard html.contains("<img ") else { return html }
        var result = ""
        var rest = html[...]
        while let start = rest.firstRange(of: "<img ") {
            result += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: "/>") else { break }
            let image = rest[start.lowerBound..<end.upperBound]
            rest = rest[end.upperBound...]
            let start = "<img src=\""
            let address = image.dropFirst(start.count).prefix { $0 != "\"" }
            if address.hasPrefix("data:image/") {
                result += image
            } else if let embedded = images[String(address)] {
                result += start + embedded.address + image.dropFirst(start.count + address.count)
            } else {
                let description = attribute("alt", of: image) ?? ""
                result +=
                    Element(.span, .class("absent")) {
                        description.isEmpty
                            ? "[image outside this page]" : "[image outside this page: \(description)]"
                    }.html
            }
        }
        return result + rest
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return words(of: tag[start.upperBound...].prefix { $0 != "\"" })
    }
}

/// Follows a template's tags to know where browsers show nothing.
///
/// It errs on the safe side: a hidden element ends where its content is well nested, in places where browsers would
/// also end it. What a style hides is not considered.
struct HiddenMarkup {
    /// The open elements from the outermost hidden one; empty outside one.
    private var open: [(name: String, words: String)] = []

    /// Why the text here is not shown, such as `'dialog', which is closed`; `nil` if it is shown.
    var words: String? { open.first?.words }

    /// Elements whose content only replaces them in browsers that do not know them.
    private static let replaced: Set = ["meter", "progress", "rp"]

    /// Elements that have no content, and no end tag.
    private static let void: Set = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"]

    /// Elements that another one's end tag ends, too.
    private static let impliedEnd: Set = ["dd", "dt", "li", "p", "rp", "rt"]

    /// Takes the next tag outside of drawings, or that of a drawing.
    mutating func read(_ tag: TemplateTag) {
        if tag.isEnd { return close(tag.name) }
        guard !Self.void.contains(tag.name), tag.name != "svg" || !tag.isSelfClosing else { return }
        let words = Self.words(of: tag)
        if words != nil || !open.isEmpty { open.append((tag.name, words ?? "")) }
    }

    private mutating func close(_ name: String) {
        if name == "ruby", open.allSatisfy({ ["rp", "rt"].contains($0.name) }) { return open.removeAll() }
        guard let place = open.lastIndex(where: { $0.name == name || !Self.impliedEnd.contains($0.name) }),
            open[place].name == name
        else { return }
        open.removeSubrange(place...)
    }

    /// Why an element does not show its content; `nil` if it does.
    private static func words(of tag: TemplateTag) -> String? {
        func has(_ name: String) -> Bool { tag.attributes.contains { $0.name == name } }
        if replaced.contains(tag.name) { return "'\(tag.name)', whose content browsers do not show" }
        if ["details", "dialog"].contains(tag.name) {
            guard has("open") else { return "'\(tag.name)', which is closed; give it the attribute 'open'" }
            // Browsers keep only the first of a group open.
            if has("name") { return "'\(tag.name)', which its 'name' can close" }
        }
        for name in ["hidden", "inert"] where has(name) {
            return "'\(tag.name)', which '\(name)' takes away"
        }
        let isSilent = tag.attributes.contains {
            $0.name == "aria-hidden" && $0.value.asciiLowercased == "true"
        }
        return isSilent ? "'\(tag.name)', which 'aria-hidden' takes away from screen readers" : nil
    }

    /// The attribute that takes away the whole page, wherever in the page the tag is; `nil` if there is none.
    static func attributeHidingPage(in tag: TemplateTag) -> String? {
        guard ["html", "body"].contains(tag.name), !tag.isEnd else { return nil }
        return tag.attributes.map(\.name).first { ["hidden", "inert", "aria-hidden"].contains($0) }
    }
}

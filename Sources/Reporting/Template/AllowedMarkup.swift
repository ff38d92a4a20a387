import Workflow

/// The elements and attributes allowed in a custom page: those that make no requests and do not navigate by themselves.
///
/// It is an allowlist, because browsers keep adding ways to make requests.
enum AllowedMarkup {
    /// Why a tag is not allowed.
    struct Problem {
        let id: String
        let words: String
    }

    /// The problem of a tag; `nil` if it is allowed.
    ///
    /// - Parameter isInSVG: whether it is inside an element `svg`.
    static func problem(of tag: TemplateTag, isInSVG: Bool) -> Problem? {
        let isElement =
            isInSVG ? svgElements.contains(tag.name) : elements.contains(tag.name) || tag.name.contains("-")
        guard isElement else { return unknown(tag, isInSVG: isInSVG) }
        guard !tag.isEnd else { return nil }
        for attribute in tag.attributes {
            if let problem = problem(of: attribute, tag.name, isInSVG: isInSVG || tag.name == "svg") {
                return problem
            }
        }
        // A link element may only be an icon inside the page.
        if tag.name == "link",
            tag.attributes.first(where: { $0.name == "rel" })?.value.asciiLowercased != "icon"
        {
            return .loading
        }
        return nil
    }

    /// Whether an attribute's value is text that a page shows or says, so that a title may be in it: no address, no
    /// style, and no name that has a meaning.
    static func isText(_ attribute: String) -> Bool {
        textAttributes.contains(attribute) || attribute.hasPrefix("data-")
    }

    private static func unknown(_ tag: TemplateTag, isInSVG: Bool) -> Problem {
        if tag.name == "base" {
            return Problem(id: "source", words: "'base' would lead the page's own links elsewhere")
        }
        if loading.contains(tag.name) { return .loading }
        return Problem(
            id: "element",
            words: isInSVG
                ? "'\(tag.name)' cannot stand in a drawing"
                : "'\(tag.name)' is no element that a report's page may have")
    }

    private static func problem(of attribute: TemplateTag.Attribute, _ tag: String, isInSVG: Bool) -> Problem?
    {
        let name = attribute.name
        let value = attribute.value.trimmingHTMLSpaces
        if name.hasPrefix("on") {
            return Problem(id: "attribute", words: "'\(name)' does nothing here: write a script element")
        }
        if name == "style" {
            return Problem(id: "attribute", words: "'style' does nothing here: write a style element")
        }
        if tag == "meta", name == "http-equiv" {
            return value.asciiLowercased == "refresh"
                ? Problem(id: "refresh", words: "a page that goes elsewhere by itself")
                : Problem(id: "attribute", words: "'http-equiv' is what '{{head}}' says already")
        }
        if name == "href" { return addressProblem(value, tag) }
        if isInSVG { return svgProblem(name, value) }
        if name == "src" { return tag == "img" && value.isImageData ? nil : .loading }
        if [
            "srcset", "poster", "data", "background", "ping", "action", "formaction", "manifest",
            "imagesrcset", "xlink:href",
        ]
        .contains(name) {
            return .loading
        }
        if tag == "script", name == "type", !scriptTypes.contains(value.asciiLowercased) {
            return Problem(id: "source", words: "a script of the type '\(value)' could ask for other pages")
        }
        if tag == "meta", name == "charset", value.asciiLowercased != "utf-8" {
            return Problem(id: "attribute", words: "a report is UTF-8")
        }
        if name == "target", !["_blank", "_self", "_parent", "_top"].contains(value.asciiLowercased) {
            return .attribute(name)
        }
        let isAllowed =
            globalAttributes.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("data-")
            || attributes[tag]?.contains(name) == true
        return isAllowed ? nil : .attribute(name)
    }

    private static func addressProblem(_ value: String, _ tag: String) -> Problem? {
        switch tag {
        case "a", "area":
            // A combining mark after the colon changes Swift's character, but not the colon.
            let scheme = value.utf8.prefix { !":/#?".utf8.contains($0) }
            let hasScheme = value.utf8[scheme.endIndex...].first == UInt8(ascii: ":")
            let isPlain = !value.unicodeScalars.contains { $0.value < 0x20 }
            return isPlain
                && (!hasScheme
                    || ["http", "https", "mailto", "tel"].contains(String(Substring(scheme)).asciiLowercased))
                ? nil : Problem(id: "source", words: "a link to such an address does nothing here")
        case "use" where value.hasPrefix("#"), "lineargradient" where value.hasPrefix("#"),
            "radialgradient" where value.hasPrefix("#"):
            return nil
        case "link": return value.isImageData ? nil : .loading
        default: return .loading
        }
    }

    private static func svgProblem(_ name: String, _ value: String) -> Problem? {
        // `fill: url(#pattern)` refers to the page; any other URL does not.
        if StyleAddresses.mayLoad(value) { return .loading }
        if svgAttributes.contains(name), let function = StyleFunctions.unlisted(in: value) {
            return .function(function)
        }
        let isAllowed =
            name.hasPrefix("aria-") || name.hasPrefix("data-") || globalAttributes.contains(name)
            || svgAttributes.contains(name)
        return isAllowed ? nil : name == "xlink:href" ? .loading : .attribute(name)
    }
}

extension AllowedMarkup.Problem {
    static let loading = Self(
        id: "source", words: "a page loads nothing from elsewhere: put it into the page")

    static func function(_ name: String) -> Self {
        Self(
            id: "source",
            words: "'\(name)(…)' is no function that a report's style may have, not even in a comment")
    }

    static func attribute(_ name: String) -> Self {
        Self(id: "attribute", words: "'\(name)' is no attribute that a report's page may have here")
    }
}

extension String {
    fileprivate var trimmingHTMLSpaces: String {
        func isSpace(_ character: Character) -> Bool {
            character.asciiValue?.isHTMLSpace ?? (character == "\r\n")
        }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }

    /// Whether it is a data URL of an image, or empty.
    fileprivate var isImageData: Bool {
        let value = asciiLowercased
        return value == "data:," || value.hasPrefix("data:image/")
    }
}

/// A tag of a template with its attributes.
struct TemplateTag {
    /// An attribute with its value, in lower case.
    struct Attribute {
        let tag: String
        let name: String
        let value: String
    }

    /// The tag's name in lower case, with the `/` of an end.
    let name: String
    /// The attributes in their order.
    let attributes: [Attribute]

    /// Reads a tag from its `<` to its `>`.
    init(_ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let tag = String(text.dropFirst().prefix { $0.isLetter || $0.isNumber || "/!-".contains($0) })
        name = tag
        let pattern = /([^\s"'<>\/=]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/
        attributes = text.dropFirst(1 + tag.count).matches(of: pattern).map { match in
            let value =
                match.output.2.map { $0.drop { "\"'".contains($0) }.prefix { !"\"'".contains($0) } } ?? ""
            return Attribute(tag: tag, name: String(match.output.1), value: String(value))
        }
    }
}

extension TemplateTag.Attribute {
    /// What a report's page may not have of it; `nil` for nothing.
    var problem: (id: String, words: String)? {
        if name.hasPrefix("on") {
            return ("attribute", "'\(name)' does nothing here: write a script element")
        }
        if name == "style" { return ("attribute", "'style' does nothing here: write a style element") }
        if tag == "meta", name == "http-equiv", value == "refresh" {
            return ("refresh", "a page that goes elsewhere by itself")
        }
        if tag == "base" { return ("source", "'base' would lead the page's own links elsewhere") }
        let isLoading =
            ["src", "srcset", "poster", "data", "background"].contains(name)
            || name == "href" && !["a", "area"].contains(tag) && !value.hasPrefix("#")
        return isLoading && !value.hasPrefix("data:")
            ? ("source", "a page loads nothing from elsewhere: put it into the page") : nil
    }
}

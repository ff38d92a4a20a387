/// The functions of CSS that load nothing, so that a style by a stranger may use them.
///
/// It is an allowlist, because new functions take addresses as strings, such as `src("…")` and `image("…")`.
package enum StyleFunctions {
    /// Functions of selectors and conditions.
    private static let ofSelectors: Set = [
        "not", "is", "where", "has", "matches", "-webkit-any", "-moz-any", "nth-child", "nth-last-child",
        "nth-of-type", "nth-last-of-type", "lang", "dir", "host", "host-context", "slotted", "part",
        "highlight",
        "state", "selector", "style", "scroll-state", "and", "or",
    ]

    /// Functions of values: numbers, colours, gradients, transforms, filters, shapes, grids and times.
    private static let ofValues: Set = [
        "var", "env", "attr", "calc", "calc-size", "min", "max", "clamp", "round", "mod", "rem", "sin", "cos",
        "tan", "asin", "acos", "atan", "atan2", "pow", "sqrt", "hypot", "log", "exp", "abs", "sign",
        "sibling-count", "sibling-index", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch",
        "color", "color-mix", "light-dark", "contrast-color", "matrix", "matrix3d", "translate", "translatex",
        "translatey", "translatez", "translate3d", "scale", "scalex", "scaley", "scalez", "scale3d", "rotate",
        "rotatex", "rotatey", "rotatez", "rotate3d", "skew", "skewx", "skewy", "perspective", "blur",
        "brightness",
        "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia",
        "circle",
        "ellipse", "inset", "polygon", "rect", "xywh", "path", "ray", "cubic-bezier", "linear", "steps",
        "repeat",
        "minmax", "fit-content", "counter", "counters", "symbols", "leader", "local", "format", "tech",
        "stylistic", "styleset", "character-variant", "swash", "ornaments", "annotation", "anchor",
        "anchor-size", "scroll", "view",
    ]

    /// Functions of images; the addresses in them are checked by ``StyleAddresses/mayLoad(_:)``.
    private static let ofImages: Set = [
        "url", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "type",
        "linear-gradient",
        "radial-gradient", "conic-gradient", "repeating-linear-gradient", "repeating-radial-gradient",
        "repeating-conic-gradient",
    ]

    /// The functions that may be inside `image-set(…)`: none of them gives a string that is then an address.
    private static let inImageSets = ofImages.union([
        "calc", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch",
    ])

    /// The first function of a style that is not listed; `nil` if all are.
    ///
    /// Comments and strings count too, because a browser may tokenize the style differently.
    ///
    /// - Complexity: linear in the style's length.
    package static func unlisted(in style: String) -> String? {
        name(in: Array(StyleAddresses.readable(style).utf8)) {
            ofValues.contains($0) || ofSelectors.contains($0) || ofImages.contains($0)
        }
    }

    /// Whether a function that may not be inside `image-set(…)` ends at a parenthesis.
    static func isForeignToImageSets(_ text: [UInt8], endingAt parenthesis: Int) -> Bool {
        let name = word(in: text, before: parenthesis)
        return !name.isEmpty && !inImageSets.contains(name)
    }

    private static func name(in text: [UInt8], isListed: (String) -> Bool) -> String? {
        for place in text.indices where text[place] == UInt8(ascii: "(") {
            let name = word(in: text, before: place)
            let before = place - name.utf8.count - 1
            // `@media(…)` is a rule, not a function.
            if name.isEmpty || before >= 0 && text[before] == UInt8(ascii: "@") || isListed(name) { continue }
            return name
        }
        return nil
    }

    private static func word(in text: [UInt8], before end: Int) -> String {
        let start = text[..<end].lastIndex { !StyleAddresses.isWord($0) }.map { $0 + 1 } ?? 0
        return String(decoding: text[start..<end], as: UTF8.self)
    }
}

/// Estimates of text widths, to reserve room before any font is known.
package enum TextWidth {
    /// An upper bound for the usual sans-serif system fonts.
    ///
    /// - Parameter size: the font's size, in the unit of the result.
    package static func estimate(_ text: String, size: Double) -> Double {
        text.reduce(0) { $0 + advance(of: $1) } * size
    }

    /// The text, or as much of it as fits with an ellipsis.
    package static func fitted(_ text: String, size: Double, width: Double) -> String {
        guard estimate(text, size: size) > width else { return text }
        var kept = text.prefix(max(Int(width / (size * 0.32)), 1))
        while !kept.isEmpty, estimate(kept + "…", size: size) > width { kept.removeLast() }
        return kept + "…"
    }

    /// The width of a character as a share of the font's size.
    private static func advance(of character: Character) -> Double {
        switch character {
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 0.32
        case "f", "t", "r", " ", "\u{A0}", "(", ")", "[", "]", "-", "/": 0.42
        case "⁻", "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹": 0.45
        case "×", "−": 0.62
        case "m", "w", "M", "W", "@", "%": 0.95
        case "A"..."Z": 0.72
        case "…": 1.0
        default: character.isASCII ? 0.62 : 1.05
        }
    }
}

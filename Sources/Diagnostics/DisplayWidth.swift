extension String {
    /// The number of terminal columns that the text takes.
    package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
    /// 0 for a combining mark alone, 2 for an emoji or a wide East Asian character, 1 for most.
    var displayWidth: Int {
        if unicodeScalars.contains(where: { $0 == "\u{FE0F}" || $0.properties.isEmojiPresentation }) {
            return 2
        }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default:
            // The vowels and finals of a Korean syllable combine with its first letter.
            (0x1160...0x11FF).contains(value) ? 0 : isWide ? 2 : 1
        }
    }

    /// Whether Unicode's East Asian Width is W or F.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF,
            0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
            0x1B000...0x1B2FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// Whether a terminal would act on it, or whether it changes the direction of the text around it.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format:
            // Joiners belong to emoji and to some scripts.
            self != "\u{200D}" && self != "\u{200C}" && self != "\u{AD}"
                && !(0xE0000...0xE007F).contains(value)
        default: false
        }
    }

    /// The scalar, or the symbol or code of a control character.
    var visible: String {
        guard isControl else { return String(Character(self)) }
        switch value {
        case 0x00...0x1F: return Unicode.Scalar(0x2400 + value).map { String(Character($0)) } ?? "?"
        case 0x7F: return "\u{2421}"
        default: return "<U+" + String(value, radix: 16, uppercase: true) + ">"
        }
    }
}

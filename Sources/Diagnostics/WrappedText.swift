extension String {
    /// The text with each line that is wider than a terminal broken between words, its further lines indented.
    ///
    /// A word wider than the terminal stays whole. Lines that fit are not changed.
    ///
    /// - Parameters:
    ///   - columns: the terminal's width.
    ///   - indent: the columns before the further lines; at most half of the width is used.
    package func wrapped(to columns: Int, indent: Int = 4) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { WrappedLine($0, to: columns, indent: min(indent, columns / 2)).text }
            .joined(separator: "\n")
    }
}

/// A line broken between words.
private struct WrappedLine {
    private(set) var text = ""
    private let columns: Int
    private let indent: String
    /// The width of the last line so far.
    private var column = 0
    private var hasWords = false
    /// The blanks before the word, and the word with its width.
    private var gap = ""
    private var word = ""
    private var wordWidth = 0

    init(_ line: Substring, to columns: Int, indent: Int) {
        self.columns = columns
        self.indent = String(repeating: " ", count: indent)
        var isStyle = false
        for character in line {
            if isStyle || character == "\u{1B}" {
                // A style takes no columns: `ESC[33m`, `ESC[2K`.
                word.append(character)
                isStyle = !character.isLetter
            } else if character == " " {
                endWord()
                gap.append(character)
            } else {
                word.append(character)
                wordWidth += character.isNewline ? 0 : character.displayWidth
            }
        }
        endWord()
        if column + gap.count <= columns { text += gap }
    }

    private mutating func endWord() {
        defer { (word, wordWidth) = ("", 0) }
        guard wordWidth > 0 else {
            text += word
            return
        }
        if hasWords, column + gap.count + wordWidth > columns {
            text += "\n" + indent + word
            column = indent.count + wordWidth
        } else {
            text += gap + word
            column += gap.count + wordWidth
        }
        hasWords = true
        gap = ""
    }
}

/// A command for a reader to copy into a shell, which takes every word of it as it is meant.
package struct ShellCommand: Sendable, Hashable {
    /// The command as a shell reads it, on one line and with nothing hidden.
    package let text: String

    /// Whether no word needed quotes.
    private let isPlain: Bool

    /// Makes one of words that may hold anything, such as a stranger's names.
    package init(_ words: [String]) {
        let quoted = words.map(Self.quoted)
        text = quoted.joined(separator: " ")
        isPlain = quoted == words
    }

    /// The command within a sentence: in quotes, unless it has some of its own.
    ///
    /// Copied with quotes around it, what stands between its own would be the shell's to expand.
    package var inSentence: String { isPlain ? "'\(text)'" : text }

    /// A path as a word: one that begins with a hyphen would be an option.
    package static func path(_ path: String) -> String {
        path.utf8.first == UInt8(ascii: "-") ? "./" + path : path
    }

    private static func quoted(_ word: String) -> String {
        if word.unicodeScalars.contains(where: isInvisible) {
            // As bash, zsh and ksh read it.
            return "$'" + word.unicodeScalars.map(escaped).joined() + "'"
        }
        // With '=' before it, zsh takes a word for the name of a command.
        let isPlain = !word.isEmpty && word.utf8.first != UInt8(ascii: "=") && word.utf8.allSatisfy(isPlain)
        // By scalars: a quotation mark with an accent on it is another character, but not to a shell.
        return isPlain
            ? word : "'" + word.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "_.=-/+,:".utf8.contains(byte)
        }
    }

    /// Whether a character is not seen, or turns the text around it.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        if scalar == "'" || scalar == "\\" { return "\\\(scalar)" }
        guard isInvisible(scalar) else { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value < 0x1_0000 ? 4 : 8
        return (width == 4 ? "\\u" : "\\U") + String(repeating: "0", count: width - digits.count) + digits
    }
}

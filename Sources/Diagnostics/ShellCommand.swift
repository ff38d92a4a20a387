/// A command for a reader to copy into a shell, quoted so that the shell takes every word literally.
package struct ShellCommand: Sendable, Hashable {
    /// The command in shell syntax, on one line and without invisible characters.
    package let text: String

    /// Whether no word needed quotes.
    private let isPlain: Bool

    /// Quotes words that may contain anything, such as a stranger's file names.
    package init(_ words: [String]) {
        let quoted = words.map(Self.quoted)
        text = quoted.joined(separator: " ")
        isPlain = quoted == words
    }

    /// The command within a sentence: in quotes, unless it contains quotes.
    ///
    /// If it were copied together with outer quotes, the shell would expand what its own quotes protect.
    package var inSentence: String { isPlain ? "'\(text)'" : text }

    /// A path as a word; one that begins with a hyphen would be taken for an option.
    package static func path(_ path: String) -> String {
        path.utf8.first == UInt8(ascii: "-") ? "./" + path : path
    }

    private static func quoted(_ word: String) -> String {
        if word.unicodeScalars.contains(where: isInvisible) {
            // The `$'…'` form of bash, zsh and ksh.
            return "$'" + word.unicodeScalars.map(escaped).joined() + "'"
        }
        // A word with '=' before it is expanded by zsh to the path of a command.
        let isPlain = !word.isEmpty && word.utf8.first != UInt8(ascii: "=") && word.utf8.allSatisfy(isPlain)
        // By scalars: Swift takes a quotation mark with an accent for another character, a shell does not.
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

    /// Whether a character is invisible or changes the direction of the text around it.
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

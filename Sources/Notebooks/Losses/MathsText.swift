/// The text between two dollar signs: a formula, or words between two prices.
struct MathsText {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// Whether it is a formula between `$` and `$`.
    var isInline: Bool {
        guard let first = bytes.first, !bytes.contains(UInt8(ascii: "$")) else { return false }
        if !hasBlank { return true }
        if hasTeX { return true }
        // ‘5 for a coffee, and 6’ begins with a number; ‘a + b’ does not.
        return !first.isDigit && (hasOperator || longestWord <= 2)
    }

    /// Whether it is a formula between `\(…\)` or `\[…\]`, which Markdown reads as escaped brackets.
    var isBracketed: Bool { hasTeX || hasOperator }

    /// Whether it is a formula between `$$` and `$$`.
    var isDisplayed: Bool {
        bytes.contains { $0.isWordByte || $0 == InlineText.escape } && (!hasBlank || hasTeX || hasOperator)
    }

    private var hasBlank: Bool { bytes.contains { $0.isBlank || $0.isLineEnd } }

    /// Characters that rarely occur in prose between two prices.
    private var hasTeX: Bool { bytes.contains { "\\^_={}".utf8.contains($0) || $0 == InlineText.escape } }

    private var hasOperator: Bool { bytes.contains { "+*/<>|".utf8.contains($0) } }

    private var longestWord: Int {
        bytes.split { !$0.isWordByte || $0.isDigit }.map(\.count).max() ?? 0
    }
}

import Diagnostics

/// Reads the option lines of one cell: `//| key: value`.
struct CellOptionReader {
    fileprivate enum Key: String, CaseIterable {
        case label, caption, echo, fold
        case onError = "on-error"
    }

    /// The options read so far.
    private(set) var options = CellOptions()

    /// The range of the label.
    private(set) var labelRange: SourceRange?

    /// The diagnostics of the option lines.
    private(set) var diagnostics: [Diagnostic] = []

    private var seen: [Key: SourceRange] = [:]

    /// Makes a reader that has read no lines.
    init() {}

    /// Whether a comment looks like an option line with a mistyped mark: `// | label: a`, `///| label: a`.
    static func isNearMiss(_ comment: ArraySlice<UInt8>) -> Bool {
        let slashes = comment.prefix { $0 == UInt8(ascii: "/") }
        let rest = comment.dropFirst(slashes.count).drop { $0.isBlank }
        guard slashes.count >= 2, rest.first == UInt8(ascii: "|") else { return false }
        let key = rest.dropFirst().drop { $0.isBlank }.prefix { $0 != UInt8(ascii: ":") && !$0.isBlank }
        return Key(rawValue: String(decoding: key, as: UTF8.self)) != nil
    }

    /// Reads the text after `//|`.
    mutating func read(_ line: MappedText) {
        let line = line.trimmed
        guard let colon = line.bytes.firstIndex(of: UInt8(ascii: ":")) else {
            diagnostics.append(.malformed(at: line.wholeRange))
            return
        }
        let keyText = line[0..<colon].trimmed
        let value = line[colon + 1..<line.bytes.count].trimmed
        guard let key = Key(rawValue: keyText.string) else {
            diagnostics.append(
                .unknownKey(keyText.string, known: Key.allCases.map(\.rawValue), at: keyText.wholeRange))
            return
        }
        if let first = seen[key] {
            diagnostics.append(.duplicate(key.rawValue, at: keyText.wholeRange, first: first))
            return
        }
        seen[key] = keyText.wholeRange
        let valueRange = value.bytes.isEmpty ? keyText.wholeRange : value.wholeRange
        guard let text = value.unquoted else {
            diagnostics.append(.unclosedQuote(at: valueRange))
            return
        }
        guard set(key, to: text, value, at: valueRange) else {
            diagnostics.append(.wrongValue(key.rawValue, expected: key.expectation, at: valueRange))
            return
        }
    }

    private mutating func set(
        _ key: Key, to text: String, _ value: MappedText, at range: SourceRange
    ) -> Bool {
        switch key {
        case .label:
            guard Self.isLabel(text) else { return false }
            options.label = text
            labelRange = range
        case .caption:
            guard !text.isEmpty else { return false }
            warnOfValue(in: value)
            options.caption = text
        case .echo:
            guard let value = Bool(text) else { return false }
            options.echo = value
        case .fold:
            guard let value = Bool(text) else { return false }
            options.fold = value
        case .onError:
            guard let value = CellOptions.OnError(rawValue: text) else { return false }
            options.onError = value
        }
        return true
    }

    private mutating func warnOfValue(in caption: MappedText) {
        guard let value = UncomputedValue.range(in: caption.bytes[...]) else { return }
        diagnostics.append(.uncomputed(in: "a caption", at: caption.fileRange(of: value)))
    }

    private static func isLabel(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.startsIdentifier else { return false }
        return text.unicodeScalars.allSatisfy { $0.continuesIdentifier || $0 == "-" }
    }
}

extension CellOptionReader.Key {
    fileprivate var expectation: String {
        switch self {
        case .label: "a name of letters, digits, '-' and '_'"
        case .caption: "a text"
        case .echo, .fold: "true or false"
        case .onError: CellOptions.OnError.allCases.map(\.rawValue).joined(separator: " or ")
        }
    }
}

extension MappedText {
    /// The whole text as a string.
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The range of the text in the file.
    var wholeRange: SourceRange { fileRange(of: 0..<bytes.count) }

    /// The text without leading and trailing blanks.
    var trimmed: MappedText {
        let end = bytes.lastIndex { !$0.isBlank && !$0.isLineEnd }.map { $0 + 1 } ?? 0
        let start = bytes.prefix(end).prefix { $0.isBlank || $0.isLineEnd }.count
        return self[start..<max(start, end)]
    }

    /// The text without the quotes around it; `nil` if they are not closed.
    ///
    /// In double quotes `\"` is a quote and `\\` a backslash, and every other backslash is literal, because captions
    /// contain `\alpha` and paths. In single quotes, as in YAML, a quote is doubled.
    fileprivate var unquoted: String? {
        guard let quote = bytes.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return string
        }
        var value: [UInt8] = []
        var index = 1
        while index < bytes.count {
            let isLast = index + 1 == bytes.count
            let isEscape =
                quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") && !isLast
                && "\"\\".utf8.contains(bytes[index + 1])
            if isEscape {
                value.append(bytes[index + 1])
                index += 2
            } else if bytes[index] == quote {
                guard !isLast else { return String(decoding: value, as: UTF8.self) }
                guard quote == UInt8(ascii: "'"), bytes[index + 1] == quote else { return nil }
                value.append(quote)
                index += 2
            } else {
                value.append(bytes[index])
                index += 1
            }
        }
        return nil
    }
}

extension Diagnostic {
    fileprivate static func malformed(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "cell.option", "an option line reads '//| key: value'", at: range)
    }

    fileprivate static func unknownKey(_ key: String, known: [String], at range: SourceRange) -> Diagnostic {
        .unknownKey(key, "option", id: "cell.unknown-option", known: known, at: range)
    }

    fileprivate static func duplicate(_ key: String, at range: SourceRange, first: SourceRange) -> Diagnostic
    {
        .duplicateKey(key, "option", id: "cell.duplicate-option", at: range, first: first)
    }

    fileprivate static func unclosedQuote(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "cell.option-quote", "the quotes do not go around the whole value", at: range)
    }

    fileprivate static func wrongValue(_ key: String, expected: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "cell.option-value", "wrong value for the option '\(key)'", at: range,
            label: "expected \(expected)")
    }
}

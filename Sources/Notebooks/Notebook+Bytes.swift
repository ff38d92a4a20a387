public import Diagnostics

extension Notebook {
    /// The text of a file's bytes, which must be UTF-8 without NUL.
    ///
    /// A leading byte-order mark is accepted and removed, so that offsets count from the byte after it.
    ///
    /// - Throws: The positions and kinds of all mistakes, with the text in which U+FFFD replaces each of them.
    public static func source(
        named name: String, bytes: some Sequence<UInt8>
    ) throws(DiagnosticsError) -> SourceFile {
        let bytes = Array(bytes)
        let decoder = UTF8Decoder(bytes)
        let source = SourceFile(
            name: name, text: String(decoding: decoder.text, as: UTF8.self),
            hasByteOrderMark: bytes.starts(with: UTF8Decoder.byteOrderMark))
        var diagnostics = decoder.mistakes.prefix(Self.mistakeLimit).map { mistake in
            mistake.kind == .nul
                ? Diagnostic.nul(at: mistake.range) : .encoding(mistake.kind, at: mistake.range)
        }
        guard !diagnostics.isEmpty else { return source }
        if let next = decoder.mistakes.dropFirst(Self.mistakeLimit).first {
            diagnostics.append(
                .moreMistakes(decoder.mistakes.count - Self.mistakeLimit, at: next.range))
        }
        throw DiagnosticsError(diagnostics, in: source)
    }

    /// The number of mistakes after which the file is clearly not text.
    private static let mistakeLimit = 10
}

/// Decodes UTF-8 and records invalid bytes.
private struct UTF8Decoder {
    enum Kind: String {
        case nul
        case utf16 = "this is UTF-16"
        case stray = "a byte that starts no character"
        case incomplete = "a character is cut off"
        case overlong = "an overlong form"
        case surrogate = "half of a surrogate pair"
        case tooLarge = "beyond U+10FFFF"
    }

    struct Mistake {
        let kind: Kind
        /// The offset in the repaired text.
        let range: SourceRange
    }

    static let byteOrderMark = Array("\u{FEFF}".utf8)

    private(set) var text: [UInt8] = []
    private(set) var mistakes: [Mistake] = []

    init(_ bytes: [UInt8]) {
        text.reserveCapacity(bytes.count)
        var position = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            // Every second byte of it would be reported.
            add(.utf16)
            return
        }
        while position < bytes.count {
            let byte = bytes[position]
            guard byte >= 0x80 else {
                if byte == 0 { mistakes.append(Mistake(kind: .nul, range: text.count..<text.count + 1)) }
                text.append(byte)
                position += 1
                continue
            }
            let following = bytes[(position + 1)...].prefix(3).prefix { $0 & 0xC0 == 0x80 }
            let length = Self.length(startingWith: byte)
            let end = position + 1 + min(following.count, max(length - 1, 0))
            if let kind = Self.mistake(byte, following, length: length) {
                add(kind)
            } else {
                text += bytes[position..<end]
            }
            position = end
        }
    }

    private mutating func add(_ kind: Kind) {
        let replacement = "\u{FFFD}".utf8
        mistakes.append(Mistake(kind: kind, range: text.count..<text.count + replacement.count))
        text += replacement
    }

    /// The sequence length that a leading byte announces; 0 if it is not a leading byte.
    private static func length(startingWith byte: UInt8) -> Int {
        switch byte {
        case 0xC0...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF7: 4
        default: 0
        }
    }

    private static func mistake(_ byte: UInt8, _ following: ArraySlice<UInt8>, length: Int) -> Kind? {
        let second = following.first ?? 0
        switch byte {
        case 0x80...0xBF, 0xF8...0xFF: return .stray
        case 0xC0...0xC1: return .overlong
        case 0xE0 where (0x80..<0xA0).contains(second): return .overlong
        case 0xED where second >= 0xA0: return .surrogate
        case 0xF0 where (0x80..<0x90).contains(second): return .overlong
        case 0xF4 where second >= 0x90, 0xF5...0xF7: return .tooLarge
        default: return following.count < length - 1 ? .incomplete : nil
        }
    }
}

extension Diagnostic {
    static func nul(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "markdown.nul", "a NUL byte", at: range, label: "a notebook is text")
    }

    fileprivate static func encoding(_ kind: UTF8Decoder.Kind, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "markdown.encoding", "the file is not UTF-8", at: range, label: kind.rawValue)
    }

    fileprivate static func moreMistakes(_ count: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "markdown.encoding", "\(count) more such mistakes from here on", at: range,
            label: "is this a text at all?")
    }
}

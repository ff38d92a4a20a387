/// A text that is read byte by byte, and the part of it that is kept.
struct KeptText {
    /// The kept bytes, in UTF-8.
    private(set) var kept: [UInt8] = []
    private let source: [UInt8]
    private var place = 0

    /// Begins to read a text in UTF-8.
    init(of source: [UInt8]) {
        self.source = source
        kept.reserveCapacity(source.count)
    }

    /// The kept text.
    var text: String { String(decoding: kept, as: UTF8.self) }

    /// The next byte; `nil` at the end.
    var byte: UInt8? { place < source.count ? source[place] : nil }

    /// The byte after the next one; `nil` if there is none.
    var next: UInt8? { place + 1 < source.count ? source[place + 1] : nil }

    /// Reads a byte and drops it.
    mutating func skip() { place += 1 }

    /// Reads a byte and keeps it; does nothing at the end.
    mutating func keep() {
        guard let byte else { return }
        kept.append(byte)
        place += 1
    }

    /// Keeps a byte that is not necessarily in the source.
    mutating func add(_ byte: UInt8) { kept.append(byte) }

    /// Drops the last kept byte if it is this one.
    mutating func takeBack(_ byte: UInt8) {
        if kept.last == byte { kept.removeLast() }
    }

    /// Keeps a backslash and the byte after it.
    mutating func keepEscape() {
        keep()
        keep()
    }

    /// Keeps a quoted string, whose syntax is the same in both languages.
    mutating func keepQuotation() {
        let mark = byte
        keep()
        while let byte, byte != mark {
            if byte == UInt8(ascii: "\\") { keepEscape() } else { keep() }
        }
        keep()
    }

    /// Drops a comment of the form `/* … */`, which both languages have.
    ///
    /// - Returns: whether a line ended in it.
    mutating func skipComment() -> Bool {
        var endsLine = false
        place += 2
        while let byte, byte != UInt8(ascii: "*") || next != UInt8(ascii: "/") {
            endsLine = endsLine || byte == UInt8(ascii: "\n")
            skip()
        }
        place = min(place + 2, source.count)
        return endsLine
    }
}

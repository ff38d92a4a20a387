/// HTML as cmark writes it, in bytes: a mark that joins what it follows makes one character of both for Swift, and none for
/// a browser.
struct HTMLText {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    /// Adds markup as it is.
    mutating func append(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Adds text so that it stays text between tags and between double quotes.
    mutating func append(escaping text: String) {
        append(text, isPlain: { !"<>&\"".utf8.contains($0) }) { byte in
            switch byte {
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "&"): "&amp;"
            default: "&quot;"
            }
        }
    }

    /// Adds a percent-encoded URL as the value of an attribute.
    mutating func append(url: String) {
        append(url, isPlain: { $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "'") }) {
            $0 == UInt8(ascii: "&") ? "&amp;" : "&#x27;"
        }
    }

    /// Takes out what was written.
    mutating func removeAll() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func append(_ text: String, isPlain: (UInt8) -> Bool, reference: (UInt8) -> String) {
        // Most text needs no escaping, and is copied as a whole.
        guard !text.utf8.allSatisfy(isPlain) else { return bytes.append(contentsOf: text.utf8) }
        for byte in text.utf8 {
            if isPlain(byte) { bytes.append(byte) } else { bytes.append(contentsOf: reference(byte).utf8) }
        }
    }
}

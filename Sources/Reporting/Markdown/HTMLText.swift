/// HTML in bytes, as cmark writes it: Swift merges a combining mark with the markup before it into one character, a
/// browser does not.
struct HTMLText {
    /// The HTML so far.
    private(set) var bytes: [UInt8] = []

    /// Adds markup unchanged.
    mutating func append(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    /// Adds text so that it stays text between tags and between double quotes.
    mutating func append(escaping text: String) {
        append(text) { byte in
            switch byte {
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "\""): "&quot;"
            default: nil
            }
        }
    }

    /// Adds a percent-encoded URL as the value of an attribute.
    mutating func append(url: String) {
        append(url) { byte in
            switch byte {
            case UInt8(ascii: "&"): "&amp;"
            case UInt8(ascii: "'"): "&#x27;"
            default: nil
            }
        }
    }

    /// Removes and returns the HTML so far.
    mutating func removeAll() -> String {
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func append(_ text: String, reference: (UInt8) -> String?) {
        let text = text.utf8
        var start = text.startIndex
        for place in text.indices {
            guard let reference = reference(text[place]) else { continue }
            bytes.append(contentsOf: text[start..<place])
            append(reference)
            start = text.index(after: place)
        }
        bytes.append(contentsOf: text[start...])
    }
}

import Diagnostics

extension YAMLDocument.Node {
    /// The text of a non-empty scalar with the place of each byte in the file; `nil` for any other node.
    ///
    /// A text with escapes such as `\u00E9`, whose bytes are not in the file, is mapped as a whole to its start.
    func mappedText(in bytes: [UInt8]) -> MappedText? {
        guard let text else { return nil }
        if let aligned = aligned(Array(text.utf8), with: bytes) { return aligned }
        var whole = MappedText()
        whole.append(text.utf8, from: range.lowerBound..<range.lowerBound)
        return whole
    }

    /// A scalar's text, each byte mapped to what the file has for it; `nil` if they do not match.
    ///
    /// A line end with the indentation after it became a blank or a line feed, and quotation marks may be escaped.
    private func aligned(_ text: [UInt8], with bytes: [UInt8]) -> MappedText? {
        var mapped = MappedText()
        let mark = mark(in: bytes)
        var position = range.lowerBound + (mark == nil ? 0 : 1)
        if mark == UInt8(ascii: ">") || mark == UInt8(ascii: "|") {
            position = bytes[position...].firstIndex(where: \.isLineEnd) ?? bytes.count
        }
        for byte in text {
            let space = bytes[position...].prefix { $0.isBlank || $0.isLineEnd }
            var end = position
            if byte.isBlank || byte.isLineEnd {
                end = space.contains(where: \.isLineEnd) ? space.endIndex : position + min(1, space.count)
            } else {
                position = space.endIndex
                end = position + Self.length(of: byte, in: bytes[position...], within: mark)
                guard end > position else { return nil }
            }
            mapped.append([byte], from: position..<end)
            position = end
        }
        return mapped
    }

    /// The quotation mark before a quoted scalar, or the mark before a block of lines; `nil` for a plain scalar.
    private func mark(in bytes: [UInt8]) -> UInt8? {
        guard case .scalar(_, isPlain: false) = content, range.lowerBound < bytes.count else { return nil }
        return bytes[range.lowerBound]
    }

    /// The number of bytes that a file has for a byte of a scalar; 0 if it has something else.
    private static func length(of byte: UInt8, in rest: ArraySlice<UInt8>, within mark: UInt8?) -> Int {
        let (single, double, backslash) = (UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"))
        if mark == single, byte == single { return rest.starts(with: [single, single]) ? 2 : 0 }
        if mark == double, rest.first == backslash {
            return (byte == double || byte == backslash) && rest.starts(with: [backslash, byte]) ? 2 : 0
        }
        return rest.first == byte ? 1 : 0
    }
}

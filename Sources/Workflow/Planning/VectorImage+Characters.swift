// The characters of XML, and references to them.

extension VectorImage {
    /// The first byte that is not part of a character allowed by XML.
    var firstOddCharacter: Malformed? {
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var place = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let encoded):
                guard Self.isAllowed(Unicode.UTF8.decode(encoded)) else {
                    return Malformed(
                        place: place, reason: "there is a character in it that XML does not allow")
                }
                place += encoded.count
            case .error: return Malformed(place: place, reason: "there are bytes in it that are not UTF-8")
            case .emptyInput: return nil
            }
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...: true
        default: false
        }
    }

    /// Reads a reference such as `&amp;` or `&#65;`.
    ///
    /// - Returns: its end, and the character; `nil` for an entity that the document defines.
    func readReference(at place: Int) throws(Malformed) -> (end: Int, scalar: Unicode.Scalar?) {
        var start = place + 1
        let isNumber = start < bytes.count && bytes[start] == UInt8(ascii: "#")
        if isNumber { start += 1 }
        let name = bytes[start...].prefix { Self.isName($0) }
        guard let first = name.first, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";")
        else { throw Malformed(place: place, reason: "a '&' in it is written '&amp;'") }
        let end = name.endIndex + 1
        if isNumber {
            guard let scalar = Self.scalar(numbered: name) else {
                throw Malformed(place: place, reason: "'&#\(shown(name));' is not a character of XML")
            }
            return (end, scalar)
        }
        let known: [(String, Unicode.Scalar)] = [
            ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"),
        ]
        if let (_, scalar) = known.first(where: { name.elementsEqual($0.0.utf8) }) { return (end, scalar) }
        guard Self.isNameStart(first) else {
            throw Malformed(place: place, reason: "a '&' in it is written '&amp;'")
        }
        guard hasEntities else {
            throw Malformed(place: place, reason: "XML has no entity '&\(shown(name));'")
        }
        return (end, nil)
    }

    /// The character with the number `65` or `x41`.
    private static func scalar(numbered name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let isHexadecimal = name.first == UInt8(ascii: "x")
        let digits = isHexadecimal ? name.dropFirst() : name
        let base = isHexadecimal ? 16 : 10
        guard !digits.isEmpty else { return nil }
        var value = 0
        for digit in digits {
            guard let number = Character(Unicode.Scalar(digit)).hexDigitValue, number < base else {
                return nil
            }
            value = min(value * base + number, 0x11_0000)
        }
        return Unicode.Scalar(UInt32(value)).flatMap { isAllowed($0) ? $0 : nil }
    }

    /// A range of the file with its references resolved.
    ///
    /// - Returns: `nil` if one of them is an entity that the document defines.
    func expanded(_ range: Range<Int>) -> [UInt8]? {
        var place = range.lowerBound
        var content: [UInt8] = []
        while let next = bytes[place..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) {
            guard let (end, scalar) = try? readReference(at: next), let scalar else { return nil }
            content += bytes[place..<next]
            content += Array(String(scalar).utf8)
            place = end
        }
        return content + bytes[place..<range.upperBound]
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Whether a name may begin with a byte; all non-ASCII bytes are accepted.
    static func isNameStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): false
        default: isName(byte)
        }
    }

    static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF, UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}

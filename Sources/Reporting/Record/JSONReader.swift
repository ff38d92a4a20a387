import FoundationEssentials

/// Reads untrusted JSON.
///
/// An object with a repeated member is ambiguous between decoders, so it is refused; so is nesting deeper than any
/// record's, before it exhausts the stack, and more values than any record's, before they take many times the text's
/// size in memory.
struct JSONReader {
    /// Why a text is not read.
    enum Problem: Error, Hashable {
        /// It is not JSON.
        case malformed
        /// A member of this name occurs twice in one object.
        case repeated(String)
        /// Its arrays and objects are nested too deep.
        case tooDeep
        /// It has too many values.
        case tooLarge
    }

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0
    private var count = 0

    /// The maximum nesting of arrays and objects; a record has five.
    private static let deepest = 32

    /// The maximum number of values, including arrays and objects; most of a record's are in its curves, and ten models
    /// of 100,000 epochs have fewer.
    private static let most = 5_000_000

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a text.
    static func value(of text: Data) throws(Problem) -> JSONValue {
        // Editors on Windows put a byte order mark before a text.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var reader = JSONReader(Array(text.starts(with: mark) ? text.dropFirst(mark.count) : text))
        let value = try reader.value()
        guard reader.next() == nil else { throw .malformed }
        return value
    }

    /// The next byte that is not a blank.
    private mutating func next() -> UInt8? {
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
        return place < bytes.count ? bytes[place] : nil
    }

    private mutating func value() throws(Problem) -> JSONValue {
        count += 1
        guard count <= Self.most else { throw .tooLarge }
        switch next() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(Problem) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        try items(until: UInt8(ascii: "}")) { reader throws(Problem) in
            guard reader.next() == UInt8(ascii: "\"") else { throw .malformed }
            let name = try reader.string()
            guard names.insert(name).inserted else { throw .repeated(name) }
            guard reader.next() == UInt8(ascii: ":") else { throw .malformed }
            reader.place += 1
            members.append(.init(name: name, value: try reader.value()))
        }
        return .object(members)
    }

    private mutating func array() throws(Problem) -> JSONValue {
        var values: [JSONValue] = []
        try items(until: UInt8(ascii: "]")) { reader throws(Problem) in
            values.append(try reader.value())
        }
        return .array(values)
    }

    /// Reads the comma-separated items between brackets.
    private mutating func items(
        until closing: UInt8, _ item: (inout JSONReader) throws(Problem) -> Void
    ) throws(Problem) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw .tooDeep }
        place += 1
        if next() == closing {
            place += 1
            return
        }
        while true {
            try item(&self)
            let end = next()
            place += 1
            if end == closing { return }
            guard end == UInt8(ascii: ",") else { throw .malformed }
        }
    }

    private mutating func string() throws(Problem) -> String {
        place += 1
        var text: [UInt8] = []
        var start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard bytes[place] == UInt8(ascii: "\\") else {
                place += 1
                continue
            }
            text += bytes[start..<place]
            place += 1
            text += try escaped().utf8
            start = place
        }
        guard place < bytes.count else { throw .malformed }
        text += bytes[start..<place]
        place += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw .malformed }
        return string
    }

    /// The character of an escape sequence.
    private mutating func escaped() throws(Problem) -> Unicode.Scalar {
        guard place < bytes.count else { throw .malformed }
        place += 1
        switch bytes[place - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try codePoint()
        default: throw .malformed
        }
    }

    /// The character of a four-digit code point, or of a surrogate pair.
    private mutating func codePoint() throws(Problem) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard bytes[place...].starts(with: "\\u".utf8) else { throw .malformed }
        place += 2
        let pair = try [first, codeUnit()]
        guard let text = String(validating: pair, as: UTF16.self), let scalar = text.unicodeScalars.first
        else { throw .malformed }
        return scalar
    }

    private mutating func codeUnit() throws(Problem) -> UInt16 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let number = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw .malformed }
        place += 4
        return number
    }

    private mutating func number() throws(Problem) -> JSONValue {
        let start = place
        while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let number = Int(text) { return .integer(number) }
        if let number = UInt64(text) { return .unsigned(number) }
        guard let number = Double(text), number.isFinite else { throw .malformed }
        return .number(number)
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Problem) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw .malformed }
        place += word.utf8.count
        return value
    }
}

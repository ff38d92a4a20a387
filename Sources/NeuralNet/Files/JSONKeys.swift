package import FoundationEssentials

/// The keys of the objects in a JSON text.
///
/// What names a key twice says two things, of which a decoder silently takes one, and another decoder the other.
package enum JSONKeys {
    private enum Level {
        case object(keys: Set<String>, expectsKey: Bool)
        case array
    }

    /// The first key that stands twice in one object, as a decoder understands it; `nil` where there is none.
    ///
    /// Of a text that is no JSON it says nothing.
    package static func repeated(in text: Data) -> String? {
        var levels: [Level] = []
        var position = text.startIndex
        while position < text.endIndex {
            switch text[position] {
            case UInt8(ascii: "{"): levels.append(.object(keys: [], expectsKey: true))
            case UInt8(ascii: "["): levels.append(.array)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: ","):
                if case .object(let keys, _)? = levels.popLast() {
                    levels.append(.object(keys: keys, expectsKey: true))
                } else {
                    levels.append(.array)
                }
            case UInt8(ascii: "\""):
                let end = endOfText(in: text, from: position)
                if case .object(var keys, expectsKey: true)? = levels.last {
                    levels.removeLast()
                    if let key = key(text[position..<end]), !keys.insert(key).inserted { return key }
                    levels.append(.object(keys: keys, expectsKey: false))
                }
                position = end
                continue
            default: break
            }
            position += 1
        }
        return nil
    }

    /// The place behind a text's closing quotation mark.
    private static func endOfText(in text: Data, from start: Int) -> Int {
        var position = start + 1
        while position < text.endIndex {
            switch text[position] {
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "\""): return position + 1
            default: position += 1
            }
        }
        return text.endIndex
    }

    private static func key(_ quoted: Data) -> String? {
        try? JSONDecoder().decode(String.self, from: quoted)
    }
}

package import FoundationEssentials

/// The keys of the objects in a JSON text.
///
/// Where a key is repeated, decoders silently take one of its values, and not all of them the same one.
package enum JSONKeys {
    private enum Level {
        case object(keys: Set<String>, expectsKey: Bool)
        case array
    }

    /// The first key that occurs twice in one object, with escapes decoded; `nil` if there is none.
    ///
    /// For a text that is not JSON the answer is meaningless.
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

    /// The index after a string's closing quotation mark.
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

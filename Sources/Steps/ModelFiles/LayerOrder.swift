/// Names in the order of the numbers in them: `conv.3` before `conv.10`.
enum LayerOrder {
    private enum Part: Hashable {
        case text(Substring)
        /// Digits without zeros before them, and how many those were.
        case number(Substring, zeros: Int)
    }

    /// The places of names in the order of their numbers; `nil` where something else than a number parts two of them.
    static func byNumbers(_ names: [String]) -> [Int]? {
        let parts = names.map(parts)
        let order = names.indices.sorted {
            precedes(parts[$0], parts[$1]) ?? (names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8))
        }
        // Where neighbours in this order are parted by numbers, all others are.
        let isDecided = zip(order, order.dropFirst()).allSatisfy { precedes(parts[$0], parts[$1]) == true }
        return isDecided ? order : nil
    }

    /// Whether one name comes before another by the first thing in which they differ; `nil` where that is no number.
    private static func precedes(_ first: [Part], _ second: [Part]) -> Bool? {
        guard let (left, right) = zip(first, second).first(where: { $0 != $1 }),
            case .number(let one, _) = left, case .number(let other, _) = right, one != other
        else { return nil }
        return (one.count, String(one)) < (other.count, String(other))
    }

    private static func parts(of name: String) -> [Part] {
        func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
        var parts: [Part] = []
        var rest = name[...]
        while let first = rest.first {
            let part = rest.prefix { isDigit($0) == isDigit(first) }
            rest = rest.dropFirst(part.count)
            let digits = part.drop { $0 == "0" }
            parts.append(isDigit(first) ? .number(digits, zeros: part.count - digits.count) : .text(part))
        }
        return parts
    }
}

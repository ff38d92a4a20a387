/// What the numbers in layers' names say of their order: `conv.3` stands before `conv.10`.
///
/// A number says a place only where names are alike but for it, and where it is a whole number: not in `fc256to128` beside
/// `fc128to64`, not behind a point that may be a decimal one (`scale0.25` beside `scale0.5`), and not behind a minus (`m-2`).
enum LayerOrder {
    private enum Part: Hashable {
        case text(Substring)
        case number(Substring)

        /// The part as it is written.
        var words: String {
            switch self {
            case .text(let text), .number(let text): String(text)
            }
        }
    }

    /// A number in a name, and what stands around it.
    private struct Position {
        /// The name without the number; names of the same series are alike but for that.
        let series: String
        /// The digits.
        let digits: Substring
        /// Whether the number may be the decimals of another one: `25` of `scale0.25`.
        let mayBeDecimals: Bool

        /// The digits without zeros before them.
        private var number: Substring { digits.drop { $0 == "0" } }

        /// Whether the number is 0 or 1, with which a counting begins.
        var isFirst: Bool { ["", "1"].contains(number) }

        /// Whether it is the same number as another one.
        func isSame(as other: Position) -> Bool { number == other.number }

        /// Whether it comes before another one of its series; `nil` where that cannot be said.
        func precedes(_ other: Position) -> Bool? {
            guard number != other.number else { return nil }
            let isLess =
                (number.utf8.count, String(number)) < (other.number.utf8.count, String(other.number))
            guard mayBeDecimals else { return isLess }
            return digits.utf8.lexicographicallyPrecedes(other.digits.utf8) == isLess ? isLess : nil
        }
    }

    /// Longer names, and names of more numbers, are a stranger's, and cost more than they tell.
    private static let (longestName, mostNumbers) = (1000, 8)

    /// The series whose numbers do not ascend in an order of names.
    static func descending(in names: [String]) -> Set<String> {
        var last: [String: Position] = [:]
        var found: Set<String> = []
        for position in names.flatMap({ positions(in: $0) }) {
            if let before = last[position.series], position.precedes(before) == true {
                found.insert(position.series)
            }
            last[position.series] = position
        }
        return found
    }

    /// The places of names in the order of their numbers; `nil` where the numbers do not say one.
    ///
    /// - Parameters:
    ///   - all: every name there is: a series of which none is 0 or 1 may be counted from the end, or count something else.
    ///   - fixed: names whose places are known, which then confirm it.
    static func byNumbers(_ names: [String], among all: [String], fixed: Set<String>) -> [Int]? {
        guard names.count > 1 else { return Array(names.indices) }
        let found = names.map { positions(in: $0) }
        // Names that differ are alike but for one number in no more than one way.
        let series = found.dropFirst().reduce(into: Set(found[0].map(\.series))) {
            $0.formIntersection($1.map(\.series))
        }
        guard series.count == 1, let common = series.first else {
            return byAllNumbers(names, found, among: all)
        }
        let numbers = found.compactMap { $0.first { $0.series == common } }
        let isConfirmed = all.contains { name in
            positions(in: name).contains { $0.series == common && ($0.isFirst || fixed.contains(name)) }
        }
        guard isConfirmed, numbers.count == names.count else { return nil }
        let order = names.indices.sorted {
            numbers[$0].precedes(numbers[$1])
                ?? numbers[$0].digits.utf8.lexicographicallyPrecedes(numbers[$1].digits.utf8)
        }
        // Where neighbours in this order are told apart, all others are.
        let isDecided = zip(order, order.dropFirst()).allSatisfy { numbers[$0].precedes(numbers[$1]) == true }
        return isDecided ? order : nil
    }

    /// The order of names that are alike but for several numbers, `layer1.0.conv2` before `layer1.1.conv1`: by the first
    /// number that differs, as blocks are counted, and what is in each; `nil` where one of them all is not the first of all.
    private static func byAllNumbers(
        _ names: [String], _ found: [[Position]], among all: [String]
    ) -> [Int]? {
        guard let form = form(of: names[0]), names.allSatisfy({ Self.form(of: $0) == form }),
            all.contains(where: { Self.form(of: $0) == form && positions(in: $0).allSatisfy(\.isFirst) })
        else { return nil }
        func precedes(_ first: Int, _ second: Int) -> Bool? {
            for (one, other) in zip(found[first], found[second]) where !one.isSame(as: other) {
                return one.precedes(other)
            }
            return nil
        }
        let order = names.indices.sorted { precedes($0, $1) ?? (names[$0] < names[$1]) }
        let isDecided = zip(order, order.dropFirst()).allSatisfy { precedes($0, $1) == true }
        return isDecided ? order : nil
    }

    /// A name without its numbers; `nil` where one of them is no place.
    private static func form(of name: String) -> [String]? {
        let parts = name.utf8.count <= longestName ? parts(of: name) : []
        let numbers = parts.count { if case .number = $0 { true } else { false } }
        guard numbers > 0, positions(in: name).count == numbers else { return nil }
        return parts.map { if case .number = $0 { "\0" } else { $0.words } }
    }

    /// The numbers in a name that may be places.
    private static func positions(in name: String) -> [Position] {
        guard name.utf8.count <= longestName else { return [] }
        let parts = Self.parts(of: name)
        let places = parts.indices.filter { if case .number = parts[$0] { true } else { false } }
        guard places.count <= mostNumbers else { return [] }
        return places.compactMap { place in
            guard case .number(let digits) = parts[place] else { return nil }
            let before = place > 0 ? parts[place - 1] : nil
            if case .text(let text)? = before, text.last == "-" { return nil }
            // The hole is a byte that no name of a layer has.
            let series = parts.indices.map { $0 == place ? "\0" : parts[$0].words }.joined()
            return Position(series: series, digits: digits, mayBeDecimals: isBehindPoint(place, in: parts))
        }
    }

    /// Whether a number stands behind a number and a point, where that first one is no part of the name by itself.
    ///
    /// `features.0.10` counts within what counts; `scale0.25` may be a quarter.
    private static func isBehindPoint(_ place: Int, in parts: [Part]) -> Bool {
        guard place >= 3, parts[place - 1] == .text("."), case .text(let word) = parts[place - 3] else {
            return false
        }
        return word.last != "."
    }

    private static func parts(of name: String) -> [Part] {
        func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
        var parts: [Part] = []
        var rest = name[...]
        while let first = rest.first {
            let part = rest.prefix { isDigit($0) == isDigit(first) }
            rest = rest.dropFirst(part.count)
            parts.append(isDigit(first) ? .number(part) : .text(part))
        }
        return parts
    }
}

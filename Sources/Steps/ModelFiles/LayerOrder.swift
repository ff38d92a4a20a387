/// The order of layers by the numbers in their names: `conv.3` comes before `conv.10`.
///
/// A number gives a position only if names differ in nothing else, and it is a whole number: not in `fc256to128` beside
/// `fc128to64`, not after what may be a decimal point (`scale0.25` beside `scale0.5`), and not after a minus (`m-2`).
enum LayerOrder {
    private enum Part: Hashable {
        case text(Substring)
        case number(Substring)

        /// The part's text.
        var words: String {
            switch self {
            case .text(let text), .number(let text): String(text)
            }
        }
    }

    /// A number in a name, and the text around it.
    private struct Position {
        /// The name without the number; names of the same series differ only in that.
        let series: String
        /// The digits.
        let digits: Substring
        /// Whether the number may be the decimals of another one: `25` of `scale0.25`.
        let mayBeDecimals: Bool

        /// The digits without leading zeros.
        private var number: Substring { digits.drop { $0 == "0" } }

        /// Whether the number is 0 or 1, the usual starts of counting.
        var isFirst: Bool { ["", "1"].contains(number) }

        /// Whether it is the same number as another one.
        func isSame(as other: Position) -> Bool { number == other.number }

        /// Whether it comes before another one of its series; `nil` if that is undecidable.
        func precedes(_ other: Position) -> Bool? {
            guard number != other.number else { return nil }
            let isLess =
                (number.utf8.count, String(number)) < (other.number.utf8.count, String(other.number))
            guard mayBeDecimals else { return isLess }
            return digits.utf8.lexicographicallyPrecedes(other.digits.utf8) == isLess ? isLess : nil
        }
    }

    /// Longer names, or names with more numbers, come from untrusted files and are too expensive to analyse.
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

    /// The indices of names in the order of their numbers; `nil` if the numbers give no order.
    ///
    /// - Parameters:
    ///   - all: all names: a series without 0 or 1 may be counted from the end, or count something else.
    ///   - fixed: names with known positions, which confirm the order.
    static func byNumbers(_ names: [String], among all: [String], fixed: Set<String>) -> [Int]? {
        guard names.count > 1 else { return Array(names.indices) }
        let found = names.map { positions(in: $0) }
        // Different names differ in only one number in at most one way.
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
        // If neighbours in this order are distinct, all are.
        let isDecided = zip(order, order.dropFirst()).allSatisfy { numbers[$0].precedes(numbers[$1]) == true }
        return isDecided ? order : nil
    }

    /// The order of names that differ in several numbers, `layer1.0.conv2` before `layer1.1.conv1`: by the first number
    /// that differs, as blocks and their contents are counted; `nil` if no name has the first number at every position.
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

    /// A name without its numbers; `nil` if one of them is not a position.
    private static func form(of name: String) -> [String]? {
        let parts = name.utf8.count <= longestName ? parts(of: name) : []
        let numbers = parts.count { if case .number = $0 { true } else { false } }
        guard numbers > 0, positions(in: name).count == numbers else { return nil }
        return parts.map { if case .number = $0 { "\0" } else { $0.words } }
    }

    /// The numbers in a name that may be positions.
    private static func positions(in name: String) -> [Position] {
        guard name.utf8.count <= longestName else { return [] }
        let parts = Self.parts(of: name)
        let places = parts.indices.filter { if case .number = parts[$0] { true } else { false } }
        guard places.count <= mostNumbers else { return [] }
        return places.compactMap { place in
            guard case .number(let digits) = parts[place] else { return nil }
            let before = place > 0 ? parts[place - 1] : nil
            if case .text(let text)? = before, text.last == "-" { return nil }
            // The placeholder is a byte that no layer's name has.
            let series = parts.indices.map { $0 == place ? "\0" : parts[$0].words }.joined()
            return Position(series: series, digits: digits, mayBeDecimals: isBehindPoint(place, in: parts))
        }
    }

    /// Whether a number follows a number and a point, the first not being a name's component by itself.
    ///
    /// `features.0.10` has nested indices; `scale0.25` may be a quarter.
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

/// The difference of two texts, line by line.
struct TextDifference: Sendable, Hashable {
    /// A line of one of the texts or of both.
    enum Line: Sendable, Hashable {
        case kept(String)
        case removed(String)
        case added(String)
        /// A number of equal lines far from any difference.
        case skipped(Int)
    }

    /// The lines that are shown.
    let lines: [Line]
    /// Whether the texts are equal byte for byte.
    let isNone: Bool

    /// The number of equal lines shown before and after a difference.
    private static let context = 3
    /// The maximum number of lines between the first and the last difference; with more, all of them count as
    /// different.
    private static let limit = 2000

    /// Compares two texts.
    init(from first: String, to second: String) {
        isNone = first.utf8.elementsEqual(second.utf8)
        lines = Self.folded(Self.aligned(Self.lines(of: first), Self.lines(of: second)))
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// All lines of both, equal ones once.
    private static func aligned(_ first: [String], _ second: [String]) -> [Line] {
        let start = zip(first, second).prefix { $0 == $1 }.count
        let end = zip(first.dropFirst(start).reversed(), second.dropFirst(start).reversed())
            .prefix { $0 == $1 }.count
        let (old, new) = (first[start..<first.count - end], second[start..<second.count - end])
        return first[..<start].map(Line.kept) + middle(Array(old), Array(new))
            + first.suffix(end).map(Line.kept)
    }

    private static func middle(_ old: [String], _ new: [String]) -> [Line] {
        guard old.count <= limit, new.count <= limit else {
            return old.map(Line.removed) + new.map(Line.added)
        }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        // Lines are interned as numbers, because each is compared with all others.
        var numbers: [String: Int] = [:]
        func number(of line: String) -> Int {
            let number = numbers[line] ?? numbers.count
            numbers[line] = number
            return number
        }
        let (oldNumbers, newNumbers) = (old.map(number), new.map(number))
        for change in newNumbers.difference(from: oldNumbers) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (here, there) = (0, 0)
        while here < old.count || there < new.count {
            if here < old.count, removed.contains(here) {
                lines.append(.removed(old[here]))
                here += 1
            } else if there < new.count, added.contains(there) {
                lines.append(.added(new[there]))
                there += 1
            } else {
                lines.append(.kept(old[here]))
                here += 1
                there += 1
            }
        }
        return lines
    }

    /// The lines without those far from any difference; empty if there is no difference.
    private static func folded(_ lines: [Line]) -> [Line] {
        let changes = lines.indices.filter { if case .kept = lines[$0] { false } else { true } }
        var isNear = [Bool](repeating: false, count: lines.count)
        for change in changes {
            for place in max(0, change - context)...min(lines.count - 1, change + context) {
                isNear[place] = true
            }
        }
        guard !changes.isEmpty else { return [] }
        var shown: [Line] = []
        var skipped = 0
        for (place, line) in lines.enumerated() {
            if isNear[place] {
                if skipped > 0 { shown.append(.skipped(skipped)) }
                skipped = 0
                shown.append(line)
            } else {
                skipped += 1
            }
        }
        if skipped > 0 { shown.append(.skipped(skipped)) }
        return shown
    }
}

/// Pieces of writing grouped into digits, in reading order.
struct DigitLines {
    /// The pieces of each digit, row by row and from left to right.
    let digits: [[InkShapes.Shape]]

    /// A digit that is being assembled.
    private struct Digit {
        var pieces: [InkShapes.Shape]
        var box: PixelBox

        mutating func add(_ other: Digit) {
            pieces += other.pieces
            box = box.union(other.box)
        }

        /// The horizontal overlap with another one, as a share of the narrower one's width.
        func sharedWidth(with other: Digit) -> Double {
            let shared = min(box.x + box.width, other.box.x + other.box.width) - max(box.x, other.box.x)
            return Double(max(0, shared)) / Double(min(box.width, other.box.width))
        }

        /// The vertical overlap with another one, as a share of the lower one's height.
        func sharedHeight(with other: Digit) -> Double {
            let shared = min(box.y + box.height, other.box.y + other.box.height) - max(box.y, other.box.y)
            return Double(max(0, shared)) / Double(min(box.height, other.box.height))
        }
    }

    /// Groups pieces into digits.
    ///
    /// Pieces on top of each other with a small gap are one digit. Pieces much smaller than the digits are dropped.
    init(of pieces: [InkShapes.Shape]) {
        guard let usual = Self.usualHeight(of: pieces) else {
            digits = []
            return
        }
        var parts = Self.candidates(among: pieces)
            .map { Digit(pieces: [$0], box: $0.box) }
            .sorted { ($0.box.height, $1.pieces[0].index) > ($1.box.height, $0.pieces[0].index) }
        var joined: [Digit] = []
        while !parts.isEmpty {
            var digit = parts.removeFirst()
            while let next = parts.firstIndex(where: { part in
                let gap = digit.box.distance(to: part.box)
                let isInside = part.sharedWidth(with: digit) > 0.5
                return isInside && gap * 3 <= usual && digit.box.union(part.box).height * 2 <= usual * 3
            }) {
                digit.add(parts.remove(at: next))
            }
            joined.append(digit)
        }
        digits = Self.rows(joined.filter { 5 * max($0.box.width, $0.box.height) >= 2 * usual })
            .flatMap { row in row.sorted { ($0.box.x, $0.box.y) < ($1.box.x, $1.box.y) } }
            .map(\.pieces)
    }

    /// The pieces without specks.
    static func candidates(among pieces: [InkShapes.Shape]) -> [InkShapes.Shape] {
        guard let usual = usualHeight(of: pieces) else { return [] }
        return pieces.filter { 12 * max($0.box.width, $0.box.height) >= usual }
    }

    /// The typical height of digits; `nil` if there are none.
    private static func usualHeight(of pieces: [InkShapes.Shape]) -> Int? {
        let heights = pieces.map { max($0.box.width, $0.box.height) }.sorted()
        guard let tallest = heights.last else { return nil }
        // Specks are many and small: only pieces not much smaller than the tallest count.
        let tall = heights.filter { 3 * $0 >= tallest }
        return tall[tall.count / 2]
    }

    /// The digits in rows, from top to bottom.
    private static func rows(_ digits: [Digit]) -> [[Digit]] {
        var rows: [[Digit]] = []
        for digit in digits.sorted(by: { ($0.box.x, $0.box.y) < ($1.box.x, $1.box.y) }) {
            // A row may rise: compare with the previous digit.
            let row = rows.indices.max { first, second in
                share(rows[first], digit) < share(rows[second], digit)
            }
            if let row, share(rows[row], digit) > 0.4 {
                rows[row].append(digit)
            } else {
                rows.append([digit])
            }
        }
        return rows.sorted { first, second in middle(first) < middle(second) }
    }

    private static func share(_ row: [Digit], _ digit: Digit) -> Double {
        row.last?.sharedHeight(with: digit) ?? 0
    }

    private static func middle(_ row: [Digit]) -> Double {
        row.reduce(0) { $0 + Double(2 * $1.box.y + $1.box.height) } / Double(2 * row.count)
    }
}

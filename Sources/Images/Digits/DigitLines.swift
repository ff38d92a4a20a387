/// Pieces of writing put together to digits, in reading order.
struct DigitLines {
    /// The pieces of each digit, row by row and from left to right.
    let digits: [[InkShapes.Shape]]

    /// A digit in the making.
    private struct Digit {
        var pieces: [InkShapes.Shape]
        var box: PixelBox

        mutating func add(_ other: Digit) {
            pieces += other.pieces
            box = box.union(other.box)
        }

        /// The share of the narrower one's width that two have above one another.
        func sharedWidth(with other: Digit) -> Double {
            let shared = min(box.x + box.width, other.box.x + other.box.width) - max(box.x, other.box.x)
            return Double(max(0, shared)) / Double(min(box.width, other.box.width))
        }

        /// The share of the lower one's height that two have beside one another.
        func sharedHeight(with other: Digit) -> Double {
            let shared = min(box.y + box.height, other.box.y + other.box.height) - max(box.y, other.box.y)
            return Double(max(0, shared)) / Double(min(box.height, other.box.height))
        }
    }

    /// Puts pieces together.
    ///
    /// Pieces above one another with little between them are one digit. What is far smaller than the digits is no digit.
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

    /// The pieces that are no specks.
    static func candidates(among pieces: [InkShapes.Shape]) -> [InkShapes.Shape] {
        guard let usual = usualHeight(of: pieces) else { return [] }
        return pieces.filter { 12 * max($0.box.width, $0.box.height) >= usual }
    }

    /// How high digits are; `nil` where there is nothing.
    private static func usualHeight(of pieces: [InkShapes.Shape]) -> Int? {
        let heights = pieces.map { max($0.box.width, $0.box.height) }.sorted()
        guard let tallest = heights.last else { return nil }
        // Specks are many and small: the usual height is that of what is not far from the tallest.
        let tall = heights.filter { 3 * $0 >= tallest }
        return tall[tall.count / 2]
    }

    /// Digits beside one another, the rows from above.
    private static func rows(_ digits: [Digit]) -> [[Digit]] {
        var rows: [[Digit]] = []
        for digit in digits.sorted(by: { ($0.box.x, $0.box.y) < ($1.box.x, $1.box.y) }) {
            // A row may climb: what counts is the digit before.
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

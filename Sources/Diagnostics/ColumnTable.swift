/// The number of characters before certain offsets in long lines.
///
/// Columns count grapheme clusters, which can only be counted from the start of a line. A line may have a million of
/// them and as many diagnostics.
struct ColumnTable: Sendable, Hashable {
    /// An offset with the number of characters before it.
    struct Mark: Sendable, Hashable {
        /// The offset, in bytes from the start of the text.
        let offset: Int
        /// The characters of its line before it.
        let count: Int
    }

    /// The marks, in ascending order of offset.
    private let marks: [Mark]

    /// The distance in bytes between two marks, and the length up to which a line has none.
    private static let distance = 256

    /// Counts a text's characters.
    ///
    /// - Parameter lineStarts: where the lines begin, in bytes, ascending.
    /// - Complexity: O(length of the text).
    init(_ text: String, lineStarts: [Int]) {
        var marks: [Mark] = []
        let bytes = text.utf8
        for (place, start) in lineStarts.enumerated() {
            let end = place + 1 < lineStarts.count ? lineStarts[place + 1] : bytes.count
            guard end - start > Self.distance else { continue }
            let line = text[
                bytes.index(bytes.startIndex, offsetBy: start)..<bytes.index(bytes.startIndex, offsetBy: end)]
            if line.utf8.allSatisfy({ $0 < 0x80 }) {
                for place in stride(from: Self.distance, to: end - start, by: Self.distance) {
                    marks.append(Mark(offset: start + place, count: place))
                }
                continue
            }
            var offset = start
            var count = 0
            var last = start
            for character in line {
                if offset - last >= Self.distance {
                    marks.append(Mark(offset: offset, count: count))
                    last = offset
                }
                let length = character.utf8.count
                // A letter may carry any number of accents; what remains of it after an offset counts as one
                // character.
                if length > Self.distance {
                    for part in Self.places(in: character) where part < length {
                        marks.append(Mark(offset: offset + part, count: count))
                        last = offset + part
                    }
                }
                offset += length
                count += 1
            }
        }
        self.marks = marks
    }

    /// The last mark before an offset in the line that begins at `start`; the line's start if there is none.
    ///
    /// - Complexity: O(log places).
    func mark(before offset: Int, inLineAt start: Int) -> Mark {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0, marks[low - 1].offset > start else { return Mark(offset: start, count: 0) }
        return marks[low - 1]
    }

    /// Boundaries between the scalars of one character, in bytes from its start, at least the mark distance apart.
    private static func places(in character: Character) -> [Int] {
        var places: [Int] = []
        var length = 0
        for scalar in character.unicodeScalars {
            length += UTF8.width(scalar)
            if length - (places.last ?? 0) >= distance { places.append(length) }
        }
        return places
    }
}

/// The names under parallel axes: on one line where they fit, and otherwise on two by turns, where each has more room.
struct ParallelNames {
    /// A name as drawn.
    struct Label {
        /// The name, shortened if even two lines have no room for it.
        let words: String
        /// The position of its middle.
        let x: Double
        /// Its line, 0 or 1.
        let line: Int
    }

    let names: [String]
    /// The positions of the axes.
    let axes: [Double]
    /// The width of the drawing, and the size of the font.
    let width: Double
    let fontSize: Double

    /// The least distance of two names, and the share of the distance of two axes of a line that a name may take, so that
    /// the outer ones, which are moved inwards, do not reach their neighbours.
    private static let (gap, share) = (6.0, 0.75)

    /// The labels in the order of the axes.
    var labels: [Label] {
        let single = names.indices.map { label($0, names[$0], line: 0) }
        if isLegible(single) { return single }
        let double = names.indices.map { label($0, names[$0], line: $0 % 2) }
        let lines = [0, 1].map { line in double.filter { $0.line == line } }
        if lines.allSatisfy(isLegible) { return double }
        let distance = axes.count > 2 ? axes[2] - axes[0] : width
        return names.indices.map { place in
            let words = TextWidth.fitted(names[place], size: fontSize, width: distance * Self.share)
            return label(place, words, line: place % 2)
        }
    }

    private func extent(_ words: String) -> Double { TextWidth.estimate(words, size: fontSize) }

    /// A name under the middle of its axis, or as near to it as the drawing's sides allow.
    private func label(_ place: Int, _ words: String, line: Int) -> Label {
        let half = min(extent(words), width) / 2
        return Label(words: words, x: axes[place].clamped(to: half...width - half), line: line)
    }

    /// Whether the labels of a line are inside the drawing, and apart from each other.
    private func isLegible(_ labels: [Label]) -> Bool {
        labels.allSatisfy { extent($0.words) <= width }
            && zip(labels, labels.dropFirst()).allSatisfy { first, second in
                first.x + extent(first.words) / 2 + Self.gap <= second.x - extent(second.words) / 2
            }
    }
}

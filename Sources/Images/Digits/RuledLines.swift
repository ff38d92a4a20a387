/// Detection and removal of the lines of ruled or squared paper.
///
/// A line differs from a stroke by being thin, straight, and from edge to edge. Where a stroke crosses it, pixels
/// thicker than the line stay. The removal by run lengths is that of staff lines in printed music; see C. Dalitz et
/// al., "A Comparative Study of Staff Removal Algorithms", IEEE PAMI 30(5), 2008.
struct RuledLines {
    /// The maximum slope of a line: 12 degrees.
    private static let steepest = 0.213

    /// The maximum number of candidates for lines, in the order of their votes.
    private static let mostCandidates = 20_000

    /// The writing without horizontal and vertical lines.
    ///
    /// - Parameter check: called several times a second; an error that it throws ends the work.
    static func removed(from coverage: Plane, _ check: () throws -> Void) rethrows -> Plane {
        try RuledLines(coverage).withoutLines(check).transposedOnce {
            try RuledLines($0).withoutLines(check)
        }
    }

    private let coverage: Plane
    /// Each column's runs of ink pixels.
    private let runs: [[Range<Int>]]
    /// The maximum length of a line's run.
    private let thickest: Int

    private init(_ coverage: Plane) {
        self.coverage = coverage
        thickest = max(2, coverage.height / 60)
        runs = (0..<coverage.width).map { x in
            var runs: [Range<Int>] = []
            var start: Int?
            for y in 0...coverage.height {
                let isWritten = y < coverage.height && coverage[x, y] > 0.15
                if isWritten, start == nil { start = y }
                if !isWritten, let first = start {
                    runs.append(first..<y)
                    start = nil
                }
            }
            return runs
        }
    }

    /// A straight line from the left edge to the right one.
    private struct Line {
        let slope: Double
        /// Its start at the left edge, in pixels from the top.
        let start: Double

        func row(at x: Int) -> Int { Int((start + slope * Double(x)).rounded()) }
    }

    private func withoutLines(_ check: () throws -> Void) rethrows -> Plane {
        var result = coverage
        for line in try lines(check) {
            // A line removes runs of about its own thickness.
            let thicknesses = (0..<coverage.width).compactMap { run(on: line, at: $0)?.count }.sorted()
            guard !thicknesses.isEmpty else { continue }
            let thickness = thicknesses[thicknesses.count / 2]
            for x in 0..<coverage.width {
                guard let run = run(on: line, at: x), run.count <= thickness + 2 else { continue }
                for y in run { result.values[y * coverage.width + x] = 0 }
            }
        }
        return result
    }

    private func run(on line: Line, at x: Int) -> Range<Int>? {
        let row = line.row(at: x)
        // The first of the sorted runs that reaches down to the row.
        var (low, high) = (0, runs[x].count)
        while low < high {
            let middle = (low + high) / 2
            if runs[x][middle].upperBound < row { low = middle + 1 } else { high = middle }
        }
        guard low < runs[x].count, runs[x][low].lowerBound - 1 <= row else { return nil }
        return runs[x][low]
    }

    /// The lines, by the votes of thin runs for every slope and start (Hough transform).
    private func lines(_ check: () throws -> Void) rethrows -> [Line] {
        let thin = runs.indices.flatMap { x in
            runs[x].filter { $0.count <= thickest }.map {
                (x: x, y: Double($0.lowerBound + $0.upperBound - 1) / 2)
            }
        }
        guard thin.count >= coverage.width / 2 else { return [] }
        let steps = max(1, Int((Self.steepest * Double(coverage.width) / 1.5).rounded()))
        let margin = Int(Self.steepest * Double(coverage.width)) + 2
        var best: [(votes: Int, line: Line)] = []
        for step in -steps...steps {
            try check()
            let slope = Self.steepest * Double(step) / Double(steps)
            var votes = [Int](repeating: 0, count: coverage.height + 2 * margin + 2)
            for point in thin {
                votes[Int((point.y - slope * Double(point.x)).rounded()) + margin] += 1
            }
            for start in 1..<votes.count - 1 {
                // Its middle may be between two rows.
                let count = votes[start - 1] + votes[start] + votes[start + 1]
                guard votes[start] >= votes[start - 1], votes[start] >= votes[start + 1],
                    count >= coverage.width / 2
                else { continue }
                best.append((count, Line(slope: slope, start: Double(start - margin))))
            }
        }
        best.sort { ($0.votes, $1.line.start, $1.line.slope) > ($1.votes, $0.line.start, $0.line.slope) }
        var lines: [Line] = []
        let middle = coverage.width / 2
        // Paper has a line every few pixels at most; a dot pattern would have too many candidates.
        for (_, line) in best.prefix(Self.mostCandidates) {
            try check()
            let isNew = lines.allSatisfy { abs($0.row(at: middle) - line.row(at: middle)) > 3 * thickest }
            if isNew, isFromEdgeToEdge(line) { lines.append(line) }
        }
        return lines
    }

    /// Whether a line is visible over most of the picture, including both ends.
    private func isFromEdgeToEdge(_ line: Line) -> Bool {
        let seen = (0..<coverage.width).map { run(on: line, at: $0).map { $0.count <= thickest } ?? false }
        let inside = (0..<coverage.width).filter { (0..<coverage.height).contains(line.row(at: $0)) }
        guard inside.count > coverage.width / 2, let first = inside.first, let last = inside.last else {
            return false
        }
        func share(_ range: ClosedRange<Int>) -> Double {
            Double(range.count { seen[$0] }) / Double(range.count)
        }
        let end = inside.count / 8
        return share(first...last) > 0.55 && share(first...first + end) > 0.5
            && share(last - end...last) > 0.5
    }
}

extension Plane {
    fileprivate func transposedOnce(_ transform: (Plane) throws -> Plane) rethrows -> Plane {
        try transform(transposed).transposed
    }
}

/// Writing that was cut out along its own box, so that hardly any paper is left around it.
///
/// It may cover most of such a picture, and its counters and the gaps beside it are narrower than its strokes: what paper
/// looks like can no longer be told from what there is more of. But around the edge there is still more of the paper, for
/// writing touches its box at few places.
struct CroppedWriting {
    /// The brightness of the paper, 0…1.
    let paper: Float

    /// The size that the picture is looked at in.
    private static let coarseSize = 96

    /// How much of the brightness' variance lies between two levels where there are two: of evenly spread brightness it
    /// would be 0.75.
    private static let leastSeparation = 0.85

    /// The least share of the picture that the writing covers; with less, paper is what there is most of.
    private static let leastCover = 0.2

    /// The largest share of the edge that the writing covers, and that of writing which covers most of the picture: the
    /// strokes of printed digits lie along their box, and what is between them is no writing.
    private static let (mostOfEdge, mostOfBoldEdge) = (0.4, 0.25)

    /// The least share of the picture's width, and of its height, that the box around the writing takes.
    private static let leastBox = 0.6

    /// The largest share of its box that writing covers, unless that is as narrow as a 1's: a sheet on a dark table covers
    /// more.
    private static let mostOfBox = 0.75
    private static let narrow = 0.4

    /// Tells whether a picture is all writing.
    ///
    /// - Returns: `nil` where it has paper around its writing, or more levels of brightness than two.
    init?(_ picture: Plane) {
        let coarse = picture.reduced(to: Self.coarseSize)
        guard coarse.width > 2, coarse.height > 2, let threshold = Self.threshold(coarse) else { return nil }
        let isDark = coarse.values.map { $0 < threshold }
        let (right, lower) = (coarse.width - 1, coarse.height - 1)
        let edge = isDark.indices.filter { place in
            let (x, y) = (place % coarse.width, place / coarse.width)
            return x == 0 || y == 0 || x == right || y == lower
        }
        let darkEdge = Double(edge.count { isDark[$0] }) / Double(edge.count)
        let isWritingDark = darkEdge < 0.5
        let writing = isDark.indices.filter { isDark[$0] == isWritingDark }
        let isBold = 2 * writing.count > isDark.count
        guard min(darkEdge, 1 - darkEdge) <= (isBold ? Self.mostOfBoldEdge : Self.mostOfEdge) else {
            return nil
        }
        let (across, down) = (writing.map { $0 % coarse.width }, writing.map { $0 / coarse.width })
        guard let left = across.min(), let far = across.max(), let upper = down.min(), let low = down.max()
        else { return nil }
        let (width, height) = (Double(far - left + 1), Double(low - upper + 1))
        guard Double(writing.count) >= Self.leastCover * Double(isDark.count),
            width >= Self.leastBox * Double(coarse.width), height >= Self.leastBox * Double(coarse.height),
            Double(writing.count) <= Self.mostOfBox * width * height
                || min(width, height) < Self.narrow * max(width, height)
        else { return nil }
        let papers = edge.filter { isDark[$0] != isWritingDark }.map { coarse.values[$0] }
        paper = Plane(width: papers.count, height: 1, values: papers).quantile(0.5)
    }

    /// The brightness between two levels; `nil` where there are not two.
    ///
    /// Source: N. Otsu, "A threshold selection method from gray-level histograms", 1979.
    private static func threshold(_ plane: Plane) -> Float? {
        let bins = 64
        var counts = [Int](repeating: 0, count: bins)
        for value in plane.values { counts[min(bins - 1, max(0, Int(value * Float(bins))))] += 1 }
        let total = Double(plane.values.count)
        let mean = counts.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) } / total
        let variance =
            counts.enumerated().reduce(0.0) {
                $0 + Double($1.element) * (Double($1.offset) - mean) * (Double($1.offset) - mean)
            } / total
        var (below, sumBelow) = (0, 0)
        var (best, between) = (0, 0.0)
        for bin in 0..<bins - 1 {
            below += counts[bin]
            sumBelow += bin * counts[bin]
            let share = Double(below) / total
            guard below > 0, share < 1 else { continue }
            let difference = mean - Double(sumBelow) / Double(below)
            let apart = share / (1 - share) * difference * difference
            if apart > between { (best, between) = (bin, apart) }
        }
        guard variance > 0, between >= leastSeparation * variance else { return nil }
        return Float(best + 1) / Float(bins)
    }
}

/// Writing that was cropped to its bounding box, so that there is hardly any paper around it.
///
/// It may cover most of such a picture, and its counters and the gaps beside it are narrower than its strokes: the
/// majority of pixels no longer shows the paper. But along the edge there is still more paper, because writing touches
/// its bounding box at few places.
struct CroppedWriting {
    /// The brightness of the paper, 0…1.
    let paper: Float

    /// The size to which the picture is reduced, in pixels.
    private static let coarseSize = 96

    /// The minimum share of the variance between two levels of brightness; with uniformly distributed brightness it
    /// would be 0.75.
    private static let leastSeparation = 0.85

    /// The minimum share of the picture that the writing covers; with less, most pixels are paper.
    private static let leastCover = 0.2

    /// The maximum share of the edge that the writing covers, and the maximum for writing that covers most of the
    /// picture: the strokes of printed digits follow their bounding box, and the areas between them are not writing.
    private static let (mostOfEdge, mostOfBoldEdge) = (0.4, 0.25)

    /// The minimum share of the picture's width and height that the writing's bounding box takes.
    private static let leastBox = 0.6

    /// The maximum share of its bounding box that writing covers, unless the box is as narrow as a 1's: a sheet on a
    /// dark table covers more.
    private static let mostOfBox = 0.75
    private static let narrow = 0.4

    /// Recognizes a picture that is cropped to its writing.
    ///
    /// - Returns: `nil` if it has paper around its writing, or more than two levels of brightness.
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

    /// The threshold between two levels of brightness; `nil` if there are not two.
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

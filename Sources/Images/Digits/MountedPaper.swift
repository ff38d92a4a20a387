/// Paper with a uniform margin of another brightness on all four sides: a dark card on a transparent or white ground,
/// such as the screenshot of a window.
///
/// Taken together, margin and card look like a dark shape on white paper, and the light writing like holes in it. The
/// conditions are strict, because cropping a drawing would lose writing: margin, edge of the paper and most of it are
/// uniform to a few levels, as no photograph and no outline of a digit is.
struct MountedPaper {
    /// The paper without the margin.
    let box: PixelBox

    /// The minimum side of the paper in pixels, and its minimum share of the picture's.
    private static let (leastSide, leastShare) = (40, 0.5)

    /// The maximum deviation from the margin's brightness, and from the paper's along its edge.
    private static let (marginGrain, edgeGrain): (Float, Float) = (3.0 / 255, 8.0 / 255)

    /// The minimum difference of paper and margin.
    private static let leastContrast: Float = 0.25

    /// The minimum share of the paper without writing, and how far it may deviate from its edge.
    private static let (leastPaper, paperGrain): (Double, Float) = (0.7, 0.06)

    /// The minimum share of the paper with writing, and how far that deviates at least.
    private static let (leastWriting, writingContrast): (Double, Float) = (0.005, 0.15)

    /// The maximum number of pixels over which margin and paper are blended.
    private static let mostBlended = 2

    /// Recognizes such a picture; `nil` for all others.
    init?(_ picture: Plane) {
        let (width, height) = (picture.width, picture.height)
        guard min(width, height) >= Self.leastSide else { return nil }
        let margin = picture[0, 0]
        func isMargin(_ x: Int, _ y: Int) -> Bool { abs(picture[x, y] - margin) <= Self.marginGrain }
        func isRow(_ y: Int) -> Bool { (0..<width).allSatisfy { isMargin($0, y) } }
        func isColumn(_ x: Int) -> Bool { (0..<height).allSatisfy { isMargin(x, $0) } }
        guard isRow(0), isRow(height - 1), isColumn(0), isColumn(width - 1),
            let upper = (0..<height).first(where: { !isRow($0) }),
            let lower = (0..<height).last(where: { !isRow($0) }),
            let left = (0..<width).first(where: { !isColumn($0) }),
            let right = (0..<width).last(where: { !isColumn($0) })
        else { return nil }
        for inset in 0...Self.mostBlended {
            let inner = PixelBox(
                x: left + inset, y: upper + inset, width: right - left + 1 - 2 * inset,
                height: lower - upper + 1 - 2 * inset)
            guard min(inner.width, inner.height) >= Self.leastSide,
                Double(inner.width) >= Self.leastShare * Double(width),
                Double(inner.height) >= Self.leastShare * Double(height)
            else { return nil }
            if Self.isPaper(picture.cut(inner), on: margin) {
                box = inner
                return
            }
        }
        return nil
    }

    /// Whether something is paper with a little writing on it, all of its edge being empty.
    private static func isPaper(_ plane: Plane, on margin: Float) -> Bool {
        let paper = plane[0, 0]
        let (right, lower) = (plane.width - 1, plane.height - 1)
        func isEdge(_ x: Int, _ y: Int) -> Bool { abs(plane[x, y] - paper) <= edgeGrain }
        guard abs(paper - margin) >= leastContrast,
            (0...right).allSatisfy({ isEdge($0, 0) && isEdge($0, lower) }),
            (0...lower).allSatisfy({ isEdge(0, $0) && isEdge(right, $0) })
        else { return false }
        let count = Double(plane.values.count)
        let empty = plane.values.count { abs($0 - paper) <= paperGrain }
        let written = plane.values.count { abs($0 - paper) > writingContrast }
        return Double(empty) >= leastPaper * count && Double(written) >= leastWriting * count
    }
}

/// The brightness of a picture's paper without the writing.
enum PaperLight {
    /// The size to which paper is reduced, in pixels: light changes slowly.
    private static let coarseSize = 96

    /// The size in which dark and light writing are distinguished.
    private static let coarsestSize = 40

    /// Whether the writing is darker than its background.
    ///
    /// A quadratic surface is fitted to the brightness, with decreasing weight of outliers; the writing is on the side
    /// with the larger differences.
    static func isWritingDark(_ picture: Plane) -> Bool {
        let coarse = picture.reduced(to: coarsestSize)
        let surface = QuadraticSurface(fittedTo: coarse)
        var (darker, lighter): (Float, Float) = (0, 0)
        for y in 0..<coarse.height {
            for x in 0..<coarse.width {
                let difference = coarse[x, y] - surface.value(x, y)
                if difference < 0 {
                    darker += difference * difference
                } else {
                    lighter += difference * difference
                }
            }
        }
        return darker >= lighter
    }

    /// The brightness of the paper at each pixel, for writing that is darker.
    ///
    /// Dark strokes narrower than two sevenths of the picture are filled up to the level beside them.
    static func paper(of picture: Plane) -> Plane {
        let coarse = picture.reduced(to: coarseSize)
        let radius = max(1, max(coarse.width, coarse.height) / 7)
        let filled = coarse.closed(radius: radius).blurred(radius: max(1, radius / 4))
        return filled.enlarged(width: picture.width, height: picture.height)
    }
}

/// What a picture would look like without the writing on it.
enum PaperLight {
    /// The size that paper is looked at in: light changes slowly.
    private static let coarseSize = 96

    /// The size in which the two sides of the writing are told apart.
    private static let coarsestSize = 40

    /// Whether the writing is darker than what it stands on.
    ///
    /// A surface of the second degree is fitted to the brightness, by far outliers less and less; the writing lies on the
    /// side of it on which the larger differences are.
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

    /// The brightness of the paper at each pixel, of writing that is darker than it.
    ///
    /// Dark strokes narrower than two sevenths of the picture are filled up to what is beside them.
    static func paper(of picture: Plane) -> Plane {
        let coarse = picture.reduced(to: coarseSize)
        let radius = max(1, max(coarse.width, coarse.height) / 7)
        let filled = coarse.closed(radius: radius).blurred(radius: max(1, radius / 4))
        return filled.enlarged(width: picture.width, height: picture.height)
    }
}

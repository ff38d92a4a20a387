/// Possible divisions of touching digits; a network decides which one is right, if any.
struct TouchingDigits {
    /// The divisions, each with the boxes of its digits from left to right; empty if the writing is no wider than a
    /// digit.
    let divisions: [[PixelBox]]

    /// The minimum width of writing that is divided, in pixels: narrower parts would be illegible.
    private static let narrowest = 12

    /// The offsets of a cut from where digits of equal width would meet, as shares of that width.
    private static let shifts = [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3]

    /// The maximum number of digits in a division.
    private static let mostDigits = 8

    /// Finds the divisions of writing that is wider than a digit.
    ///
    /// - Parameters:
    ///   - ink: the coverage of this writing alone.
    ///   - box: its bounding box.
    init(_ ink: Plane, _ box: PixelBox) {
        // Few digits are written wider than high.
        guard box.width >= Self.narrowest, 20 * box.width > 21 * box.height else {
            divisions = []
            return
        }
        let count = max(2, Int((Double(box.width) / (0.8 * Double(box.height))).rounded()))
        guard count <= Self.mostDigits else {
            divisions = []
            return
        }
        let width = Double(box.width) / Double(count)
        // One of two digits may be wider; more digits are assumed to have equal widths.
        divisions = Self.shifts.prefix(count == 2 ? Self.shifts.count : 1).map { shift in
            let cuts = (0...count).map { place in
                let isEnd = place == 0 || place == count
                return box.x + Int((Double(place) + (isEnd ? 0 : shift)) * width)
            }
            return zip(cuts, cuts.dropFirst()).map { start, end in
                Self.tightened(PixelBox(x: start, y: box.y, width: end - start, height: box.height), ink)
            }
        }
    }

    /// The box without empty rows and columns at its edges.
    private static func tightened(_ box: PixelBox, _ ink: Plane) -> PixelBox {
        var inside: PixelBox?
        for y in box.y..<box.y + box.height {
            for x in box.x..<box.x + box.width where ink[x, y] > 0.5 {
                let pixel = PixelBox(x: x, y: y, width: 1, height: 1)
                inside = inside?.union(pixel) ?? pixel
            }
        }
        return inside ?? box
    }
}

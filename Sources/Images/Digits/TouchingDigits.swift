/// Digits that touch, cut apart; whether they are such, and which cut is right, a network can tell best.
struct TouchingDigits {
    /// The ways to cut, each with the box of each digit from left to right; none where the writing is no wider than a digit.
    let divisions: [[PixelBox]]

    /// Narrower writing is not cut, in pixels: nothing could be told on its parts.
    private static let narrowest = 12

    /// How far a cut is moved from where digits of one width would meet, in shares of that width.
    private static let shifts = [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3]

    /// More digits than that are not told apart.
    private static let mostDigits = 8

    /// Finds the ways to cut writing that is wider than a digit is.
    ///
    /// - Parameters:
    ///   - ink: what is written there, and nothing else.
    ///   - box: the box around it.
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
        // Of two digits one may be wider; more are taken to be of one width.
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

    /// The box without the rows above and below, and the columns beside it, that have no ink.
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

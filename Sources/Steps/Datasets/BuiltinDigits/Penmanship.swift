/// The writing of one sample of a digit: the style, the hand and the pen.
///
/// The buffers of knots and points are reused from digit to digit, so that drawing many allocates little.
struct Penmanship {
    private var knots: [InkKnot] = []
    private var strokeStarts: [Int] = []
    private(set) var points: [InkPoint] = []

    /// Writes a digit in one of its styles into `points`, fitted into a square whose sides are `size` pixels, ink
    /// included.
    mutating func write(in styles: [WritingStyle], size: Float, draws: inout RandomDraws) {
        let pen = Pen(draws: &draws)
        placeKnots(of: Self.style(among: styles, draws: &draws), pen: pen, draws: &draws)
        points.removeAll(keepingCapacity: true)
        for (number, start) in strokeStarts.enumerated() {
            let end = number + 1 < strokeStarts.count ? strokeStarts[number + 1] : knots.count
            InkPoint.appendCurve(through: knots[start..<end], to: &points)
        }
        let hand = Hand(draws: &draws)
        for index in points.indices {
            points[index].position = hand.place(points[index].position)
        }
        fit(into: size)
    }
}

private extension Penmanship {
    static func style(among styles: [WritingStyle], draws: inout RandomDraws) -> WritingStyle {
        var left = draws.uniform() * styles.reduce(0) { $0 + $1.share }
        for style in styles.dropLast() {
            left -= style.share
            if left < 0 { return style }
        }
        return styles[styles.count - 1]
    }

    /// Mixes the style's skeletons and lets each knot slip a little.
    mutating func placeKnots(of style: WritingStyle, pen: Pen, draws: inout RandomDraws) {
        knots.removeAll(keepingCapacity: true)
        strokeStarts.removeAll(keepingCapacity: true)
        let mixture = Self.mixture(of: style.skeletons.count, draws: &draws)
        // Most writers are tidy; some are not.
        let haste = draws.uniform()
        let slip = 1.5 + 3 * haste + 3.5 * haste.cubed * haste
        var length: Float = 0
        let model = style.skeletons[0]
        for (strokeIndex, stroke) in model.strokes.enumerated() {
            strokeStarts.append(knots.count)
            // A stroke drawn apart is also put down a little apart.
            let offset = strokeIndex > 0 ? draws.normalPair() * 2.5 : SIMD2()
            for (knotIndex, knot) in stroke.knots.enumerated() {
                var position = offset + draws.normalPair() * slip
                for (skeleton, weight) in zip(style.skeletons, mixture) {
                    position += skeleton.strokes[strokeIndex].knots[knotIndex].position * weight
                }
                if knotIndex > 0, let last = knots.last {
                    let chord = position - last.position
                    length += (chord * chord).sum().squareRoot()
                }
                let pressure = 1 + pen.unevenness * draws.normal()
                knots.append(InkKnot(position: position, radius: pressure, isCorner: knot.isCorner))
            }
        }
        let radius = pen.radius(drawing: length)
        for index in knots.indices { knots[index].radius *= radius }
    }

    /// Random weights that sum to one; usually one skeleton dominates.
    static func mixture(of count: Int, draws: inout RandomDraws) -> [Float] {
        let shares = (0..<count).map { _ in
            let cube = draws.uniform(0.1...1).cubed
            return cube * cube
        }
        let sum = shares.reduce(0, +)
        return shares.map { $0 / sum }
    }

    /// Scales the drawing, keeping its shape, until its ink touches two opposite sides of the square.
    mutating func fit(into size: Float) {
        var low = SIMD2<Float>(repeating: .infinity)
        var high = SIMD2<Float>(repeating: -.infinity)
        var radius: Float = 0
        for point in points {
            low = pointwiseMin(low, point.position)
            high = pointwiseMax(high, point.position)
            radius = max(radius, point.radius)
        }
        let extent = max((high - low).max(), 1)
        let scale = (size - 2 * radius) / extent
        let middle = (low + high) / 2
        for index in points.indices {
            points[index].position = (points[index].position - middle) * scale + size / 2
        }
    }
}

private extension Float {
    var cubed: Float { self * self * self }
}

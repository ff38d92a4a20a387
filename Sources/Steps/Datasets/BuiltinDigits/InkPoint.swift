/// A point of the line that the pen has drawn.
struct InkPoint {
    var position: SIMD2<Float>

    /// Half the width of the line here.
    var radius: Float

    /// Whether the pen came down here, so that no line leads from the point before.
    var startsStroke: Bool
}

/// A knot of one sample, with the pen's width there.
struct InkKnot {
    var position: SIMD2<Float>
    var radius: Float
    var isCorner: Bool
}

extension InkPoint {
    /// The number of points that approximate the curve between two knots.
    private static let pointsPerSpan = 6

    /// Appends the smooth curve through the knots of one stroke.
    ///
    /// A cubic Hermite spline with the tangents of a centripetal Catmull–Rom curve, which neither loops nor
    /// overshoots where knots lie close together. At a corner the curve ends and a new one begins.
    static func appendCurve(through knots: ArraySlice<InkKnot>, to points: inout [InkPoint]) {
        guard let first = knots.first else { return }
        points.append(InkPoint(position: first.position, radius: first.radius, startsStroke: true))
        for start in knots.indices.dropLast() {
            let end = start + 1
            let before = start > knots.startIndex && !knots[start].isCorner ? knots[start - 1].position : nil
            let after = end + 1 < knots.endIndex && !knots[end].isCorner ? knots[end + 1].position : nil
            appendSpan(from: knots[start], to: knots[end], before: before, after: after, into: &points)
        }
    }

    private static func appendSpan(
        from start: InkKnot, to end: InkKnot, before: SIMD2<Float>?, after: SIMD2<Float>?,
        into points: inout [InkPoint]
    ) {
        let chord = end.position - start.position
        let interval = rootLength(chord)
        var leaving = chord
        var arriving = chord
        if let before {
            let earlier = start.position - before
            let earlierInterval = rootLength(earlier)
            leaving =
                chord + interval
                * (earlier / earlierInterval - (end.position - before) / (interval + earlierInterval))
        }
        if let after {
            let later = after - end.position
            let laterInterval = rootLength(later)
            arriving =
                chord + interval
                * (later / laterInterval - (after - start.position) / (interval + laterInterval))
        }
        // A curve's free end bends as little as it can.
        if before == nil { leaving = 1.5 * chord - 0.5 * arriving }
        if after == nil { arriving = 1.5 * chord - 0.5 * leaving }
        for step in 1...pointsPerSpan {
            let t = Float(step) / Float(pointsPerSpan)
            let s = 1 - t
            let position =
                start.position * (s * s * (1 + 2 * t)) + leaving * (s * s * t)
                + end.position * (t * t * (1 + 2 * s)) - arriving * (t * t * s)
            points.append(
                InkPoint(position: position, radius: start.radius * s + end.radius * t, startsStroke: false)
            )
        }
    }

    private static func rootLength(_ vector: SIMD2<Float>) -> Float {
        // Knots that coincide must not divide by zero.
        max((vector * vector).sum().squareRoot().squareRoot(), 0.01)
    }
}

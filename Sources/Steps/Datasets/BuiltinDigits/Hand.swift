/// The distortion of a hand: slant, rotation, width and a smooth warp.
struct Hand {
    private let columnX: SIMD2<Float>
    private let columnY: SIMD2<Float>

    /// Displacements on a 4×4 lattice over the sheet, row-major.
    private let warp: [SIMD2<Float>]

    /// Draws a hand at random.
    init(draws: inout RandomDraws) {
        let slant = 0.11 + 0.24 * draws.normal()
        let width = 1.08 + 0.2 * draws.normal()
        // Tangent of half the angle: rotation without trigonometry, the same bits on every machine.
        let halfAngle = 0.05 * draws.normal()
        let norm = 1 + halfAngle * halfAngle
        let cosine = (1 - halfAngle * halfAngle) / norm
        let sine = 2 * halfAngle / norm
        columnX = SIMD2(cosine, sine) * width
        columnY = SIMD2(-sine, cosine) - slant * SIMD2(cosine, sine)
        let strength = draws.uniform(3...13)
        warp = (0..<16).map { _ in draws.normalPair() * strength }
    }

    /// The distorted position of a point of the skeleton.
    func place(_ point: SIMD2<Float>) -> SIMD2<Float> {
        let x = Self.bernstein(point.x / 60)
        let y = Self.bernstein(point.y / 100)
        var moved = point
        for row in 0..<4 {
            for column in 0..<4 {
                moved += warp[4 * row + column] * (x[column] * y[row])
            }
        }
        return columnX * moved.x + columnY * moved.y
    }

    /// The four cubic Bernstein polynomials, which sum to one: a warp without a crease.
    private static func bernstein(_ value: Float) -> SIMD4<Float> {
        let t = min(max(value, 0), 1)
        let s = 1 - t
        return SIMD4(s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    }
}

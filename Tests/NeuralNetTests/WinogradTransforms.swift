/// The matrices of Winograd's algorithm F(4×4, 3×3), and how much they enlarge what is rounded between them.
struct WinogradTransforms {
    /// Aᵀ.
    private let output: [[Double]]
    /// Bᵀ.
    private let input: [[Double]]
    /// G.
    private let kernel: [[Double]]

    /// Those of the points 0, ±1, ±2 and ∞, as winograd.h has them.
    static let whole = WinogradTransforms(
        output: [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]],
        input: [
            [4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0],
            [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1],
        ],
        kernel: [
            [1 / 4, 0, 0], [-1 / 6, -1 / 6, -1 / 6], [-1 / 6, 1 / 6, -1 / 6], [1 / 24, 1 / 12, 1 / 6],
            [1 / 24, -1 / 12, 1 / 6], [0, 0, 1],
        ])

    /// Those of the points 0, ±√½, ±√2 and ∞, as winograd_balanced.h has them.
    static let balanced: WinogradTransforms = {
        let (small, large) = (0.5.squareRoot(), 2.0.squareRoot())
        return WinogradTransforms(
            output: [
                [1, 1, 1, 1, 1, 0], [0, small, -small, large, -large, 0], [0, 1 / 2, 1 / 2, 2, 2, 0],
                [0, small / 2, -small / 2, 2 * large, -2 * large, 1],
            ],
            input: [
                [1, 0, -5 / 2, 0, 1, 0], [0, -2 * small, -2, small, 1, 0], [0, 2 * small, -2, -small, 1, 0],
                [0, -large / 2, -1 / 2, large, 1, 0], [0, large / 2, -1 / 2, -large, 1, 0],
                [0, 1, 0, -5 / 2, 0, 1],
            ],
            kernel: [
                [1, 0, 0], [-2 / 3, -2 / 3 * small, -1 / 3], [-2 / 3, 2 / 3 * small, -1 / 3],
                [1 / 6, large / 6, 1 / 3], [1 / 6, -large / 6, 1 / 3], [0, 0, 1],
            ])
    }()

    /// The square root of the factor by which an output enlarges the variance of its products' errors; per dimension, so
    /// that it is the factor of the standard deviation for both.
    var outputFactor: Double { Self.factor(of: output, between: input, kernel) }

    /// That of an input's gradient.
    var inputGradientFactor: Double {
        let factors = Self.factors(of: Self.transposed(input), between: Self.transposed(output), kernel)
        // A tile of 6 inputs shares its last two with the next one.
        return (factors + [factors[0] + factors[4], factors[1] + factors[5]]).max() ?? 0
    }

    /// That of a weight's gradient.
    var weightGradientFactor: Double {
        Self.factor(of: Self.transposed(kernel), between: Self.transposed(output), input)
    }

    private static func factor(
        of rows: [[Double]], between first: [[Double]], _ second: [[Double]]
    ) -> Double {
        factors(of: rows, between: first, second).max() ?? 0
    }

    private static func factors(
        of rows: [[Double]], between first: [[Double]], _ second: [[Double]]
    ) -> [Double] {
        let scales = zip(first.map(squaredNorm), second.map(squaredNorm)).map { $0 * $1 }
        return rows.map { row in zip(row, scales).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } }
    }

    private static func squaredNorm(_ row: [Double]) -> Double { row.reduce(0) { $0 + $1 * $1 } }

    private static func transposed(_ rows: [[Double]]) -> [[Double]] {
        rows[0].indices.map { column in rows.map { $0[column] } }
    }
}

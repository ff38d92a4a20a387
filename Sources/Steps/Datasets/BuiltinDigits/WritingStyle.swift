/// A point that the pen passes through, on a sheet about 60 wide and 100 high, with y pointing down.
struct Knot: Sendable {
    var position: SIMD2<Float>
    var isCorner: Bool

    /// A point that the pen passes smoothly.
    static func at(_ x: Float, _ y: Float) -> Knot {
        Knot(position: SIMD2(x, y), isCorner: false)
    }

    /// A point where the pen turns sharply.
    static func corner(_ x: Float, _ y: Float) -> Knot {
        Knot(position: SIMD2(x, y), isCorner: true)
    }
}

/// What the pen draws between touching the paper and leaving it.
struct Stroke: Sendable {
    let knots: [Knot]

    init(_ knots: Knot...) {
        self.knots = knots
    }
}

/// The strokes of one digit as one hand would write it.
struct Skeleton: Sendable {
    let strokes: [Stroke]

    init(_ strokes: Stroke...) {
        self.strokes = strokes
    }
}

/// A way to write a digit: skeletons that match knot by knot, between which every writer lies somewhere.
struct WritingStyle: Sendable {
    let name: String

    /// How often the style is used, relative to the digit's other styles.
    let share: Float

    let skeletons: [Skeleton]

    init(_ name: String, share: Float, _ skeletons: Skeleton...) {
        let structures = skeletons.map { $0.strokes.map { $0.knots.map(\.isCorner) } }
        precondition(
            structures.allSatisfy { $0 == structures.first },
            "the skeletons of \"\(name)\" do not match knot by knot"
        )
        self.name = name
        self.share = share
        self.skeletons = skeletons
    }
}

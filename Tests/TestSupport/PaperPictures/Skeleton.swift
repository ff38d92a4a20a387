/// The middle lines of a digit's strokes, one pixel wide.
///
/// Source: T. Y. Zhang and C. Y. Suen, "A fast parallel algorithm for thinning digital patterns", Communications of the
/// ACM 27(3), 1984.
struct Skeleton {
    /// Points in the unit square, joined to their neighbours.
    let segments: [(from: PaperPoint, to: PaperPoint)]

    /// Thins a digit of 28 × 28 pixels, drawn smoothly in five times as many.
    init(of digit: [UInt8]) {
        let side = 28
        let factor = 5
        let size = side * factor
        func ink(_ x: Int, _ y: Int) -> Double {
            (0..<side).contains(x) && (0..<side).contains(y) ? Double(digit[y * side + x]) : 0
        }
        var isInk = [Bool](repeating: false, count: size * size)
        for y in 0..<size {
            for x in 0..<size {
                let (across, down) = ((Double(x) + 0.5) / 5 - 0.5, (Double(y) + 0.5) / 5 - 0.5)
                let (left, upper) = (Int(across.rounded(.down)), Int(down.rounded(.down)))
                let (shareX, shareY) = (across - Double(left), down - Double(upper))
                let above = ink(left, upper) * (1 - shareX) + ink(left + 1, upper) * shareX
                let below = ink(left, upper + 1) * (1 - shareX) + ink(left + 1, upper + 1) * shareX
                isInk[y * size + x] = above * (1 - shareY) + below * shareY > 110
            }
        }
        Self.thin(&isInk, size)
        var segments: [(PaperPoint, PaperPoint)] = []
        func point(_ x: Int, _ y: Int) -> PaperPoint {
            PaperPoint(x: (Double(x) + 0.5) / Double(size), y: (Double(y) + 0.5) / Double(size))
        }
        for y in 0..<size {
            for x in 0..<size where isInk[y * size + x] {
                segments.append((point(x, y), point(x, y)))
                for (nearX, nearY) in [(x + 1, y), (x - 1, y + 1), (x, y + 1), (x + 1, y + 1)]
                where (0..<size).contains(nearX) && nearY < size && isInk[nearY * size + nearX] {
                    segments.append((point(x, y), point(nearX, nearY)))
                }
            }
        }
        self.segments = segments
    }

    private static func thin(_ isInk: inout [Bool], _ size: Int) {
        // The eight neighbours from above, clockwise.
        let around = [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)]
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for pass in 0..<2 {
                var dropped: [Int] = []
                for y in 1..<size - 1 {
                    for x in 1..<size - 1 where isInk[y * size + x] {
                        let near = around.map { isInk[(y + $0.1) * size + x + $0.0] }
                        let count = near.count { $0 }
                        guard (2...6).contains(count) else { continue }
                        let rises = (0..<8).count { !near[$0] && near[($0 + 1) % 8] }
                        guard rises == 1 else { continue }
                        let (north, east, south, west) = (near[0], near[2], near[4], near[6])
                        let isFree =
                            pass == 0
                            ? !(north && east && south) && !(east && south && west)
                            : !(north && east && west) && !(north && south && west)
                        if isFree { dropped.append(y * size + x) }
                    }
                }
                for place in dropped { isInk[place] = false }
                hasChanged = hasChanged || !dropped.isEmpty
            }
        }
    }
}

/// A point on paper.
public struct PaperPoint: Sendable, Hashable {
    /// From the left.
    public var x: Double
    /// From above.
    public var y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

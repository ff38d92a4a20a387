/// A digit of a data set drawn into a square picture of any size, so that the same picture is available large and small.
public struct DrawnDigit: Sendable {
    /// 28 × 28 samples, 255 for ink.
    public var digit: [UInt8]
    /// The longer side of the digit's box, in shares of the picture's side.
    public var size: Double
    /// The middle of its box, in shares of the picture's side; moved so that all of it is inside.
    public var middle: PaperPoint
    /// The paper's brightness.
    public var paper: UInt8
    /// The ink's brightness.
    public var ink: UInt8

    /// Makes a digit.
    public init(digit: [UInt8], size: Double, middle: PaperPoint, paper: UInt8, ink: UInt8) {
        self.digit = digit
        self.size = size
        self.middle = middle
        self.paper = paper
        self.ink = ink
    }

    /// The picture's samples, each the mean of sixteen places in its pixel.
    ///
    /// - Parameter side: how many pixels the picture has across and down.
    public func samples(side: Int) -> [UInt8] {
        let places = digit.indices.filter { digit[$0] > 0 }
        guard let top = places.first.map({ $0 / 28 }), let bottom = places.last.map({ $0 / 28 }),
            let left = places.map({ $0 % 28 }).min(), let right = places.map({ $0 % 28 }).max()
        else { return [UInt8](repeating: paper, count: side * side) }
        let (width, height) = (Double(right - left + 1), Double(bottom - top + 1))
        // One of the digit's pixels in shares of the picture.
        let scale = size / max(width, height)
        func start(_ middle: Double, _ length: Double) -> Double {
            min(max(middle - length * scale / 2, 0), 1 - length * scale)
        }
        let (startX, startY) = (start(middle.x, width), start(middle.y, height))
        return (0..<side * side).map { place in
            var covered = 0.0
            for part in 0..<16 {
                let x = (Double(place % side) + (Double(part % 4) + 0.5) / 4) / Double(side)
                let y = (Double(place / side) + (Double(part / 4) + 0.5) / 4) / Double(side)
                covered += coverage((x - startX) / scale + Double(left), (y - startY) / scale + Double(top))
            }
            let value = Double(paper) + (Double(ink) - Double(paper)) * covered / 16
            return UInt8(min(255, max(0, value.rounded())))
        }
    }

    /// The ink at a point of the digit's image, interpolated between pixels.
    private func coverage(_ x: Double, _ y: Double) -> Double {
        func ink(_ column: Int, _ row: Int) -> Double {
            (0..<28).contains(column) && (0..<28).contains(row) ? Double(digit[row * 28 + column]) / 255 : 0
        }
        let (left, upper) = ((x - 0.5).rounded(.down), (y - 0.5).rounded(.down))
        let (across, down) = (x - 0.5 - left, y - 0.5 - upper)
        let (column, row) = (Int(left), Int(upper))
        let above = ink(column, row) * (1 - across) + ink(column + 1, row) * across
        let below = ink(column, row + 1) * (1 - across) + ink(column + 1, row + 1) * across
        return above * (1 - down) + below * down
    }
}

extension PaperPicture {
    /// The picture in fewer pixels, each the mean of what it covers.
    public func shrunk(to side: Int) -> [UInt8] {
        (0..<side * side).map { place in
            let columns = place % side * width / side..<(place % side + 1) * width / side
            let rows = place / side * height / side..<(place / side + 1) * height / side
            let sum = rows.reduce(0) { sum, y in
                sum + columns.reduce(0) { $0 + Int(samples[y * width + $1]) }
            }
            return UInt8(sum / (columns.count * rows.count))
        }
    }
}

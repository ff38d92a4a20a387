/// A canvas of 20×20 pixels on which a digit is drawn before it is centred in an image of 28×28.
///
/// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998, made
/// the images of MNIST this way: scaled into a box of 20×20 with soft edges, then centred by mass in 28×28.
struct InkCanvas {
    /// Pixels along the canvas's side.
    static let side = 20

    /// Pixels along the image's side.
    static let imageSide = 28

    /// For each pixel, the signed distance of its centre from the ink, in pixels; negative inside.
    private var outside = [Float](repeating: 0, count: side * side)

    /// The ink on each pixel, 0…255.
    private var ink = [UInt8](repeating: 0, count: side * side)

    /// Draws lines between points, as wide as the points say.
    ///
    /// The edges fade over `softness` pixels and stray by up to `roughness` pixels, like ink on paper.
    mutating func draw(_ points: [InkPoint], softness: Float, roughness: Float, draws: inout RandomDraws) {
        for pixel in outside.indices { outside[pixel] = .infinity }
        for index in points.indices {
            let end = points[index]
            if end.startsStroke {
                drawLine(from: end, to: end, reach: softness / 2 + roughness)
            } else {
                drawLine(from: points[index - 1], to: end, reach: softness / 2 + roughness)
            }
        }
        let steepness = 255 / softness
        for pixel in outside.indices {
            let edge = outside[pixel] + draws.uniform(-roughness...roughness)
            ink[pixel] = UInt8(min(max(127.5 - edge * steepness, 0), 255))
        }
    }

    /// Copies the canvas into an image of 28×28 with the ink's centre of mass at its centre.
    func centre(into image: UnsafeMutableBufferPointer<UInt8>) {
        var (mass, massX, massY) = (0, 0, 0)
        for y in 0..<Self.side {
            for x in 0..<Self.side {
                let value = Int(ink[y * Self.side + x])
                mass += value
                massX += value * x
                massY += value * y
            }
        }
        image.update(repeating: 0)
        let left = Self.shift(massX, mass)
        let top = Self.shift(massY, mass)
        for y in 0..<Self.side {
            for x in 0..<Self.side {
                image[(y + top) * Self.imageSide + x + left] = ink[y * Self.side + x]
            }
        }
    }
}

private extension InkCanvas {
    /// Lowers `outside` around the line between two points, where each end is a disc of its own radius.
    mutating func drawLine(from start: InkPoint, to end: InkPoint, reach: Float) {
        let reach = max(start.radius, end.radius) + reach
        let low = pointwiseMin(start.position, end.position) - reach
        let high = pointwiseMax(start.position, end.position) + reach
        let line = end.position - start.position
        let perLength = 1 / max((line * line).sum(), 1e-6)
        let swelling = end.radius - start.radius
        outside.withUnsafeMutableBufferPointer { outside in
            for y in Self.pixels(low.y, high.y) {
                for x in Self.pixels(low.x, high.x) {
                    let offset = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - start.position
                    let along = min(max((offset * line).sum() * perLength, 0), 1)
                    let away = offset - line * along
                    let distance = (away * away).sum().squareRoot() - start.radius - swelling * along
                    let pixel = y * Self.side + x
                    outside[pixel] = min(outside[pixel], distance)
                }
            }
        }
    }

    /// The pixels whose centres may lie between two coordinates.
    static func pixels(_ low: Float, _ high: Float) -> Range<Int> {
        let first = Int(min(max(low, 0), Float(side)))
        return first..<max(first, Int(min(max(high + 1, 0), Float(side))))
    }

    /// The shift of the canvas along one axis, limited so that no ink leaves the image.
    static func shift(_ moment: Int, _ mass: Int) -> Int {
        guard mass > 0 else { return (imageSide - side) / 2 }
        let centre = Float(moment) / Float(mass)
        return Int(min(max((Float(imageSide / 2) - centre).rounded(), 0), Float(imageSide - side)))
    }
}

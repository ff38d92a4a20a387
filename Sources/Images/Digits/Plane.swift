/// A picture as floats, `[H, W]`.
struct Plane: Sendable {
    let width: Int
    let height: Int
    var values: [Float]

    /// Makes a constant plane.
    init(width: Int, height: Int, repeating value: Float = 0) {
        self.init(width: width, height: height, values: [Float](repeating: value, count: width * height))
    }

    /// Makes a plane from values, row-major.
    init(width: Int, height: Int, values: [Float]) {
        precondition(values.count == width * height, "\(values.count) numbers for \(width) × \(height)")
        self.width = width
        self.height = height
        self.values = values
    }

    /// The samples of an image, 0…1.
    init(_ image: GreyImage) {
        self.init(width: image.width, height: image.height, values: image.samples.map { Float($0) / 255 })
    }

    subscript(x: Int, y: Int) -> Float { values[y * width + x] }

    /// The plane with a function applied to each value.
    func map(_ transform: (Float) -> Float) -> Plane {
        Plane(width: width, height: height, values: values.map(transform))
    }

    /// The plane with a function applied to each value and that of another plane.
    ///
    /// - Precondition: both have the same size.
    func combined(with other: Plane, _ transform: (Float, Float) -> Float) -> Plane {
        precondition(width == other.width && height == other.height, "planes of different sizes")
        return Plane(width: width, height: height, values: zip(values, other.values).map(transform))
    }

    /// A quantile of the values, to a thousandth of their range.
    ///
    /// - Parameters:
    ///   - share: 0…1.
    ///   - isCounted: which values count.
    /// - Returns: 0 if none counts.
    func quantile(_ share: Double, where isCounted: (Float) -> Bool = { _ in true }) -> Float {
        var (least, most, total) = (Float.infinity, -Float.infinity, 0)
        for value in values where isCounted(value) {
            least = min(least, value)
            most = max(most, value)
            total += 1
        }
        guard total > 0, most > least else { return total > 0 ? least : 0 }
        let bins = 1000
        var counts = [Int](repeating: 0, count: bins)
        for value in values where isCounted(value) {
            counts[min(bins - 1, Int((value - least) / (most - least) * Float(bins)))] += 1
        }
        var below = 0
        for (bin, count) in counts.enumerated() {
            below += count
            if Double(below) > share * Double(total) {
                return least + (Float(bin) + 0.5) / Float(bins) * (most - least)
            }
        }
        return most
    }
}

// MARK: Sizes

extension Plane {
    /// The plane scaled down to a maximum length of its longer side; each pixel is the mean of the area it covers.
    func reduced(to longest: Int) -> Plane {
        let side = max(width, height)
        guard side > longest else { return self }
        return resampled(
            width: max(1, width * longest / side), height: max(1, height * longest / side),
            from: Area(x: 0, y: 0, width: Double(width), height: Double(height)))
    }

    /// A part of a plane, in its pixels; it may extend beyond the plane, where everything is 0.
    struct Area {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    /// An area resampled to another size; each pixel is the mean of the area it covers.
    func resampled(width columns: Int, height rows: Int, from area: Area) -> Plane {
        let across = Self.shares(of: columns, start: area.x, length: area.width, count: width)
        let down = Self.shares(of: rows, start: area.y, length: area.height, count: height)
        var narrowed = [Float](repeating: 0, count: columns * height)
        for y in 0..<height {
            for x in 0..<columns {
                var sum: Float = 0
                for (source, weight) in across[x] { sum += weight * values[y * width + source] }
                narrowed[y * columns + x] = sum
            }
        }
        var result = Plane(width: columns, height: rows)
        for y in 0..<rows {
            for (source, weight) in down[y] {
                for x in 0..<columns {
                    result.values[y * columns + x] += weight * narrowed[source * columns + x]
                }
            }
        }
        return result
    }

    /// For each new pixel along a line the old ones that it covers, with their weights.
    private static func shares(of pixels: Int, start: Double, length: Double, count: Int) -> [[(Int, Float)]]
    {
        let size = length / Double(pixels)
        return (0..<pixels).map { pixel in
            let begin = start + Double(pixel) * size
            let end = begin + size
            let first = max(0, Int(begin.rounded(.down)))
            let last = min(count - 1, Int(end.rounded(.up)) - 1)
            guard first <= last else { return [] }
            return (first...last).map { source in
                let covered = min(end, Double(source + 1)) - max(begin, Double(source))
                return (source, Float(max(0, covered) / size))
            }
        }
    }

    /// The plane enlarged by bilinear interpolation.
    func enlarged(width columns: Int, height rows: Int) -> Plane {
        func places(_ pixels: Int, _ count: Int) -> [(Int, Int, Float)] {
            (0..<pixels).map { pixel in
                let place = max(0, (Float(pixel) + 0.5) * Float(count) / Float(pixels) - 0.5)
                let lower = min(count - 1, Int(place))
                return (lower, min(count - 1, lower + 1), place - Float(lower))
            }
        }
        let across = places(columns, width)
        var result = Plane(width: columns, height: rows)
        for (y, (upper, lower, down)) in places(rows, height).enumerated() {
            for (x, (left, right, share)) in across.enumerated() {
                let above = self[left, upper] + share * (self[right, upper] - self[left, upper])
                let below = self[left, lower] + share * (self[right, lower] - self[left, lower])
                result.values[y * columns + x] = above + down * (below - above)
            }
        }
        return result
    }
}

// MARK: Neighbours

extension Plane {
    /// A box blur over 2 × radius + 1 pixels, fewer at the edges.
    func blurred(radius: Int) -> Plane {
        guard radius > 0 else { return self }
        return transposed { $0.rowsBlurred(radius) }.rowsBlurred(radius)
    }

    /// The morphological dilation: the maximum in each pixel's neighbourhood.
    func dilated(radius: Int) -> Plane { transposed { $0.rowsDilated(radius) }.rowsDilated(radius) }

    /// The morphological erosion: the minimum in each pixel's neighbourhood.
    func eroded(radius: Int) -> Plane { map { -$0 }.dilated(radius: radius).map { -$0 } }

    /// The morphological closing: dark regions narrower than 2 × radius + 1 pixels are filled up to their surroundings.
    func closed(radius: Int) -> Plane { dilated(radius: radius).eroded(radius: radius) }

    /// The transposed plane.
    var transposed: Plane {
        var result = Plane(width: height, height: width)
        for y in 0..<height {
            for x in 0..<width { result.values[x * height + y] = values[y * width + x] }
        }
        return result
    }

    private func transposed(_ transform: (Plane) -> Plane) -> Plane { transform(transposed).transposed }

    private func rowsBlurred(_ radius: Int) -> Plane {
        var result = self
        for y in 0..<height {
            let start = y * width
            var sum: Float = 0
            var count: Float = 0
            for x in 0..<min(radius, width) {
                sum += values[start + x]
                count += 1
            }
            for x in 0..<width {
                if x + radius < width {
                    sum += values[start + x + radius]
                    count += 1
                }
                if x - radius > 0 {
                    sum -= values[start + x - radius - 1]
                    count -= 1
                }
                result.values[start + x] = sum / count
            }
        }
        return result
    }

    /// The maximum of each window, kept at the head of a monotonically decreasing queue.
    ///
    /// Source: D. Lemire, "Streaming maximum-minimum filter", Nordic Journal of Computing 13, 2006.
    private func rowsDilated(_ radius: Int) -> Plane {
        var result = self
        var queue = [Int](repeating: 0, count: width)
        for y in 0..<height {
            let start = y * width
            var (head, tail) = (0, 0)
            for x in 0..<width + radius {
                if x < width {
                    while tail > head, values[start + queue[tail - 1]] <= values[start + x] { tail -= 1 }
                    queue[tail] = x
                    tail += 1
                }
                let centre = x - radius
                guard centre >= 0 else { continue }
                while queue[head] < centre - radius { head += 1 }
                result.values[start + centre] = values[start + queue[head]]
            }
        }
        return result
    }
}

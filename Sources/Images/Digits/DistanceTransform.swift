/// The distance of each pixel from the nearest one of a set.
///
/// Source: P. Felzenszwalb and D. Huttenlocher, "Distance Transforms of Sampled Functions", Theory of Computing 8,
/// 2012.
enum DistanceTransform {
    /// The Euclidean distances in pixels; for an empty set each is at least the plane's size.
    ///
    /// - Parameter set: whether each pixel belongs to the set, row-major.
    static func distances(to set: [Bool], width: Int, height: Int) -> Plane {
        let far = Float((width + height) * (width + height))
        var squares = set.map { $0 ? 0 : far }
        var column = [Float](repeating: 0, count: height)
        for x in 0..<width {
            for y in 0..<height { column[y] = squares[y * width + x] }
            let transformed = lowerEnvelope(column)
            for y in 0..<height { squares[y * width + x] = transformed[y] }
        }
        for y in 0..<height {
            let row = lowerEnvelope(Array(squares[y * width..<(y + 1) * width]))
            squares.replaceSubrange(y * width..<(y + 1) * width, with: row)
        }
        return Plane(width: width, height: height, values: squares.map { $0.squareRoot() })
    }

    /// The lower envelope of the parabolas at the numbers.
    private static func lowerEnvelope(_ numbers: [Float]) -> [Float] {
        let count = numbers.count
        var places = [Int](repeating: 0, count: count)
        var borders = [Float](repeating: 0, count: count + 1)
        var last = 0
        borders[0] = -.infinity
        borders[1] = .infinity
        for place in 1..<max(1, count) {
            func meeting(_ other: Int) -> Float {
                let own = numbers[place] + Float(place * place)
                return (own - numbers[other] - Float(other * other)) / Float(2 * (place - other))
            }
            var border = meeting(places[last])
            while border <= borders[last] {
                last -= 1
                border = meeting(places[last])
            }
            last += 1
            places[last] = place
            borders[last] = border
            borders[last + 1] = .infinity
        }
        var result = numbers
        var current = 0
        for place in 0..<count {
            while borders[current + 1] < Float(place) { current += 1 }
            let distance = Float(place - places[current])
            result[place] = distance * distance + numbers[places[current]]
        }
        return result
    }
}

package import Figures

extension [ChartPoint] {
    /// At most `count` of the points, chosen so that the curve looks the same.
    ///
    /// Largest-triangle-three-buckets: of each bucket the point that spans the largest triangle with the point
    /// chosen before and the mean of the next bucket (Sveinn Steinarsson, "Downsampling Time Series for Visual
    /// Representation", University of Iceland, 2013). The first and the last point always stay.
    ///
    /// - Precondition: `count` is at least 3, and every coordinate is finite.
    package func thinned(to count: Int) -> [ChartPoint] {
        precondition(count >= 3, "thinned to \(count) points")
        guard self.count > count, let first, let last else { return self }
        var chosen = [first]
        chosen.reserveCapacity(count)
        let bound = { (bucket: Int) in 1 + bucket * (self.count - 2) / (count - 2) }
        var previous = first
        for bucket in 0..<count - 2 {
            let end = bound(bucket + 1)
            let mean = self[end..<(bucket == count - 3 ? self.count : bound(bucket + 2))].mean
            var best = self[bound(bucket)]
            var largest = -1.0
            for point in self[bound(bucket)..<end] {
                let area = abs(
                    (previous.x - mean.x) * (point.y - previous.y)
                        - (previous.x - point.x) * (mean.y - previous.y))
                if area > largest { (largest, best) = (area, point) }
            }
            chosen.append(best)
            previous = best
        }
        chosen.append(last)
        return chosen
    }
}

extension ArraySlice<ChartPoint> {
    fileprivate var mean: ChartPoint {
        ChartPoint(
            x: reduce(0) { $0 + $1.x } / Double(count), y: reduce(0) { $0 + $1.y } / Double(count))
    }
}

public import FoundationEssentials

extension Normalization {
    /// The mean and the standard deviation of each channel of some images, in units of full brightness.
    ///
    /// Exact: the bytes are counted, not summed in floating point. `nil` if there are no pixels, or all of a channel
    /// are equal.
    ///
    /// - Parameters:
    ///   - pixels: one byte per sample, `[N, C, H, W]`.
    ///   - shape: the shape of one image, `[C, H, W]`.
    public static func measured(on pixels: Data, shape: Shape) -> Normalization? {
        guard !pixels.isEmpty, shape.count > 0, let count = shape.dimensions.first else { return nil }
        let plane = shape.count / count
        var counts = [Int](repeating: 0, count: 256 * count)
        let bytes = pixels.span
        for (index, start) in stride(from: 0, to: bytes.count, by: plane).enumerated() {
            let offset = 256 * (index % count)
            let samples = bytes.extracting(start..<min(start + plane, bytes.count))
            for place in samples.indices { counts[offset + Int(samples[place])] += 1 }
        }
        var channels: [Channel] = []
        for start in stride(from: 0, to: counts.count, by: 256) {
            guard let channel = Channel(counting: counts[start..<start + 256]) else { return nil }
            channels.append(channel)
        }
        return Normalization(channels: channels)
    }
}

extension Normalization.Channel {
    /// The mean and the standard deviation of a histogram of byte values; `nil` if all bytes are equal.
    fileprivate init?(counting counts: ArraySlice<Int>) {
        let counts = Array(counts)
        let total = Double(counts.reduce(0, +))
        let sum = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        let mean = Double(sum) / total
        let variance =
            counts.enumerated().reduce(0.0) { sum, entry in
                let difference = Double(entry.offset) - mean
                return sum + Double(entry.element) * difference * difference
            } / total
        guard variance > 0 else { return nil }
        self.init(mean: mean / 255, standardDeviation: variance.squareRoot() / 255)
    }
}

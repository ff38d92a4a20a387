import NeuralNet

/// Labels in a random order in which each hundred has every digit ten times.
struct BalancedLabels: Sendable {
    private static let period = 100

    private let stream: RandomStream

    init(seed: UInt64, stream: String) {
        self.stream = RandomStream(seed: seed, stream: stream)
    }

    /// The labels at a range of indices, 0…9.
    subscript(range: Range<Int>) -> [UInt8] {
        var labels: [UInt8] = []
        labels.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let (period, position) = index.quotientAndRemainder(dividingBy: Self.period)
            let end = min(range.upperBound, (period + 1) * Self.period)
            labels += shuffled(period)[position..<position + end - index]
            index = end
        }
        return labels
    }

    /// Each digit ten times, shuffled by Fisher and Yates' method.
    private func shuffled(_ period: Int) -> [UInt8] {
        var labels = (0..<Self.period).map { UInt8($0 % 10) }
        for last in stride(from: Self.period - 1, to: 0, by: -1) {
            labels.swapAt(last, stream.integer(below: last + 1, at: UInt64(period * Self.period + last)))
        }
        return labels
    }
}

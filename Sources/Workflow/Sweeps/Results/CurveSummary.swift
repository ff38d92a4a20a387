/// A curve of a model, by epoch, over the runs of a setting: a line and a band around it.
package struct CurveSummary: Sendable, Hashable {
    /// The numbers of each epoch over the runs that have one, from epoch 1 on; `nil` where no number is finite.
    ///
    /// Runs can end early, so that later epochs are summaries of fewer runs.
    package let epochs: [SampleSummary?]

    /// The best number of each run; `nil` if the direction is not known, or no number is finite.
    package let best: SampleSummary?

    /// The epochs of the best numbers, 1-based, the first of equal ones; `nil` like ``best``.
    package let bestEpoch: SampleSummary?

    /// The last number of each run; `nil` if one of them is not finite.
    package let last: SampleSummary?

    /// The number of epochs of each run.
    package let lastEpoch: SampleSummary?

    /// Summarizes curves.
    ///
    /// - Parameters:
    ///   - curves: the numbers by epoch, for each run; empty ones are left out.
    ///   - direction: which of two numbers is better; `nil` if neither is.
    package init(of curves: [[Double]], direction: MeasureDirection?) {
        let curves = curves.filter { !$0.isEmpty }
        epochs = (0..<(curves.map(\.count).max() ?? 0)).map { epoch in
            SampleSummary(of: curves.compactMap { epoch < $0.count ? $0[epoch] : nil }.filter(\.isFinite))
        }
        let bests = curves.compactMap { curve in direction.flatMap { Self.best(of: curve, direction: $0) } }
        best = SampleSummary(of: bests.map(\.number))
        bestEpoch = SampleSummary(of: bests.map { Double($0.epoch) })
        last = SampleSummary(of: curves.compactMap(\.last))
        lastEpoch = SampleSummary(of: curves.map { Double($0.count) })
    }

    private static func best(
        of curve: [Double], direction: MeasureDirection
    ) -> (number: Double, epoch: Int)? {
        var best: (number: Double, epoch: Int)?
        for (place, number) in curve.enumerated() where number.isFinite {
            guard let found = best, !direction.prefers(number, to: found.number) else {
                best = (number, place + 1)
                continue
            }
        }
        return best
    }
}

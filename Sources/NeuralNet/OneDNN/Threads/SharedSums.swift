/// Two sums of each channel that every thread of a pool takes over its share of a batch, for all threads to add up.
final class SharedSums {
    private let shares: [Share]
    private let meeting: Meeting

    /// What a thread has summed up.
    final class Share {
        /// How many numbers of each channel there were.
        var count = 0.0
        var first: [Double]
        var second: [Double]

        fileprivate init(channels: Int) {
            first = [Double](repeating: 0, count: channels)
            second = first
        }

        /// Begins again with a batch.
        func reset() {
            count = 0
            for channel in first.indices { (first[channel], second[channel]) = (0, 0) }
        }
    }

    /// Makes the sums of all threads of a pool.
    ///
    /// - Parameter meeting: where the pool's threads wait for each other.
    init(channels: Int, threads: Int, meeting: Meeting) {
        shares = (0..<threads).map { _ in Share(channels: channels) }
        self.meeting = meeting
    }

    /// A thread's own sums, which that thread alone changes.
    subscript(thread: Int) -> Share { shares[thread] }

    /// Waits until all threads that have images of the batch have summed up theirs.
    ///
    /// - Returns: their sums in the threads' order, valid until the next meeting.
    func meet(thread: Int, _ share: BatchShare) throws(NetworkError) -> ArraySlice<Share> {
        try meeting.wait(thread: thread, of: share.threads)
        return shares[..<share.threads]
    }
}

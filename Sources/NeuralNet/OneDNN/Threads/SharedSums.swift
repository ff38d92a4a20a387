/// Two sums for each channel, computed by every thread over its share of a batch and combined by all threads.
final class SharedSums {
    private let shares: [Share]
    private let meeting: Meeting

    /// The sums of one thread.
    final class Share {
        /// The number of elements of each channel.
        var count = 0.0
        var first: [Double]
        var second: [Double]

        fileprivate init(channels: Int) {
            first = [Double](repeating: 0, count: channels)
            second = first
        }

        /// Starts a new batch.
        func reset() {
            count = 0
            for channel in first.indices { (first[channel], second[channel]) = (0, 0) }
        }
    }

    /// Allocates the sums of all threads of a thread pool.
    ///
    /// - Parameter meeting: where the pool's threads wait for each other.
    init(channels: Int, threads: Int, meeting: Meeting) {
        shares = (0..<threads).map { _ in Share(channels: channels) }
        self.meeting = meeting
    }

    /// A thread's own sums, which only that thread changes.
    subscript(thread: Int) -> Share { shares[thread] }

    /// Waits until all threads with images of the batch have computed their sums.
    ///
    /// - Returns: the sums in the order of threads, valid until the next meeting.
    func meet(thread: Int, _ share: BatchShare) throws(NetworkError) -> ArraySlice<Share> {
        try meeting.wait(thread: thread, of: share.threads)
        return shares[..<share.threads]
    }
}

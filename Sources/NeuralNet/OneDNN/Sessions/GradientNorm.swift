import CKernels

/// The Euclidean norm of all gradients of a step together, computed by all threads.
struct GradientNorm {
    private let tensors: [TrainedTensor]
    private let pool: ThreadPool

    /// - Parameter tensors: the parameters with gradients.
    init(of tensors: [TrainedTensor], on pool: ThreadPool) {
        self.tensors = tensors
        self.pool = pool
    }

    /// The factor for the gradients that limits their norm; `nil` if they are within the limit.
    ///
    /// The threads' parts of the sum are added in their order, so the same number of threads gives the same bits.
    ///
    /// - Parameter threads: the number of threads that have gradients in this step, the first ones.
    func factor(limit: Double, threads: Int) throws(NetworkError) -> Float? {
        var parts = [Double](repeating: 0, count: pool.count)
        try parts.withUnsafeMutableBufferPointer { parts throws(NetworkError) in
            try pool.run { thread throws(NetworkError) in
                parts[thread] = squares(threads: threads, thread: thread)
            }
        }
        let factor = limit / (parts.reduce(0, +).squareRoot() + Self.epsilon)
        return factor < 1 ? Float(factor) : nil
    }

    /// PyTorch's.
    private static let epsilon = 1e-6

    /// The sum of the squares of a thread's share of all gradients.
    private func squares(threads: Int, thread: Int) -> Double {
        tensors.reduce(0.0) { sum, tensor in
            let gradients = tensor.gradients.prefix(threads).map { UnsafePointer($0.elements.baseAddress) }
            let share = tensor.share(of: thread, among: pool.count)
            return sum
                + gradients.withUnsafeBufferPointer {
                    stepbook_square_sum($0.baseAddress, $0.count, share.lowerBound, share.upperBound)
                }
        }
    }
}

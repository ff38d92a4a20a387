import CKernels

/// The first half of a batch normalization in training: computes each channel's mean and variance over the whole batch.
///
/// Its output is its input, kept for the second half. In the backward pass it comes second and computes the input gradient,
/// which depends on sums over the whole batch as well.
final class BatchStatisticsNode: UnaryNode {
    var output: Activation { source.values }

    private let context: NodeContext
    private let source: Adapter
    private let statistics: BatchStatistics
    private var gradients: (output: Activation, input: Activation)?

    /// Creates the node.
    init(_ site: NodeSite, _ statistics: BatchStatistics) throws(NetworkError) {
        context = site.context
        self.statistics = statistics
        source = try Adapter(
            context.device, keeping: site.input, as: statistics.layout, parts: context.parts)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute(part: pass.part)
        try context.device.wait()
        let own = statistics.moments[context.thread]
        if pass.part == 0 { own.reset() }
        statistics.addMoments(of: source.values[pass.part], statistics.kernel(of: pass), to: own)
    }

    func finishForward(_ share: BatchShare) throws(NetworkError) {
        let shares = try statistics.moments.meet(thread: context.thread, share)
        statistics.useMoments(of: shares, updatesRunningStatistics: context.thread == 0)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let inputGradient = try Activation.passing(context.device, statistics.layout)
        gradients = (outputGradient, inputGradient)
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        let result = gradients.input[pass.part]
        let kernel = statistics.kernel(of: pass)
        statistics.computeInputGradient(
            kernel, input: source.values[pass.part], gradient: gradients.output[pass.part], result: result)
        // Surplus rows have no loss, but the gradient through the mean would reach them.
        result.clear(from: kernel.images)
    }
}

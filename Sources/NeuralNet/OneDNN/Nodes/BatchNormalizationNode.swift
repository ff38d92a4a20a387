import CKernels

/// The second half of a batch normalization in training, and all of it in inference: normalizes each channel, and applies
/// the ReLU after it if there is one.
///
/// Equals `torch.nn.BatchNorm2d`, and `torch.nn.ReLU`.
final class BatchNormalizationNode: UnaryNode {
    let output: Activation

    private let context: NodeContext
    private let source: Adapter
    private let statistics: BatchStatistics
    private var gradients: Gradients?

    private struct Gradients {
        let output: Adapter
        /// The gradient before the ReLU, for the first half.
        let kept: Activation?
        let weight: Memory
        let bias: Memory
    }

    /// Creates the node.
    ///
    /// - Parameter input: the values to normalize.
    init(_ site: NodeSite, _ statistics: BatchStatistics, input: Activation) throws(NetworkError) {
        context = site.context
        self.statistics = statistics
        source = try Adapter(context.device, input, as: statistics.layout)
        let layout = statistics.layout.with(site.outputType)
        output =
            site.keepsOutput
            ? try .kept(context.device, layout, parts: context.parts) : try .passing(context.device, layout)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute(part: pass.part)
        try context.device.wait()
        if !context.isTrained, pass.part == 0 { statistics.useRunningStatistics() }
        stepbook_batch_normalize(
            statistics.kernel(of: pass), source.values[pass.part].address, statistics.values,
            output[pass.part].address)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        let vector = statistics.weight.values.layout
        let kept =
            needsInputGradient
            ? try Activation.kept(context.device, statistics.layout, parts: context.parts) : nil
        gradients = Gradients(
            output: try Adapter(context.device, outputGradient, as: statistics.layout), kept: kept,
            weight: try statistics.weight.gradient(as: vector, thread: context.thread),
            bias: try statistics.bias.gradient(as: vector, thread: context.thread))
        return kept
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.output.execute(part: pass.part)
        try context.device.wait()
        let own = statistics.gradientSums[context.thread]
        if pass.part == 0 { own.reset() }
        stepbook_batch_gradient_sums(
            statistics.kernel(of: pass), source.values[pass.part].address, statistics.values,
            gradients.output.values[pass.part].address, gradients.kept?[pass.part].address, &own.first,
            &own.second)
    }

    func finishBackward(_ share: BatchShare) throws(NetworkError) {
        guard let gradients else { return }
        statistics.writeGradients(
            from: statistics.gradientSums[context.thread], weight: gradients.weight, bias: gradients.bias)
        statistics.useGradientSums(
            of: try statistics.gradientSums.meet(thread: context.thread, share))
    }
}

extension BatchNormalization2D: OneDNNLayer {
    static let inputUse = InputUse.backward
    static let fusesReLU = true
    static let needsWholeBatch = true
    static let featureOrder = FeatureOrder.plain

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        let statistics = try BatchStatistics(site)
        guard site.context.isTrained else {
            return [try BatchNormalizationNode(site, statistics, input: site.input)]
        }
        let first = try BatchStatisticsNode(site, statistics)
        return [first, try BatchNormalizationNode(site, statistics, input: first.output)]
    }
}

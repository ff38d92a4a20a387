/// What a step of training does beside its optimizer's rule.
public struct UpdateOptions: Sendable, Hashable {
    /// The parameters that the optimizer's weight decay applies to.
    public let decayed: DecayedParameters

    /// The largest norm of all gradients together, more than 0; `nil` for no limit.
    ///
    /// Gradients of a greater norm are multiplied by limit / (norm + 10⁻⁶) before the step:
    /// `torch.nn.utils.clip_grad_norm_`.
    public let gradientLimit: Double?

    /// The decay of an exponential moving average of parameters and running statistics over the steps, 0..<1, which is
    /// then what is validated and what the training results in; `nil` for no average.
    ///
    /// Equals `torch.optim.swa_utils.AveragedModel` with `get_ema_multi_avg_fn(decay)` and `use_buffers=True`.
    public let averageDecay: Double?

    /// The number of layers, from the first, that are not trained: they compute as in a trained network, and nothing
    /// of them changes.
    ///
    /// Equals PyTorch's `requires_grad_(False)` of their parameters and `eval()` of their modules: their batch
    /// normalizations take and keep the running statistics, and their dropout does nothing. The backward pass ends at
    /// the first trained layer. A residual connection counts as one layer, as in a list of layers.
    public let frozenLayers: Int

    /// Makes options.
    ///
    /// - Precondition: the arguments are in their ranges.
    public init(
        decayed: DecayedParameters = .all, gradientLimit: Double? = nil, averageDecay: Double? = nil,
        frozenLayers: Int = 0
    ) {
        precondition(frozenLayers >= 0, "\(frozenLayers) frozen layers")
        self.frozenLayers = frozenLayers
        precondition(gradientLimit.map { $0 > 0 } ?? true, "gradients of a norm of at most 0")
        precondition(
            averageDecay.map { (0..<1).contains($0) } ?? true, "an average that keeps \(averageDecay ?? 0)")
        self.decayed = decayed
        self.gradientLimit = gradientLimit
        self.averageDecay = averageDecay
    }
}

/// What a step of training does beside its optimizer's rule.
public struct UpdateOptions: Sendable, Hashable {
    /// The parameters that the optimizer's weight decay applies to.
    public let decayed: DecayedParameters

    /// The largest norm of all gradients together, more than 0; `nil` for no limit.
    ///
    /// Gradients of a greater norm are multiplied by limit / (norm + 10⁻⁶) before the step:
    /// `torch.nn.utils.clip_grad_norm_`.
    public let gradientLimit: Double?

    /// Makes options.
    ///
    /// - Precondition: the arguments are in their ranges.
    public init(decayed: DecayedParameters = .all, gradientLimit: Double? = nil) {
        precondition(gradientLimit.map { $0 > 0 } ?? true, "gradients of a norm of at most 0")
        self.decayed = decayed
        self.gradientLimit = gradientLimit
    }
}

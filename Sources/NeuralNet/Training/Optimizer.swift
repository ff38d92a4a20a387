/// An optimizer and its hyperparameters; the learning rate of each step comes from a schedule.
public enum Optimizer: Sendable, Hashable, Codable {
    /// g ← g + weightDecay·w; v ← momentum·v + g (v = g in the first step); w ← w − rate·v, or with Nesterov's
    /// look-ahead w ← w − rate·(g + momentum·v). Equals `torch.optim.SGD`.
    case sgd(momentum: Double, weightDecay: Double, nesterov: Bool)

    /// g ← g + weightDecay·w; m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²;
    /// w ← w − rate·(m/(1−β₁ᵗ)) / (√(v/(1−β₂ᵗ)) + ε). Kingma and Ba 2015; equals `torch.optim.Adam`.
    case adam(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

    /// w ← w − rate·weightDecay·w, then Adam without decay. Loshchilov and Hutter 2019; equals `torch.optim.AdamW`.
    case adamW(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)
}

extension Optimizer {
    /// The same with a weight decay of 0.
    var withoutDecay: Optimizer {
        switch self {
        case .sgd(let momentum, _, let nesterov):
            .sgd(momentum: momentum, weightDecay: 0, nesterov: nesterov)
        case .adam(let beta1, let beta2, let epsilon, _):
            .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: 0)
        case .adamW(let beta1, let beta2, let epsilon, _):
            .adamW(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: 0)
        }
    }

    /// The number of state values kept for each parameter.
    var momentCount: Int {
        switch self {
        case .sgd(let momentum, _, _): momentum == 0 ? 0 : 1
        case .adam, .adamW: 2
        }
    }
}

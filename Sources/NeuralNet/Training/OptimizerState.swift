import Glibc

/// What an optimizer remembers of each parameter between steps.
struct OptimizerState {
    private let optimizer: Optimizer
    private let moments: [Moments]
    private var steps = 0

    /// The running means of one parameter's gradient and of its square, where the optimizer has them.
    struct Moments {
        let first: Storage
        let second: Storage
    }

    /// Makes the state before the first step.
    ///
    /// - Parameter sizes: the number of elements of each parameter, padding included.
    init(_ optimizer: Optimizer, sizes: [Int]) {
        self.optimizer = optimizer
        moments = sizes.map { size in
            let byteCount = size * MemoryLayout<Float>.stride
            return switch optimizer {
            case .sgd(let momentum, _, _):
                Moments(
                    first: Storage(byteCount: momentum == 0 ? 0 : byteCount), second: Storage(byteCount: 0))
            case .adam, .adamW:
                Moments(first: Storage(byteCount: byteCount), second: Storage(byteCount: byteCount))
            }
        }
    }

    /// The change of the next step.
    mutating func next(learningRate: Double) -> OptimizerUpdate {
        steps += 1
        let rule: OptimizerUpdate.Rule =
            switch optimizer {
            case .sgd(let momentum, let weightDecay, let nesterov):
                .descent(
                    rate: learningRate, momentum: momentum, weightDecay: weightDecay, nesterov: nesterov,
                    isFirst: steps == 1)
            case .adam(let beta1, let beta2, let epsilon, let weightDecay):
                .adaptation(
                    rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
                    gradientDecay: weightDecay, valueDecay: 0, step: steps)
            case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
                .adaptation(
                    rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
                    gradientDecay: 0, valueDecay: weightDecay, step: steps)
            }
        return OptimizerUpdate(rule: rule, moments: moments)
    }
}

import Glibc

/// The state that an optimizer keeps for each parameter between steps.
struct OptimizerState {
    /// The rule.
    let kind: Optimizer
    private let moments: [Moments]
    private var steps = 0

    /// The running means of one parameter's gradient and of its square, if the optimizer has them.
    struct Moments {
        let first: Storage
        let second: Storage
        /// Whether the optimizer's weight decay applies to the parameter.
        let isDecayed: Bool
    }

    /// Makes the state of some parameters before the first step.
    init(_ optimizer: Optimizer, of tensors: [TrainedTensor], decayed: DecayedParameters) {
        kind = optimizer
        moments = tensors.map { tensor in
            let size = tensor.master.count * MemoryLayout<Float>.stride
            func storage(_ number: Int) -> Storage {
                Storage(byteCount: number < optimizer.momentCount ? size : 0)
            }
            return Moments(
                first: storage(0), second: storage(1),
                isDecayed: decayed.include(tensor.specification.tensor))
        }
    }

    /// The moments that this optimizer uses, for each parameter.
    var remembered: [[Storage]] {
        moments.map { Array([$0.first, $0.second].prefix(kind.momentCount)) }
    }

    /// Resumes after this many steps.
    mutating func resume(after steps: Int) { self.steps = steps }

    /// The update of the next step.
    mutating func next(learningRate: Double) -> OptimizerUpdate {
        steps += 1
        return OptimizerUpdate(
            rule: rule(of: kind, learningRate), undecayed: rule(of: kind.withoutDecay, learningRate),
            states: moments)
    }

    private func rule(of kind: Optimizer, _ learningRate: Double) -> OptimizerUpdate.Rule {
        switch kind {
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
    }
}

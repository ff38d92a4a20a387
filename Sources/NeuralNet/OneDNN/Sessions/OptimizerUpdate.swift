import CKernels
import Glibc

/// One step of an optimizer over all parameters, in one pass over memory.
struct OptimizerUpdate {
    let rule: Rule
    /// The rule for parameters that are not decayed.
    let undecayed: Rule
    let states: [OptimizerState.Moments]
    /// What all gradients are multiplied by first; `nil` for 1.
    var gradientFactor: Float?

    enum Rule {
        case descent(stepbook_descent)
        case adaptation(stepbook_adam)

        /// Stochastic gradient descent.
        ///
        /// - Parameter isFirst: whether this is the first step, in which PyTorch's velocity is the gradient itself.
        static func descent(
            rate: Double, momentum: Double, weightDecay: Double, nesterov: Bool, isFirst: Bool
        ) -> Rule {
            .descent(
                stepbook_descent(
                    rate: Float(rate), weight_decay: Float(weightDecay),
                    carried: isFirst ? 0 : Float(momentum), has_momentum: momentum == 0 ? 0 : 1,
                    own: nesterov ? 1 : 0, ahead: nesterov ? Float(momentum) : 1))
        }

        /// Adam or AdamW; the factors are computed in Double, like PyTorch's, and then rounded.
        ///
        /// - Parameters:
        ///   - gradientDecay: Adam's weight decay.
        ///   - valueDecay: AdamW's weight decay.
        ///   - step: the step, 1-based.
        static func adaptation(
            rate: Double, beta1: Double, beta2: Double, epsilon: Double, gradientDecay: Double,
            valueDecay: Double, step: Int
        ) -> Rule {
            .adaptation(
                stepbook_adam(
                    beta1: Float(beta1), rest_of_beta1: Float(1 - beta1), beta2: Float(beta2),
                    rest_of_beta2: Float(1 - beta2),
                    step_size: Float(rate / (1 - pow(beta1, Double(step)))),
                    root_factor: Float(1 / (1 - pow(beta2, Double(step))).squareRoot()),
                    epsilon: Float(epsilon), gradient_decay: Float(gradientDecay),
                    value_factor: Float(1 - rate * valueDecay)))
        }
    }

    /// Updates a thread's share of every parameter by the sum of the threads' gradients.
    ///
    /// - Parameters:
    ///   - threads: the number of threads that have gradients in this step, the first ones.
    ///   - thread: the index of the thread whose share is updated, 0..<count.
    func apply(to tensors: [TrainedTensor], threads: Int, thread: Int, of count: Int) {
        for (tensor, moments) in zip(tensors, states) {
            let rule = moments.isDecayed ? rule : undecayed
            let gradients = tensor.gradients.prefix(threads).map { UnsafePointer($0.elements.baseAddress) }
            gradients.withUnsafeBufferPointer { gradients in
                let trained = stepbook_trained(
                    values: tensor.master.elements.baseAddress, first_means: moments.first.floats,
                    second_means: moments.second.floats, gradients: gradients.baseAddress,
                    gradient_count: gradients.count)
                let share = tensor.share(of: thread, among: count)
                let run = max(Self.cachedCount / tensor.unit, 1) * tensor.unit
                for start in stride(from: share.lowerBound, to: share.upperBound, by: run) {
                    let end = min(start + run, share.upperBound)
                    if let gradientFactor {
                        for gradient in tensor.gradients.prefix(threads) {
                            stepbook_scale(gradient.elements.baseAddress, gradientFactor, start, end)
                        }
                    }
                    switch rule {
                    case .descent(let step): stepbook_descend(trained, step, start, end)
                    case .adaptation(let step): stepbook_adapt(trained, step, start, end)
                    }
                    tensor.pairedRows?.update(from: tensor.master, in: start..<end)
                }
            }
        }
    }

    /// The number of values that stay in a core's cache while they are updated and copied.
    private static let cachedCount = 4096
}

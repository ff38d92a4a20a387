import Glibc

/// What an optimizer remembers of each parameter between steps.
struct OptimizerState {
    private let optimizer: Optimizer
    private var moments: [(first: [Float], second: [Float])]
    private var steps = 0

    /// Makes the state before the first step.
    ///
    /// - Parameter sizes: the number of elements of each parameter, padding included.
    init(_ optimizer: Optimizer, sizes: [Int]) {
        self.optimizer = optimizer
        moments = sizes.map { size in
            switch optimizer {
            case .sgd(let momentum, _, _):
                ([Float](repeating: 0, count: momentum == 0 ? 0 : size), [])
            case .adam, .adamW:
                ([Float](repeating: 0, count: size), [Float](repeating: 0, count: size))
            }
        }
    }

    /// Changes every parameter by its gradient.
    mutating func step(_ parameters: [TrainedTensor], learningRate: Double) {
        steps += 1
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = parameter.gradient?.elements else { continue }
            let values = parameter.values.elements
            switch optimizer {
            case .sgd(let momentum, let weightDecay, let nesterov):
                descend(
                    values, gradient, &moments[index].first, rate: Float(learningRate),
                    momentum: Float(momentum), weightDecay: Float(weightDecay), nesterov: nesterov)
            case .adam(let beta1, let beta2, let epsilon, let weightDecay):
                adapt(
                    values, gradient, &moments[index],
                    Adaptation(
                        rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
                        gradientDecay: weightDecay, valueDecay: 0, step: steps))
            case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
                adapt(
                    values, gradient, &moments[index],
                    Adaptation(
                        rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
                        gradientDecay: 0, valueDecay: weightDecay, step: steps))
            }
        }
    }
}

extension OptimizerState {
    private func descend(
        _ values: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeMutableBufferPointer<Float>,
        _ velocity: inout [Float], rate: Float, momentum: Float, weightDecay: Float, nesterov: Bool
    ) {
        guard momentum != 0 else {
            for index in values.indices {
                values[index] -= rate * (gradient[index] + weightDecay * values[index])
            }
            return
        }
        let isFirst = steps == 1
        velocity.withUnsafeMutableBufferPointer { velocity in
            for index in values.indices {
                let slope = gradient[index] + weightDecay * values[index]
                let moved = isFirst ? slope : momentum * velocity[index] + slope
                velocity[index] = moved
                values[index] -= rate * (nesterov ? slope + momentum * moved : moved)
            }
        }
    }

    /// The factors of a step of Adam, computed in Double as PyTorch does and then rounded.
    private struct Adaptation {
        let beta1: Float
        let beta2: Float
        let restOfBeta1: Float
        let restOfBeta2: Float
        let stepSize: Float
        let rootOfCorrection: Float
        let epsilon: Float
        let gradientDecay: Float
        let valueFactor: Float

        init(
            rate: Double, beta1: Double, beta2: Double, epsilon: Double, gradientDecay: Double,
            valueDecay: Double, step: Int
        ) {
            self.beta1 = Float(beta1)
            self.beta2 = Float(beta2)
            restOfBeta1 = Float(1 - beta1)
            restOfBeta2 = Float(1 - beta2)
            stepSize = Float(rate / (1 - pow(beta1, Double(step))))
            rootOfCorrection = Float((1 - pow(beta2, Double(step))).squareRoot())
            self.epsilon = Float(epsilon)
            self.gradientDecay = Float(gradientDecay)
            valueFactor = Float(1 - rate * valueDecay)
        }
    }

    private func adapt(
        _ values: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeMutableBufferPointer<Float>,
        _ moments: inout (first: [Float], second: [Float]), _ factors: Adaptation
    ) {
        moments.first.withUnsafeMutableBufferPointer { first in
            moments.second.withUnsafeMutableBufferPointer { second in
                for index in values.indices {
                    let value = values[index] * factors.valueFactor
                    let slope = gradient[index] + factors.gradientDecay * value
                    let mean = factors.beta1 * first[index] + factors.restOfBeta1 * slope
                    let square = factors.beta2 * second[index] + factors.restOfBeta2 * slope * slope
                    first[index] = mean
                    second[index] = square
                    let root = square.squareRoot() / factors.rootOfCorrection + factors.epsilon
                    values[index] = value - factors.stepSize * (mean / root)
                }
            }
        }
    }
}

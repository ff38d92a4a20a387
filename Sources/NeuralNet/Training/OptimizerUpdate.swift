import CVectors
import Glibc

/// One step of an optimizer over all parameters, in one pass over the memory of each.
struct OptimizerUpdate {
    let rule: Rule
    let moments: [OptimizerState.Moments]

    enum Rule {
        case descent(Descent)
        case adaptation(Adaptation)
    }

    /// The factors of a step of stochastic gradient descent.
    struct Descent {
        let rate: Float
        let momentum: Float
        let weightDecay: Float
        let nesterov: Bool
        let isFirst: Bool
    }

    /// The factors of a step of Adam, computed in Double as PyTorch does and then rounded.
    struct Adaptation {
        let beta1: Float
        let beta2: Float
        let restOfBeta1: Float
        let restOfBeta2: Float
        let stepSize: Float
        /// 1 by the root of the second mean's correction: a division less for each number.
        let rootFactor: Float
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
            rootFactor = Float(1 / (1 - pow(beta2, Double(step))).squareRoot())
            self.epsilon = Float(epsilon)
            self.gradientDecay = Float(gradientDecay)
            valueFactor = Float(1 - rate * valueDecay)
        }
    }

    /// Changes a member's share of every parameter by the sum of the members' gradients.
    ///
    /// - Parameters:
    ///   - lanes: how many members have gradients of this step, the first ones.
    ///   - member: whose share, 0..<count.
    func apply(to tensors: [TrainedTensor], lanes: Int, member: Int, of count: Int) {
        for (tensor, moments) in zip(tensors, moments) {
            let vectors = Self.share(of: tensor.master.count, member: member, of: count)
            let gradients = tensor.gradients.prefix(lanes).map { VectorPointer($0.storage) }
            let values = VectorPointer(tensor.master.storage)
            let (first, second) = (VectorPointer(moments.first), VectorPointer(moments.second))
            gradients.withUnsafeBufferPointer { gradients in
                switch rule {
                case .descent(let factors): factors.apply(vectors, values, gradients, velocity: first)
                case .adaptation(let factors): factors.apply(vectors, values, gradients, first, second)
                }
            }
        }
    }

    /// The vectors that are a member's: whole cache lines, so that no two members write to the same one.
    private static func share(of elements: Int, member: Int, of count: Int) -> Range<Int> {
        let lines = (elements + 15) / 16
        return lines * member / count * 2..<lines * (member + 1) / count * 2
    }
}

/// Eight numbers at a time.
private typealias Vector = SIMD8<Float>

/// A storage seen as vectors.
private struct VectorPointer {
    private let address: UnsafeMutableRawPointer

    init(_ storage: Storage) { address = storage.address }

    subscript(index: Int) -> Vector {
        get { address.load(fromByteOffset: index * MemoryLayout<Vector>.stride, as: Vector.self) }
        nonmutating set {
            address.storeBytes(
                of: newValue, toByteOffset: index * MemoryLayout<Vector>.stride, as: Vector.self)
        }
    }
}

extension UnsafeBufferPointer<VectorPointer> {
    /// The sum of all gradients, in their order.
    fileprivate func sum(at index: Int) -> Vector {
        var sum = self[0][index]
        for member in 1..<Swift.max(count, 1) { sum += self[member][index] }
        return sum
    }
}

extension OptimizerUpdate.Descent {
    fileprivate func apply(
        _ vectors: Range<Int>, _ values: VectorPointer, _ gradients: UnsafeBufferPointer<VectorPointer>,
        velocity: VectorPointer
    ) {
        guard momentum != 0 else {
            for index in vectors {
                let value = values[index]
                values[index] = value - rate * (gradients.sum(at: index) + weightDecay * value)
            }
            return
        }
        // PyTorch's first velocity is the gradient itself.
        let carried = isFirst ? 0 : momentum
        let (own, ahead): (Float, Float) = nesterov ? (1, momentum) : (0, 1)
        for index in vectors {
            let value = values[index]
            let slope = gradients.sum(at: index) + weightDecay * value
            let moved = carried * velocity[index] + slope
            velocity[index] = moved
            values[index] = value - rate * (own * slope + ahead * moved)
        }
    }
}

extension OptimizerUpdate.Adaptation {
    fileprivate func apply(
        _ vectors: Range<Int>, _ values: VectorPointer, _ gradients: UnsafeBufferPointer<VectorPointer>,
        _ first: VectorPointer, _ second: VectorPointer
    ) {
        for index in vectors {
            let value = values[index] * valueFactor
            let slope = gradients.sum(at: index) + gradientDecay * value
            let mean = beta1 * first[index] + restOfBeta1 * slope
            let square = beta2 * second[index] + restOfBeta2 * slope * slope
            first[index] = mean
            second[index] = square
            let root = stepbook_square_root(square) * rootFactor + epsilon
            values[index] = value - stepSize * (mean / root)
        }
    }
}

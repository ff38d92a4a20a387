import Foundation
import NeuralNet

/// A function of each value.
struct ReferenceActivation: ReferenceLayer {
    private let function: @Sendable (Double) -> Double
    private let derivative: @Sendable (Double) -> Double
    /// Whether the derivative jumps at 0, so that rounding there could choose the other side.
    private var isBent = false
    private var input = ReferenceTensor.zeros([0])

    let parameters: [ReferenceParameter] = []

    private init(
        _ function: @escaping @Sendable (Double) -> Double,
        derivative: @escaping @Sendable (Double) -> Double
    ) {
        self.function = function
        self.derivative = derivative
    }

    /// x, and for negative numbers slope · x; the derivative at 0 is the slope.
    static func relu(slope: Double = 0) -> ReferenceActivation {
        var relu = ReferenceActivation({ $0 > 0 ? $0 : slope * $0 }, derivative: { $0 > 0 ? 1 : slope })
        relu.isBent = true
        return relu
    }

    /// 1 / (1 + e⁻ˣ).
    static let sigmoid = ReferenceActivation(
        { 1 / (1 + exp(-$0)) },
        derivative: { x in
            let y = 1 / (1 + exp(-x))
            return y * (1 - y)
        })

    /// The hyperbolic tangent.
    static let tanh = ReferenceActivation(
        { Foundation.tanh($0) }, derivative: { 1 - Foundation.tanh($0) * Foundation.tanh($0) })

    /// x · Φ(x), Φ being the distribution function of the normal distribution.
    static let gelu = ReferenceActivation(
        { $0 * distribution($0) },
        derivative: { distribution($0) + $0 * exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot() })

    /// x / (1 + e⁻ˣ).
    static let silu = ReferenceActivation(
        { $0 / (1 + exp(-$0)) },
        derivative: { x in
            let y = 1 / (1 + exp(-x))
            return y * (1 + x * (1 - y))
        })

    private static func distribution(_ x: Double) -> Double { (1 + erf(x / 2.0.squareRoot())) / 2 }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        self.input = input
        if isBent { pass.decide(by: input.values) }
        return ReferenceTensor(input.dimensions, input.values.map(function))
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        outputGradient.merged(input) { $0 * derivative($1) }
    }
}

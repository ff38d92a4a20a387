import Glibc

/// The learning rate of each step of a training.
///
/// Rates are computed for each step, also where epochs are counted.
public enum LearningRateSchedule: Sendable, Hashable, Codable {
    /// The same rate throughout.
    case constant

    /// Multiplied by `factor` after every `every` epochs: `torch.optim.lr_scheduler.StepLR`, stepped once an epoch.
    case step(every: Int, factor: Double)

    /// Multiplied by `factor` in the course of every epoch, a little with each step:
    /// `torch.optim.lr_scheduler.ExponentialLR`, stepped at every batch, with the root of `factor` that an epoch's
    /// number of steps asks for.
    case exponential(factor: Double)

    /// From the peak along a straight line to its `end`-fold after the last step, `torch.optim.lr_scheduler.LinearLR`
    /// with a start factor of 1.
    case linear(end: Double)

    /// From the peak down to `floor` along half a cosine, `torch.optim.lr_scheduler.CosineAnnealingLR`.
    ///
    /// Before that, for the share `warmup` of the steps, 0…1, up along a straight line from a hundredth of the peak:
    /// `SequentialLR` of `LinearLR(start_factor=0.01)` and `CosineAnnealingLR`.
    case cosine(floor: Double, warmup: Double = 0)

    /// Up from peak/25 along half a cosine for the share `warmup` of the steps, then down to peak/250,000:
    /// Smith and Topin 2018, `torch.optim.lr_scheduler.OneCycleLR` without momentum cycling.
    case oneCycle(warmup: Double)

    /// Whether the rate of a step depends on the total number of steps.
    public var dependsOnTotal: Bool {
        switch self {
        case .constant, .step, .exponential: false
        case .linear, .cosine, .oneCycle: true
        }
    }

    /// The learning rate of a step.
    ///
    /// - Parameters:
    ///   - step: 0…total−1.
    ///   - total: the number of steps of the whole training.
    ///   - stepsPerEpoch: the number of steps in an epoch, 1 or more.
    ///   - peak: the optimizer's learning rate.
    public func learningRate(step: Int, of total: Int, stepsPerEpoch: Int = 1, peak: Double) -> Double {
        switch self {
        case .constant: return peak
        case .step(let every, let factor): return peak * pow(factor, Double(step / stepsPerEpoch / every))
        case .exponential(let factor): return peak * pow(factor, Double(step) / Double(stepsPerEpoch))
        case .linear(let end): return peak * (1 + (end - 1) * Double(step) / Double(max(total, 1)))
        case .cosine(let floor, let warmup):
            let rising = Int((warmup * Double(total)).rounded())
            guard step >= rising else {
                let start = Self.startOfWarmup
                return peak * (start + (1 - start) * Double(step) / Double(rising))
            }
            let (done, falling) = (Double(step - rising), Double(max(total - rising, 1)))
            return floor + (peak - floor) * (1 + cos(Double.pi * done / falling)) / 2
        case .oneCycle(let warmup):
            let start = peak / 25
            let end = start / 10_000
            let top = warmup * Double(total) - 1
            let last = Double(total - 1)
            let step = Double(step)
            if step <= top || last <= top {
                return Self.blend(from: start, to: peak, share: top > 0 ? step / top : 1)
            }
            return Self.blend(from: peak, to: end, share: (step - top) / (last - top))
        }
    }

    /// The share of the peak at which the warm-up of `cosine` begins: `LinearLR` refuses 0, and a step at a rate of 0
    /// would be lost.
    private static let startOfWarmup = 0.01

    private static func blend(from start: Double, to end: Double, share: Double) -> Double {
        end + (start - end) / 2 * (cos(Double.pi * share) + 1)
    }
}

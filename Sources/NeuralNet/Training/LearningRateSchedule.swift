import Glibc

/// The learning rate of each step of a training.
public enum LearningRateSchedule: Sendable, Hashable, Codable {
    /// The same rate throughout.
    case constant

    /// From the peak down to `floor` along half a cosine, `torch.optim.lr_scheduler.CosineAnnealingLR`.
    case cosine(floor: Double)

    /// Up from peak/25 along half a cosine for the share `warmup` of the steps, then down to peak/250,000:
    /// Smith and Topin 2018, `torch.optim.lr_scheduler.OneCycleLR` without momentum cycling.
    case oneCycle(warmup: Double)

    /// Whether the rate of a step depends on the total number of steps.
    public var dependsOnTotal: Bool { self != .constant }

    /// The learning rate of a step.
    ///
    /// - Parameters:
    ///   - step: 0…total−1.
    ///   - total: the number of steps of the whole training.
    ///   - peak: the maximum rate, which is the optimizer's learning rate.
    public func learningRate(step: Int, of total: Int, peak: Double) -> Double {
        switch self {
        case .constant: return peak
        case .cosine(let floor):
            return floor + (peak - floor) * (1 + cos(Double.pi * Double(step) / Double(max(total, 1)))) / 2
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

    private static func blend(from start: Double, to end: Double, share: Double) -> Double {
        end + (start - end) / 2 * (cos(Double.pi * share) + 1)
    }
}

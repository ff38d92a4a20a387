import Glibc

/// Student's t distribution.
///
/// "Student", "The probable error of a mean", Biometrika 6 (1908). It equals `scipy.stats.t(degreesOfFreedom)`, with a
/// relative error below 10⁻¹² of the smaller tail, and of the distance of a quantile from 0. Numbers beyond ±10¹⁵⁰
/// count as infinite.
package struct StudentT: Sendable, Hashable {
    /// The degrees of freedom, more than 0, also fractions.
    package let degreesOfFreedom: Double

    /// The distribution.
    ///
    /// - Parameter degreesOfFreedom: more than 0 and finite.
    package init(degreesOfFreedom: Double) {
        precondition(
            degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "\(degreesOfFreedom) degrees of freedom")
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// The probability of a number of at most `t`, 0…1; NaN for NaN. It is `scipy.stats.t.cdf`.
    package func cumulative(_ t: Double) -> Double { survival(-t) }

    /// The probability of a number above `t`, 0…1; NaN for NaN. It is `scipy.stats.t.sf`.
    package func survival(_ t: Double) -> Double {
        if t.isNaN { return t }
        let tail = share(beyond: abs(t)).lower / 2
        return t < 0 ? 1 - tail : tail
    }

    /// The number below which the distribution has this share; ±∞ for 1 and 0. It is `scipy.stats.t.ppf`.
    ///
    /// - Parameter probability: 0…1.
    package func quantile(_ probability: Double) -> Double {
        precondition((0...1).contains(probability), "a probability of \(probability)")
        // Above ½ the difference from 1 is exact.
        return probability < 0.5 ? -distance(ofTail: probability) : distance(ofTail: 1 - probability)
    }
}

extension StudentT {
    /// Far more than Newton's method needs, which is 6.
    private static let mostSteps = 100

    /// The shares of the numbers that are further from 0 than `t`, and of those that are not.
    private func share(beyond t: Double) -> IncompleteBeta {
        // t²/ν, whose logarithm is −ln(x / (1 − x)).
        let ratio = t / degreesOfFreedom * t
        let complement = ratio > 1e300 ? 1 : ratio / (1 + ratio)
        return IncompleteBeta(degreesOfFreedom / 2, 0.5, at: 1 / (1 + ratio), complement: complement)
    }

    /// The positive number above which the distribution has this share, 0…½.
    ///
    /// The logarithm of a share is a concave function of ln t, so Newton's method on it converges from the side on which
    /// a tangent lies beyond the function, and so from these starts: without a jump over the root, and from anywhere.
    private func distance(ofTail tail: Double) -> Double {
        guard tail > 0 else { return .infinity }
        guard tail < 0.5 else { return 0 }
        let isTail = tail < 0.25
        let goal = isTail ? tail : 0.5 - tail
        var logarithm = isTail ? startBeyond(tail) : log(goal / densityAtZero)
        for _ in 0..<Self.mostSteps {
            guard logarithm < 345 else { return .infinity }
            let shares = share(beyond: exp(logarithm))
            let reached = (isTail ? shares.lower : shares.upper) / 2
            // The share is too small for a number, and the start is close enough.
            guard reached > 0, shares.slope > 0 else { break }
            let step = log(goal / reached) * reached / shares.slope
            logarithm += isTail ? -step : step
            // The error that remains is about its square.
            if abs(step) < 1e-9 { break }
        }
        return exp(logarithm)
    }

    /// ln t for a number t whose tail is at most this one, since no tail is above ½ (1 + t²/ν)^(−ν/2).
    private func startBeyond(_ tail: Double) -> Double {
        let exponent = -2 * log(2 * tail) / degreesOfFreedom
        return (log(degreesOfFreedom) + exponent + log(-expm1(-exponent))) / 2
    }

    /// The density at 0, its maximum: 1 / (√ν B(½, ν/2)).
    private var densityAtZero: Double {
        // From the slope at t = 1, where none of its factors is too small for a number.
        share(beyond: 1).slope * pow(1 + 1 / degreesOfFreedom, (degreesOfFreedom + 1) / 2)
    }
}

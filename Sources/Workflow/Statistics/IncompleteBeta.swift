import Glibc

/// The regularized incomplete beta function Iₓ(a, b): the share of the distribution Beta(a, b) below x.
///
/// It equals `scipy.special.betainc(a, b, x)`, and ``upper`` `betaincc`. The definition is DLMF 8.17; it is computed by
/// the continued fraction of A. R. DiDonato and A. H. Morris, "Significant digit computation of the incomplete beta
/// function ratios", ACM Transactions on Mathematical Software 18 (1992), with Lentz's method, and by the power before
/// it as C. Loader writes binomial probabilities ("Fast and accurate computation of binomial probabilities", 2000): as
/// deviations from its greatest value, so that nothing large cancels.
///
/// The relative error of the smaller share is below 10⁻¹² for parameters from 0.01 to 10⁶, also far in the tails; the
/// number of terms grows with the square root of the larger parameter.
package struct IncompleteBeta: Sendable, Hashable {
    /// Iₓ(a, b), 0…1.
    package let lower: Double

    /// 1 − Iₓ(a, b), 0…1, which is exact where it is small.
    package let upper: Double

    /// xᵃ (1 − x)ᵇ / B(a, b), 0 or more: the derivative of ``lower`` by the logarithm of x / (1 − x).
    package let slope: Double

    /// The function at a point.
    ///
    /// - Parameters:
    ///   - a: the first parameter, more than 0 and finite.
    ///   - b: the second parameter, more than 0 and finite.
    ///   - x: the point, 0…1.
    ///   - complement: 1 − x, 0…1; given apart, because near 1 a number has few digits left for it.
    package init(_ a: Double, _ b: Double, at x: Double, complement: Double) {
        precondition(
            a > 0 && a.isFinite && b > 0 && b.isFinite && (0...1).contains(x) && (0...1).contains(complement),
            "I(\(a), \(b)) at \(x), \(complement)")
        guard x > 0, complement > 0 else {
            (lower, upper, slope) = x > 0 ? (1, 0, 0) : (0, 1, 0)
            return
        }
        let parts = Parts(a: a, b: b, x: x, y: complement)
        slope = parts.power
        // The share on the side of the point where less lies is computed, and the other one is what remains.
        if parts.excess >= 0 {
            lower = min(slope / parts.fraction, 1)
            upper = 1 - lower
        } else {
            upper = min(slope / parts.mirrored.fraction, 1)
            lower = 1 - upper
        }
    }

    /// The function at a point of which the complement is not known more precisely.
    package init(_ a: Double, _ b: Double, at x: Double) { self.init(a, b, at: x, complement: 1 - x) }
}

extension IncompleteBeta {
    /// The parts from which it is computed.
    private struct Parts {
        let a: Double
        let b: Double
        let x: Double
        /// 1 − x.
        let y: Double

        /// (a + b) y − b, which is also a − (a + b) x: how far x is below the mean, times a + b.
        var excess: Double { y <= x ? (a + b) * y - b : a - (a + b) * x }

        /// The same with x and y exchanged.
        var mirrored: Parts { Parts(a: b, b: a, x: y, y: x) }

        /// xᵃ yᵇ / B(a, b).
        var power: Double {
            let excess = excess
            let deviances =
                IncompleteBeta.deviance(of: a, from: y <= x ? a - excess : (a + b) * x, difference: -excess)
                + IncompleteBeta.deviance(of: b, from: y <= x ? (a + b) * y : b + excess, difference: excess)
            let corrections =
                IncompleteBeta.stirlingCorrection(a + b) - IncompleteBeta.stirlingCorrection(a)
                - IncompleteBeta.stirlingCorrection(b)
            return (a * (b / (a + b)) / (2 * .pi)).squareRoot() * exp(corrections - deviances)
        }

        /// The continued fraction of DiDonato and Morris, by which the power is divided, by Lentz's method.
        var fraction: Double {
            let excess = excess
            // Both quotients of Lentz's method are kept from being 0.
            let least = 1e-300
            var value = a * (excess + 1) / (a + 1)
            if value == 0 { value = least }
            var (numerators, denominators) = (value, 0.0)
            for term in 1...Self.mostTerms {
                let m = Double(term)
                let before = a + 2 * m - 1
                let above = (a + m - 1) / before * ((a + b + m - 1) / before) * m * (b - m) * x * x
                let below =
                    m + m * (b - m) * x / before + (a + m) * (excess + 1 + m * (1 + y)) / (a + 2 * m + 1)
                let denominator = below + above * denominators
                denominators = 1 / (denominator == 0 ? least : denominator)
                let numerator = below + above / numerators
                numerators = numerator == 0 ? least : numerator
                let change = numerators * denominators
                value *= change
                if abs(change - 1) <= 2 * .ulpOfOne { break }
            }
            return value
        }

        /// Far more terms than parameters of 10⁶ need, about 1,200.
        private static let mostTerms = 1_000_000
    }

    /// k ln(k / m) + m − k, 0 or more: how improbable a count is.
    ///
    /// - Parameters:
    ///   - k: the count, more than 0.
    ///   - m: its mean, more than 0.
    ///   - difference: m − k, given apart, so that it is precise where the two are nearly equal.
    private static func deviance(of k: Double, from m: Double, difference: Double) -> Double {
        guard abs(difference) < 0.1 * (k + m) else { return k * log(k / m) + difference }
        // The series of the logarithm in (k − m) / (k + m), without its first term, which cancels.
        let ratio = -difference / (k + m)
        var sum = -difference * ratio
        var term = 2 * k * ratio
        var divisor = 3.0
        while true {
            term *= ratio * ratio
            let next = sum + term / divisor
            if next == sum { return sum }
            sum = next
            divisor += 2
        }
    }

    /// What Stirling's formula lacks: ln Γ(a) − ((a − ½) ln a − a + ½ ln 2π), by DLMF 5.11.1.
    private static func stirlingCorrection(_ a: Double) -> Double {
        // Γ(a + 1) = a Γ(a) leads to a number from which on the series is precise.
        var (shifted, sum) = (a, 0.0)
        while shifted < 10 {
            sum += (shifted + 0.5) * log1p(1 / shifted) - 1
            shifted += 1
        }
        let square = 1 / (shifted * shifted)
        let series = stirlingFractions.reduce(0.0) { $0 * square + $1.numerator / $1.denominator }
        return sum + series / shifted
    }

    /// The coefficients of the series, the last one first, as fractions.
    private static let stirlingFractions: [(numerator: Double, denominator: Double)] = [
        (-3617, 122_400), (1, 156), (-691, 360_360), (1, 1188), (-1, 1680), (1, 1260), (-1, 360), (1, 12),
    ]
}

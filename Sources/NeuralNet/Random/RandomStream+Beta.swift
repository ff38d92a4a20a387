#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension RandomStream {
    /// The number at an index from Beta(alpha, alpha), in 0…1: symmetric about its mean ½, of variance 1/(4·(2·alpha + 1)).
    ///
    /// It is G/(G + G′) of two gamma variates of the shape alpha, whose logarithms are compared: for a small alpha both
    /// may be too small for a number. Computed in double precision and rounded once. Equals
    /// `torch.distributions.Beta(alpha, alpha)` except for the numbers themselves.
    ///
    /// - Precondition: `alpha` is more than 0 and finite.
    public func symmetricBeta(_ alpha: Double, at index: UInt64) -> Float {
        precondition(alpha > 0 && alpha.isFinite, "Beta(\(alpha), \(alpha))")
        let (one, other) = (gamma(alpha, at: 2 * index), gamma(alpha, at: 2 * index + 1))
        // The differences first: both summands may be infinite, but no shape is so small that the differences are not
        // numbers.
        let difference =
            (other.boost - one.boost) / alpha + (other.logarithm - one.logarithm)
        return Float(1 / (1 + exp(difference)))
    }

    /// A gamma variate of a shape: e to the power of `logarithm + boost / shape`.
    ///
    /// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000: at least 95 of 100 attempts succeed.
    /// A shape of less than 1 takes the variate of shape + 1 times U^(1/shape), with a uniform U of logarithm `boost`.
    private func gamma(_ shape: Double, at index: UInt64) -> (logarithm: Double, boost: Double) {
        let isBoosted = shape < 1
        let d = (isBoosted ? shape + 1 : shape) - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        var attempt: UInt32 = 0
        while true {
            let block = words(at: index, kind: .gamma, attempt: attempt)
            let normal = Double(Self.boxMuller(block.x, block.y, isSecond: false))
            let root = 1 + c * normal
            if root > 0 {
                let logarithm = 3 * log(root)
                let limit = normal * normal / 2 + d - d * root * root * root + d * logarithm
                if log(Self.openUnit(block.z)) < limit {
                    return (log(d) + logarithm, isBoosted ? log(Self.openUnit(block.w)) : 0)
                }
            }
            attempt &+= 1
        }
    }

    /// A number between 0 and 1, neither of which it is.
    private static func openUnit(_ word: UInt32) -> Double { (Double(word) + 0.5) * 0x1p-32 }
}

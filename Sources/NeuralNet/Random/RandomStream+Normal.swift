#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension RandomStream {
    /// One of the two independent normal numbers of two random words (Box and Muller, 1958).
    ///
    /// Computed in double precision and rounded once, so that a math library with different last bits hardly
    /// ever changes the result.
    static func boxMuller(_ radiusWord: UInt32, _ angleWord: UInt32, isSecond: Bool) -> Float {
        // Adding a half keeps the logarithm's argument above zero.
        let radius = (-2 * log((Double(radiusWord) + 0.5) * 0x1p-32)).squareRoot()
        let angle = 2 * Double.pi * Double(angleWord) * 0x1p-32
        return Float(radius * (isSecond ? sin(angle) : cos(angle)))
    }
}

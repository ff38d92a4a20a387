extension Float {
    /// The exact value of an IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction.
    package init(binary16 pattern: UInt16) {
        let sign: Float = pattern & 0x8000 == 0 ? 1 : -1
        let exponent = Int(pattern >> 10 & 0x1F)
        let fraction = Float(pattern & 0x3FF)
        self =
            switch exponent {
            case 0: sign * fraction * 0x1p-24
            case 0x1F: fraction == 0 ? sign * .infinity : .nan
            default:
                sign * (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
            }
    }

    /// The exact value of a bfloat16, which is the upper half of a Float32.
    package init(bfloat16 pattern: UInt16) { self.init(bitPattern: UInt32(pattern) << 16) }
}

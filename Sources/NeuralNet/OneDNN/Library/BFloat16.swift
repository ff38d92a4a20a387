/// The upper half of a Float32: its sign, its exponent and 7 bits of its fraction.
enum BFloat16 {
    /// The value of a bit pattern.
    static func value(of pattern: UInt16) -> Float { Float(bitPattern: UInt32(pattern) << 16) }

    /// The bit pattern of the nearest value, ties to even; NaN stays NaN.
    static func pattern(of value: Float) -> UInt16 {
        guard !value.isNaN else { return 0x7FC0 }
        let bits = value.bitPattern
        let rounded = bits &+ 0x7FFF &+ (bits >> 16 & 1)
        return UInt16(truncatingIfNeeded: rounded >> 16)
    }
}

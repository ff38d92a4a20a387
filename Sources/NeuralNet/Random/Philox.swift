/// The counter-based generator Philox4x32-10: a keyed scrambling of 128-bit counters.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. It is stateless, so
/// every number is the same on any thread and in any order. It passes TestU01's BigCrush; it is not
/// cryptographically secure.
public struct Philox: Sendable, Equatable {
    /// The two key words, which select the sequence.
    public var key: SIMD2<UInt32>

    /// Makes a generator with a key.
    public init(key: SIMD2<UInt32>) {
        self.key = key
    }

    /// The four random words of a counter.
    @inlinable
    public func block(at counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
        var (a, b, c, d) = (counter.x, counter.y, counter.z, counter.w)
        var (firstKey, secondKey) = (key.x, key.y)
        for _ in 0..<10 {
            let first = a.multipliedFullWidth(by: 0xD251_1F53)
            let second = c.multipliedFullWidth(by: 0xCD9E_8D57)
            (a, b, c, d) = (second.high ^ b ^ firstKey, second.low, first.high ^ d ^ secondKey, first.low)
            firstKey &+= 0x9E37_79B9
            secondKey &+= 0xBB67_AE85
        }
        return SIMD4(a, b, c, d)
    }
}

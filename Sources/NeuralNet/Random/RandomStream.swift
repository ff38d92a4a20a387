/// A named, endless sequence of random numbers, accessed by index.
///
/// A number depends only on the seed, the stream's name, the index and the kind of number: neither the order
/// of the calls nor the thread changes it. Each kind (`uniform`, `normal`, `integer`) draws from its own part
/// of the stream, so using two kinds at the same index is safe; `bits` and `uniform` share a part, as do
/// `integer` and `permutation`. `symmetricBeta` draws from a part of its own.
public struct RandomStream: Sendable, Equatable {
    private let philox: Philox

    /// Makes the stream of a name and a seed.
    public init(seed: UInt64, stream: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            hash = Self.fnv1a(hash, UInt8(truncatingIfNeeded: seed >> shift))
        }
        for byte in stream.utf8 {
            hash = Self.fnv1a(hash, byte)
        }
        philox = Philox(key: SIMD2(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)))
    }

    /// The block of 128 random bits at an index.
    public func bits(at index: UInt64) -> SIMD4<UInt32> {
        words(at: index, kind: .uniform)
    }

    /// The uniform number at an index, in 0..<1, a multiple of 2⁻²⁴.
    ///
    /// Four neighbours share one block: number `i` is lane `i % 4` of `bits(at: i / 4)`.
    public func uniform(at index: UInt64) -> Float {
        Self.unit(bits(at: index / 4)[Int(index % 4)])
    }

    /// Standard normal number at an index, by the Box–Muller transform; the largest possible is 6.7.
    public func normal(at index: UInt64) -> Float {
        let block = words(at: index / 4, kind: .normal)
        let lane = Int(index % 4)
        return Self.boxMuller(block[lane & 2], block[lane | 1], isSecond: lane & 1 == 1)
    }

    /// The integer at an index, in 0..<bound, each equally likely.
    ///
    /// Lemire, "Fast random integer generation in an interval", 2019: a product whose low half falls into the
    /// uneven remainder is rejected and drawn again.
    public func integer(below bound: Int, at index: UInt64) -> Int {
        precondition(bound > 0, "the bound \(bound) is not positive")
        let range = UInt64(bound)
        let remainder = (0 &- range) % range
        var attempt: UInt32 = 0
        while true {
            let block = words(at: index, kind: .integer, attempt: attempt)
            for word in [UInt64(block.x) | UInt64(block.y) << 32, UInt64(block.z) | UInt64(block.w) << 32] {
                let product = word.multipliedFullWidth(by: range)
                if product.low >= remainder { return Int(product.high) }
            }
            attempt &+= 1
        }
    }

    /// A random order of the integers 0..<count, each order equally likely (Fisher and Yates).
    public func permutation(of count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, integer(below: last + 1, at: UInt64(last)))
        }
        return order
    }
}

extension RandomStream {
    /// The uniform numbers at the indices 0..<count.
    public func uniforms(count: Int) -> [Float] {
        var numbers = [Float](repeating: 0, count: count)
        var all = numbers.mutableSpan
        fillUniform(&all, startingAt: 0)
        return numbers
    }

    /// Fills a span with consecutive uniform numbers, four from each block.
    public func fillUniform(_ numbers: inout MutableSpan<Float>, startingAt start: UInt64) {
        var position = 0
        while position < numbers.count, (start + UInt64(position)) % 4 != 0 {
            numbers[position] = uniform(at: start + UInt64(position))
            position += 1
        }
        while position + 4 <= numbers.count {
            let block = bits(at: (start + UInt64(position)) / 4)
            for lane in 0..<4 { numbers[position + lane] = Self.unit(block[lane]) }
            position += 4
        }
        while position < numbers.count {
            numbers[position] = uniform(at: start + UInt64(position))
            position += 1
        }
    }
}

extension RandomStream {
    /// The use of a block; the last word of its counter.
    enum Kind: UInt32 {
        case uniform, normal, integer, gamma
    }

    /// The random words at an index for a use.
    ///
    /// - Parameter attempt: the number of earlier blocks at this index that were rejected.
    func words(at index: UInt64, kind: Kind, attempt: UInt32 = 0) -> SIMD4<UInt32> {
        let low = UInt32(truncatingIfNeeded: index)
        let high = UInt32(truncatingIfNeeded: index >> 32)
        return philox.block(at: SIMD4(low, high, attempt, kind.rawValue))
    }
}

private extension RandomStream {
    static func unit(_ word: UInt32) -> Float {
        Float(word >> 8) * 0x1p-24
    }

    static func fnv1a(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}

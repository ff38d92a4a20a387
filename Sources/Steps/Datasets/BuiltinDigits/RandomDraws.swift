import NeuralNet

/// The random numbers of one sample, drawn in order from the sample's own part of a stream.
struct RandomDraws {
    /// How many blocks of four numbers each sample may use.
    private static let blocksPerSample: UInt64 = 256

    private let stream: RandomStream
    private var nextBlock: UInt64
    private var block = SIMD4<UInt32>()
    private var lane = 4

    init(stream: RandomStream, sample: Int) {
        self.stream = stream
        nextBlock = UInt64(sample) * Self.blocksPerSample
    }

    /// A number in 0..<1.
    mutating func uniform() -> Float {
        if lane == 4 {
            block = stream.bits(at: nextBlock)
            nextBlock += 1
            lane = 0
        }
        defer { lane += 1 }
        return Float(block[lane] >> 8) * 0x1p-24
    }

    /// A number in a range.
    mutating func uniform(_ range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// Whether an event of a probability happens.
    mutating func happens(_ probability: Float) -> Bool {
        uniform() < probability
    }

    /// A number close to standard normal, never beyond ±3.5: no hand errs further.
    ///
    /// The sum of four uniform numbers needs no logarithm, so it has the same bits on every machine.
    mutating func normal() -> Float {
        let words = stream.bits(at: nextBlock)
        nextBlock += 1
        let sum = Float(words.x >> 8) + Float(words.y >> 8) + Float(words.z >> 8) + Float(words.w >> 8)
        return (sum * 0x1p-24 - 2) * 1.732_050_8
    }

    /// Two independent numbers like those of `normal()`.
    mutating func normalPair() -> SIMD2<Float> {
        SIMD2(normal(), normal())
    }
}

import Foundation
import NeuralNet
import TestSupport
import Testing

/// Numbers from Beta(alpha, alpha): their distribution, and that they depend on nothing but seed, stream and index.
@Suite struct BetaTests {
    private static let count = 20_000

    private static func numbers(_ alpha: Double, seed: UInt64 = 6) -> [Float] {
        let stream = RandomStream(seed: seed, stream: "beta")
        return (0..<count).map { stream.symmetricBeta(alpha, at: UInt64($0)) }
    }

    @Test(arguments: [0.05, 0.2, 0.5, 1, 1.5, 8, 100])
    func `mean and variance are those of the distribution`(alpha: Double) {
        let numbers = Self.numbers(alpha).map { Double($0) }
        #expect(numbers.allSatisfy { (0...1).contains($0) })
        let mean = numbers.reduce(0, +) / Double(Self.count)
        let variance = numbers.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / Double(Self.count)
        let expected = 1 / (4 * (2 * alpha + 1))
        // Four standard errors.
        #expect(abs(mean - 0.5) < 4 * (expected / Double(Self.count)).squareRoot())
        #expect(abs(variance / expected - 1) < 4 * (2 / Double(Self.count)).squareRoot())
    }

    @Test(arguments: [0.5, 1, 2])
    func `the distribution is that of its closed form`(alpha: Double) {
        func share(below x: Double) -> Double {
            switch alpha {
            case 0.5: 2 / Double.pi * asin(x.squareRoot())
            case 1: x
            default: x * x * (3 - 2 * x)
            }
        }
        var largest = 0.0
        for (rank, number) in Self.numbers(alpha).sorted().enumerated() {
            let (low, high) = (Double(rank) / Double(Self.count), Double(rank + 1) / Double(Self.count))
            let expected = share(below: Double(number))
            largest = max(largest, abs(expected - low), abs(expected - high))
        }
        // Kolmogorov's bound that one sample of a hundred exceeds.
        #expect(largest < 1.63 / Double(Self.count).squareRoot())
    }

    @Test(arguments: [1e-5, 1e-30, 1e-300, 5e-324])
    func `for tiny parameters the numbers are 0 or 1, as often`(alpha: Double) {
        let numbers = Self.numbers(alpha)
        let ones = numbers.count { $0 > 0.5 }
        #expect(numbers.count { $0 == 0 || $0 == 1 } > Self.count * 98 / 100)
        #expect((Self.count * 48 / 100...Self.count * 52 / 100).contains(ones))
    }

    @Test func `a number depends on seed and index alone`() {
        let stream = RandomStream(seed: 6, stream: "beta")
        let numbers = Self.numbers(0.4)
        for index in [19_999, 3, 0, 4711] {
            #expect(stream.symmetricBeta(0.4, at: UInt64(index)) == numbers[index])
        }
        #expect(Self.numbers(0.4, seed: 7) != numbers)
        #expect(Set(numbers).count > Self.count * 9 / 10)
    }
}

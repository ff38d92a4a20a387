import NeuralNet
import Testing

struct RandomStreamTests {
    private let stream = RandomStream(seed: 7, stream: "test")

    @Test func `a stream's first numbers never change from one version to the next`() {
        #expect(stream.bits(at: 0) == SIMD4(1_095_776_472, 3_816_319_494, 4_142_018_942, 3_979_370_353))
        #expect(stream.bits(at: 1 << 40) == SIMD4(1_557_687_301, 1_645_693_037, 2_460_103_100, 1_371_981_071))
        #expect((0..<4).map { stream.integer(below: 1000, at: $0) } == [386, 216, 251, 445])
        #expect((0..<4).map { stream.normal(at: $0) } == [1.9468526, 0.20390981, 0.5951482, -1.0282553])
    }

    @Test func `the seed, the name and the index each change the numbers`() {
        let others = [
            RandomStream(seed: 8, stream: "test"), RandomStream(seed: 7, stream: "tesu"),
            RandomStream(seed: 7, stream: ""), RandomStream(seed: 7 << 32, stream: "test"),
        ]
        for other in others {
            #expect(other.bits(at: 0) != stream.bits(at: 0))
        }
        let blocks = [0, 1, 1 << 32, 1 << 63].map { stream.bits(at: $0) }
        #expect(Set(blocks).count == 4)
    }

    @Test func `a uniform number is a lane of the block that four neighbours share`() {
        for index in UInt64(0)..<40 {
            let word = stream.bits(at: index / 4)[Int(index % 4)]
            #expect(stream.uniform(at: index) == Float(word >> 8) * 0x1p-24)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 1 << 40])
    func `numbers drawn in bulk are the numbers drawn one by one`(start: UInt64) {
        for count in 0..<13 {
            var bulk = [Float](repeating: .nan, count: count)
            var numbers = bulk.mutableSpan
            stream.fillUniform(&numbers, startingAt: start)
            #expect(bulk == (0..<UInt64(count)).map { stream.uniform(at: start + $0) })
        }
        #expect(stream.uniforms(count: 9) == (0..<9).map { stream.uniform(at: $0) })
    }

    @Test func `uniform numbers fill 0..<1 evenly`() {
        let numbers = stream.uniforms(count: 100_000)
        #expect(numbers.allSatisfy { (0..<1).contains($0) })
        var counts = [Int](repeating: 0, count: 20)
        for number in numbers { counts[Int(number * 20)] += 1 }
        // Standard deviation of a count: 69.
        #expect(counts.allSatisfy { abs($0 - 5000) < 350 })
        // Neighbours are uncorrelated; standard deviation of the mean product: 0.0003.
        let products = zip(numbers, numbers.dropFirst()).map { Double(($0 - 0.5) * ($1 - 0.5)) }
        #expect(abs(products.reduce(0, +) / Double(products.count)) < 0.0015)
    }

    @Test func `normal numbers have the moments of the normal distribution`() {
        let numbers = (0..<100_000).map { Double(stream.normal(at: $0)) }
        func moment(_ power: Int) -> Double {
            numbers.map { number in (0..<power).reduce(1) { product, _ in product * number } }.reduce(0, +)
                / 100_000
        }
        // Five standard deviations of each mean.
        #expect(abs(moment(1)) < 0.016)
        #expect(abs(moment(2) - 1) < 0.023)
        #expect(abs(moment(3)) < 0.062)
        #expect(abs(moment(4) - 3) < 0.16)
        let products = zip(numbers, numbers.dropFirst()).map { $0 * $1 }
        #expect(abs(products.reduce(0, +) / 100_000) < 0.016)
    }

    @Test(arguments: [1, 2, 3, 10, 1000, 3 << 60])
    func `an integer lies below its bound and is spread evenly`(bound: Int) {
        let count = 30_000
        // A biased draw favours either the low integers or, with the bound just under 2⁶², one residue.
        var thirds = [0, 0, 0]
        var residues = [0, 0, 0]
        for index in 0..<UInt64(count) {
            let integer = stream.integer(below: bound, at: index)
            #expect((0..<bound).contains(integer))
            thirds[min(2, Int(3 * Double(integer) / Double(bound)))] += 1
            residues[integer % 3] += 1
        }
        if bound % 3 == 0 {
            // Standard deviation of a count: 82.
            #expect((thirds + residues).allSatisfy { abs($0 - count / 3) < 410 })
        }
    }

    @Test func `a permutation holds each position once and moves nearly all`() {
        let permutation = stream.permutation(of: 1000)
        #expect(permutation.sorted() == Array(0..<1000))
        #expect(zip(permutation, 0...).filter { $0 == $1 }.count < 8)
        #expect(stream.permutation(of: 0) == [])
        #expect(stream.permutation(of: 1) == [0])
    }

    @Test func `every order of three is as likely as any other`() {
        var counts: [[Int]: Int] = [:]
        for seed in UInt64(0)..<6000 {
            counts[RandomStream(seed: seed, stream: "orders").permutation(of: 3), default: 0] += 1
        }
        #expect(counts.count == 6)
        // Standard deviation of a count: 29.
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 145 })
    }
}

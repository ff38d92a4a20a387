import Foundation
import NeuralNet
import Steps
import Testing

struct HeldOutTests {
    /// Images of two pixels that say which they are.
    private static func images(_ count: Int) throws -> ImageSet {
        try ImageSet(
            shape: Shape([1, 1, 2]), pixels: Data((0..<count).flatMap { [UInt8($0), UInt8($0)] }),
            labels: Data((0..<count).map { UInt8($0 % 10) }),
            normalization: Normalization(mean: 0.25, standardDeviation: 0.5))
    }

    private static func split(_ share: Double, of count: Int, seed: UInt64 = 0) throws -> (
        training: [UInt8], validation: [UInt8]
    ) {
        let parts = try HeldOut(share: share, of: images(count), seed: seed).parts
        for part in [parts.training, parts.validation].compactMap({ $0 }) {
            let indices = stride(from: 0, to: part.pixels.count, by: 2).map { part.pixels[$0] }
            #expect(Array(part.labels) == indices.map { $0 % 10 })
            #expect(part.pixels == Data(indices.flatMap { [$0, $0] }))
            // Each is augmented as 'plot' shows it.
            #expect((part.origins ?? Array(0..<part.count)) == indices.map(Int.init))
            #expect(part.normalization == Normalization(mean: 0.25, standardDeviation: 0.5))
        }
        func indices(_ part: ImageSet?) -> [UInt8] {
            guard let part else { return [] }
            return stride(from: 0, to: part.pixels.count, by: 2).map { part.pixels[$0] }
        }
        return (indices(parts.training), indices(parts.validation))
    }

    @Test func `every image is in exactly one part, with its label`() throws {
        for (share, held) in [(0.05, 10), (0.1, 20), (0.5, 100), (0.001, 1), (0.99, 198)] {
            let (training, validation) = try Self.split(share, of: 200)
            #expect(validation.count == held, "\(share)")
            #expect((training + validation).sorted() == Array(0..<200))
        }
    }

    @Test func `the seed alone decides which are held out`() throws {
        let first = try Self.split(0.2, of: 100, seed: 7)
        #expect(try Self.split(0.2, of: 100, seed: 7).validation == first.validation)
        #expect(try Self.split(0.2, of: 100, seed: 8).validation != first.validation)
        // They are drawn, not the first or the last ones.
        #expect(first.validation != Array(0..<20))
        #expect(first.validation != Array(80..<100))
    }

    @Test func `no share holds nothing out, and not all can be`() throws {
        #expect(try Self.split(0, of: 30).training == Array(0..<30))
        #expect(try HeldOut(share: 0, of: Self.images(30), seed: 0).parts.validation == nil)
        let error = #expect(throws: (any Error).self) { try Self.split(0.99, of: 2) }
        #expect(error.map { "\($0)" } == "of 2 training images, 2 cannot be held out")
    }
}

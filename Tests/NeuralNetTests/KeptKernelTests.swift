import Foundation
import NeuralNet
import TestSupport
import Testing

/// A classifier that keeps its kernels from one picture to the next.
struct KeptKernelTests {
    private let shape = Shape([1, 6, 6])

    private func classifier(keepsKernels: Bool) throws -> Classifier {
        let layers: [Layer] = [
            .convolution2D(filters: 4, kernel: 3, stride: 1, padding: 1), .relu,
            .maxPooling2D(size: 2, stride: 2),
            .flatten,
            .dense(units: 5),
        ]
        let architecture = try Architecture(input: shape, layers: layers)
        return Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 3),
            threads: 1,
            keepsKernels: keepsKernels)
    }

    /// Sets of 1, 1, 3, 1, 3 and 2 different images.
    private func sets() throws -> [ImageSet] {
        try [1, 1, 3, 1, 3, 2].enumerated().map { place, count in
            let pixels = (0..<count * shape.count).map { UInt8(($0 * 37 + place * 91) % 256) }
            return try ImageSet(
                shape: shape, pixels: Data(pixels), labels: Data(count: count), normalization: .unit)
        }
    }

    @Test func `the images one after another have the bits that they have with kernels of their own`() throws
    {
        let keeping = try classifier(keepsKernels: true)
        for images in try sets() {
            let expected = try classifier(keepsKernels: false).classify(images).logits.values
            #expect(try keeping.classify(images).logits.values == expected)
            #expect(Set(expected).count > 1)
        }
    }

    @Test func `those who classify at once do not share kernels`() async throws {
        let keeping = try classifier(keepsKernels: true)
        let sets = try sets()
        let expected = try sets.map { try classifier(keepsKernels: false).classify($0).logits.values }
        try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for round in 0..<200 {
                let images = sets[round % sets.count]
                group.addTask { (round % sets.count, try keeping.classify(images).logits.values) }
            }
            for try await (place, logits) in group { #expect(logits == expected[place]) }
        }
    }

    @Test func `a call that was given up leaves the next ones as they are`() throws {
        struct Stop: Error {}
        let keeping = try classifier(keepsKernels: true)
        let images = try sets()[2]
        let expected = try keeping.classify(images).logits.values
        #expect(throws: Stop.self) { try keeping.classify(images) { _ in throw Stop() } }
        #expect(try keeping.classify(images).logits.values == expected)
    }
}

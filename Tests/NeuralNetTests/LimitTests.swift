import Foundation
import NeuralNet
import Testing

@Suite struct LimitTests {
    private static func images() throws -> ImageSet {
        try ImageSet(
            shape: Shape([1, 2, 2]), pixels: Data([0, 50, 100, 200, 9, 8, 7, 6]), labels: Data([0, 1]),
            normalization: .unit)
    }

    private static func training(
        _ layers: [Layer], learningRate: Double = 0.1, threads: Int = 1
    ) throws -> Training {
        Training(
            architecture: try Architecture(input: Shape([1, 2, 2]), layers: layers),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: learningRate,
            schedule: .constant, epochs: 1, batchSize: 64, seed: 0, threads: threads)
    }

    @Test func `a network of more numbers than can be counted is refused`() {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([1, 2, 2]),
                layers: [.flatten, .dense(units: 1_000_000), .dense(units: 1_000_000_000_000)])
        }
        #expect(problem?.layer == 2)
        #expect(problem?.message == "the network would have more than 1000000000 numbers")
        #expect(Shape([1 << 40, 1 << 40]).count == .max)
    }

    @Test func `a network larger than the machine's memory is refused before it takes any`() throws {
        let images = try ImageSet(
            shape: Shape([1, 2, 2]), pixels: Data(count: 64 * 4), labels: Data(count: 64),
            normalization: .unit)
        // 400 million numbers an image, 64 images, values and gradients: 205 GB.
        let training = try Self.training(
            [.convolution2D(filters: 100_000_000, kernel: 1, stride: 1, padding: 0)])
        let error = #expect(throws: NetworkError.self) {
            try training.run(on: images, validation: nil) { _ in throw CancellationError() }
        }
        guard case .memory(let needed, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(needed > 200_000_000_000)
    }

    @Test func `a divergence in the last step is one`() throws {
        let training = try Self.training([.flatten, .dense(units: 2)], learningRate: 1e300)
        let error = #expect(throws: NetworkError.self) {
            try training.run(on: Self.images(), validation: nil) { _ in }
        }
        guard case .diverged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

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
        _ layers: [Layer], learningRate: Double = 0.1, threads: Int = 1,
        options: UpdateOptions = UpdateOptions(), selection: EpochSelection = .all
    ) throws -> Training {
        Training(
            architecture: try Architecture(input: Shape([1, 2, 2]), layers: layers),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: learningRate,
            schedule: .constant, epochs: 1, batchSize: 64, seed: 0, threads: threads, options: options,
            selection: selection)
    }

    @Test func `a network whose size overflows an integer is refused`() {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([1, 2, 2]),
                layers: [.flatten, .dense(units: 1_000_000), .dense(units: 1_000_000_000)])
        }
        #expect(problem?.layer == 2)
        #expect(problem?.message == "the network would have more than 1000000000 numbers")
        #expect(Shape([1 << 40, 1 << 40]).count == .max)
    }

    @Test(arguments: [
        // Many outputs of few parameters, and many parameters with few outputs.
        Layer.convolution2D(filters: 1, kernel: 1, stride: 1, padding: 50_000), .dense(units: 1001),
    ])
    func `neither the numbers of an image nor the parameters may be too many`(layer: Layer) throws {
        let problem = #expect(throws: ArchitectureProblem.self) {
            if layer.name == "dense" {
                try Architecture(input: Shape([1, 1000, 1000]), layers: [.flatten, layer])
            } else {
                try Architecture(input: Shape([1, 2, 2]), layers: [.relu, layer])
            }
        }
        #expect(problem?.layer == 1)
        #expect(problem?.message == "the network would have more than 1000000000 numbers")
    }

    @Test func `a network larger than the machine's memory is refused before it takes any`() throws {
        let images = try ImageSet(
            shape: Shape([1, 2, 2]), pixels: Data(count: 64 * 4), labels: Data(count: 64),
            normalization: .unit)
        // 400 million values per image, 64 images, activations and gradients: 205 GB; 200 million parameters: 5 GB.
        let training = try Self.training(
            [.convolution2D(filters: 100_000_000, kernel: 1, stride: 1, padding: 0)])
        let error = #expect(throws: NetworkError.self) {
            try training.run(on: images, validation: nil) { _ in throw CancellationError() }
        }
        guard case .memory(let needed, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((209_000_000_000...210_000_000_000).contains(needed))
    }

    @Test func `an average and the best epoch's network are counted as a copy of all parameters each`() throws
    {
        let images = try ImageSet(
            shape: Shape([1, 2, 2]), pixels: Data(count: 64 * 4), labels: Data(count: 64),
            normalization: .unit)
        func needed(average: Bool, best: Bool) throws -> Int? {
            let training = try Self.training(
                [.convolution2D(filters: 100_000_000, kernel: 1, stride: 1, padding: 0)],
                options: UpdateOptions(averageDecay: average ? 0.99 : nil),
                selection: EpochSelection(keepsBest: best))
            let error = #expect(throws: NetworkError.self) {
                try training.run(on: images, validation: images) { _ in throw CancellationError() }
            }
            guard case .memory(let needed, _)? = error else { return nil }
            return needed
        }
        let plain = try #require(try needed(average: false, best: false))
        // 200 million parameters of four bytes.
        #expect(try needed(average: true, best: false) == plain + 800_000_000)
        #expect(try needed(average: false, best: true) == plain + 800_000_000)
        #expect(try needed(average: true, best: true) == plain + 1_600_000_000)
    }

    @Test func `classifying is refused too where the machine's memory is too small`() throws {
        let images = try ImageSet(
            shape: Shape([1, 2, 2]), pixels: Data(count: 250 * 4), labels: Data(count: 250),
            normalization: .unit)
        // 400 million values per image, 250 images, activations alone: 400 GB.
        let architecture = try Architecture(
            input: Shape([1, 2, 2]),
            layers: [.convolution2D(filters: 1, kernel: 1, stride: 1, padding: 9_999)])
        let classifier = Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: 1)
        let error = #expect(throws: NetworkError.self) { try classifier.classify(images) }
        guard case .memory(let needed, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect((400_000_000_000...401_000_000_000).contains(needed))
    }

    @Test func `a divergence in the last step is noticed`() throws {
        let training = try Self.training([.flatten, .dense(units: 2)], learningRate: 1e300)
        let error = #expect(throws: NetworkError.self) {
            try training.run(on: Self.images(), validation: nil) { _ in }
        }
        #expect(error == .diverged(epoch: 1, step: 1, learningRate: 1e300))
    }
}

import Foundation
import NeuralNet
import TestSupport
import Testing

/// The progress and the history of a training, on networks so small that each number can be computed in another way.
@Suite struct TrainingHistoryTests {
    /// Images of three pixels, of which the first is the image's number.
    private static func images(count: Int = 11, shape: Shape = Shape([1, 1, 3])) throws -> ImageSet {
        let random = RandomStream(seed: 9, stream: "pixels")
        let pixels = (0..<count * 3).map { place in
            UInt8(place % 3 == 0 ? place / 3 : random.integer(below: 256, at: UInt64(place)))
        }
        let labels = (0..<count).map { UInt8($0 % 3) }
        return try ImageSet(
            shape: shape, pixels: Data(pixels), labels: Data(labels),
            normalization: Normalization(mean: 0.4, standardDeviation: 0.2))
    }

    /// A network without parameters: it stays the same, so that a loss identifies its images.
    private static func watching(
        epochs: Int, batchSize: Int, seed: UInt64 = 1, schedule: LearningRateSchedule = .constant,
        layers: [Layer] = [.flatten]
    ) throws -> Training {
        Training(
            architecture: try Architecture(input: Shape([1, 1, 3]), layers: layers),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: 0.5,
            schedule: schedule, epochs: epochs, batchSize: batchSize, seed: seed, threads: 1)
    }

    /// The loss of each image by itself.
    private static func losses(of images: ImageSet) throws -> [Float] {
        let architecture = try watching(epochs: 0, batchSize: 1).architecture
        let classifier = Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: 1)
        return try (0..<images.count).map { index in
            let one = try ImageSet(
                shape: images.shape, pixels: images.pixels[index * 3..<(index + 1) * 3],
                labels: images.labels[index..<index + 1], normalization: images.normalization)
            return Float(try classifier.classify(one).measurement.loss)
        }
    }

    @Test func `each epoch takes every image once, in an order of its own that the seed decides`() throws {
        let images = try Self.images()
        let losses = try Self.losses(of: images)
        #expect(Set(losses).count == 11)
        func orders(seed: UInt64) throws -> [[Float]] {
            let history = try Self.watching(epochs: 2, batchSize: 1, seed: seed)
                .run(on: images, validation: nil) { _ in }.history
            return [Array(history.batchLosses.prefix(11)), Array(history.batchLosses.suffix(11))]
        }
        let first = try orders(seed: 1)
        let other = try orders(seed: 2)
        for order in first + other {
            expectClose(order.sorted(), losses.sorted(), absolute: 1e-6, relative: 1e-6, "losses")
        }
        #expect(Set(first + other + [losses]).count == 5)
    }

    @Test func `a last batch that is smaller counts by its images`() throws {
        let images = try Self.images()
        let history = try Self.watching(epochs: 1, batchSize: 4)
            .run(on: images, validation: nil) { _ in }.history
        let order = try Self.watching(epochs: 1, batchSize: 1)
            .run(on: images, validation: nil) { _ in }.history.batchLosses
        func mean(_ losses: ArraySlice<Float>) -> Float { losses.reduce(0, +) / Float(losses.count) }
        expectClose(
            history.batchLosses, [mean(order[0..<4]), mean(order[4..<8]), mean(order[8..<11])],
            absolute: 1e-6, relative: 1e-6, "batches")
        let measured = try Classifier(
            architecture: Self.watching(epochs: 1, batchSize: 4).architecture,
            parameters: Parameters(
                initializing: Self.watching(epochs: 1, batchSize: 4).architecture, seed: 0), threads: 1
        ).classify(images).measurement
        let epoch = try #require(history.epochs.first)
        expectClose([epoch.loss], [measured.loss], absolute: 1e-12, relative: 1e-9, "loss")
        #expect(epoch.accuracy == measured.accuracy)
        #expect((1...10).contains(measured.correct))
    }

    @Test func `progress has the epoch, the batch, the images and the mean loss so far`() throws {
        var told: [Training.Progress] = []
        let history = try Self.watching(epochs: 2, batchSize: 4)
            .run(on: Self.images(), validation: nil) { told.append($0) }.history
        #expect(told.map(\.epoch) == [1, 1, 1, 2, 2, 2])
        #expect(told.map(\.batch) == [1, 2, 3, 1, 2, 3])
        #expect(told.map(\.batches) == [3, 3, 3, 3, 3, 3])
        #expect(told.map(\.images) == [4, 8, 11, 4, 8, 11])
        #expect(told.map(\.finishedEpoch) == [nil, nil, history.epochs[0], nil, nil, history.epochs[1]])
        let counts: [Double] = [4, 4, 3]
        var means: [Double] = []
        for epoch in 0..<2 {
            var (sum, count) = (0.0, 0.0)
            for batch in 0..<3 {
                sum += Double(history.batchLosses[3 * epoch + batch]) * counts[batch]
                count += counts[batch]
                means.append(sum / count)
            }
        }
        expectClose(told.map(\.loss), means, absolute: 1e-6, relative: 1e-6, "mean loss")
    }

    @Test(arguments: [
        LearningRateSchedule.constant, .cosine(floor: 0.01), .cosine(floor: 0, warmup: 0.4),
        .oneCycle(warmup: 0.25), .step(every: 2, factor: 0.5), .exponential(factor: 0.5), .linear(end: 0.1),
    ])
    func `an epoch's learning rate is that of its last step in the whole training`(
        schedule: LearningRateSchedule
    ) throws {
        let history = try Self.watching(epochs: 3, batchSize: 4, schedule: schedule)
            .run(on: Self.images(), validation: nil) { _ in }.history
        #expect(
            history.epochs.map(\.learningRate)
                == [2, 5, 8].map {
                    schedule.learningRate(step: $0, of: 9, stepsPerEpoch: 3, peak: 0.5)
                })
    }

    @Test func `a training is its steps, from the seed's parameters, each at the schedule's rate`() throws {
        let images = try Self.images()
        let training = try Self.watching(
            epochs: 3, batchSize: 11, schedule: .cosine(floor: 0.1), layers: [.flatten, .dense(units: 3)])
        let session = try TrainingSession(
            training.architecture, parameters: Parameters(initializing: training.architecture, seed: 1),
            optimizer: training.optimizer, batchSize: 11, seed: 1, threads: 1)
        let pixels = images.pixels.map { (Float($0) / 255 - 0.4) / 0.2 }
        for step in 0..<3 {
            _ = try session.step(
                labels: images.labels.map(Int.init),
                learningRate: training.schedule.learningRate(step: step, of: 3, peak: 0.5),
                filling: rowsOf(pixels, size: training.architecture.input.count))
        }
        let result = try training.run(on: images, validation: nil) { _ in }
        for (name, tensor) in try session.parameters().tensors {
            let trained = try #require(result.parameters[name])
            expectClose(trained.values, tensor.values, absolute: 1e-5, relative: 1e-5, name)
        }
    }

    @Test func `a training of no epochs has the seed's initial parameters`() throws {
        let training = try Self.watching(
            epochs: 0, batchSize: 4, seed: 6, layers: [.flatten, .dense(units: 3)])
        let result = try training.run(on: Self.images(), validation: nil) { _ in }
        #expect(result.parameters == Parameters(initializing: training.architecture, seed: 6))
        #expect(result.history == TrainingHistory())
    }

    @Test func `the seed decides what a training drops out`() throws {
        // All images are the same, so that their order changes nothing.
        let images = try ImageSet(
            shape: Shape([1, 1, 3]), pixels: Data([10, 20, 30, 10, 20, 30, 10, 20, 30]),
            labels: Data(count: 3), normalization: .unit)
        func losses(seed: UInt64) throws -> [Float] {
            try Self.watching(
                epochs: 10, batchSize: 3, seed: seed, layers: [.flatten, .dropout(rate: 0.5)]
            ).run(on: images, validation: nil) { _ in }.history.batchLosses
        }
        #expect(try losses(seed: 1) == losses(seed: 1))
        #expect(try losses(seed: 1) != losses(seed: 2))
        #expect(try Set(losses(seed: 1)).count > 2)
    }

    @Test func `validation measures the trained network on the validation images`() throws {
        let training = try Self.watching(epochs: 2, batchSize: 4, layers: [.flatten, .dense(units: 3)])
        let validation = try Self.images(count: 7)
        let result = try training.run(on: Self.images(), validation: validation) { _ in }
        let measured = try Classifier(
            architecture: training.architecture, parameters: result.parameters, threads: 1
        ).classify(validation).measurement
        let last = try #require(result.history.epochs.last)
        #expect(last.validationLoss == measured.loss)
        #expect(last.validationAccuracy == measured.accuracy)
        #expect(measured.loss != measured.accuracy)
        let alone = try training.run(on: Self.images(), validation: nil) { _ in }
        #expect(alone.history.epochs.allSatisfy { $0.validationLoss == nil && $0.validationAccuracy == nil })
        #expect(alone.parameters == result.parameters)
    }

    @Test func `images that cannot be trained on are refused`() throws {
        let training = try Self.watching(epochs: 1, batchSize: 4)
        let images = try Self.images()
        // As many pixels, but in another form.
        let tall = try Self.images(shape: Shape([1, 3, 1]))
        let problem = NetworkError.data("the network takes images of 1×1×3, not 1×3×1")
        #expect(throws: problem) { try training.run(on: tall, validation: nil) { _ in } }
        #expect(throws: problem) { try training.run(on: images, validation: tall) { _ in throw problem } }
        var reports = 0
        _ = try? training.run(on: images, validation: tall) { _ in reports += 1 }
        #expect(reports == 0)
        let none = try Self.images(count: 0)
        #expect(throws: NetworkError.data("there are no images to train on")) {
            try training.run(on: none, validation: nil) { _ in }
        }
    }
}

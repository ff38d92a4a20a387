import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct TrainingTests {
    private static func training(
        seed: UInt64 = 1, epochs: Int = 3, threads: Int = 2, learningRate: Double = 0.01
    ) throws -> Training {
        Training(
            architecture: try Architecture(
                input: Shape([1, 8, 8]),
                layers: [
                    .convolution2D(filters: 5, kernel: 3, stride: 1, padding: 1), .relu,
                    .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 12), .relu,
                    .dropout(rate: 0.25), .dense(units: 3),
                ]),
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0),
            learningRate: learningRate, schedule: .oneCycle(warmup: 0.25), epochs: epochs, batchSize: 32,
            seed: seed, threads: threads)
    }

    @Test func `a small network learns to distinguish bars`() throws {
        let images = try Bars.images(count: 500, stream: "train")
        let validation = try Bars.images(count: 200, stream: "validation")
        var batches: [Int] = []
        let result = try Self.training().run(on: images, validation: validation) { progress in
            batches.append(progress.batch)
            #expect(progress.batches == 16)
        }
        #expect(batches == [1, 2, 3].flatMap { _ in Array(1...16) })
        #expect(result.history.epochs.count == 3)
        #expect(result.history.batchLosses.count == 48)
        let last = try #require(result.history.epochs.last)
        #expect(try #require(last.validationAccuracy) > 0.97)
        #expect(last.loss < result.history.epochs[0].loss)
    }

    @Test func `the same seed and threads give the same bits`() throws {
        let images = try Bars.images(count: 150, stream: "train")
        let first = try Self.training().run(on: images, validation: nil) { _ in }
        let second = try Self.training().run(on: images, validation: nil) { _ in }
        #expect(first.parameters == second.parameters)
        #expect(first.history == second.history)
        let other = try Self.training(seed: 2).run(on: images, validation: nil) { _ in }
        #expect(first.parameters != other.parameters)
    }

    @Test func `a classifier gives probabilities that fit its predictions`() throws {
        let images = try Bars.images(count: 530, stream: "train")
        let training = try Self.training(epochs: 1)
        let result = try training.run(on: images, validation: nil) { _ in }
        let classification = try Classifier(
            architecture: training.architecture, parameters: result.parameters, threads: 2
        ).classify(images)
        #expect(classification.probabilities.shape == Shape([530, 3]))
        var correct = 0
        for index in 0..<530 {
            let row = classification.probabilities.values[index * 3..<index * 3 + 3]
            expectClose([row.reduce(0, +)], [1], absolute: 1e-6, relative: 0, "sum")
            #expect(row.max() == row[row.startIndex + classification.predictions[index]])
            if classification.predictions[index] == Int(images.labels[index]) { correct += 1 }
        }
        #expect(classification.measurement.correct == correct)
        #expect(classification.measurement.accuracy == Double(correct) / 530)
    }

    @Test func `a training that diverges says so`() throws {
        let images = try Bars.images(count: 64, stream: "train")
        let training = Training(
            architecture: try Self.training().architecture,
            optimizer: .sgd(momentum: 0.9, weightDecay: 0, nesterov: false), learningRate: 1e30,
            schedule: .constant, epochs: 5, batchSize: 32, seed: 1, threads: 1)
        let error = #expect(throws: NetworkError.self) {
            try training.run(on: images, validation: nil) { _ in }
        }
        #expect(error == .diverged(epoch: 1, step: 2, learningRate: 1e30))
    }

    @Test func `what progress throws ends the training`() throws {
        struct Stop: Error {}
        let images = try Bars.images(count: 64, stream: "train")
        #expect(throws: Stop.self) {
            try Self.training().run(on: images, validation: nil) { _ in throw Stop() }
        }
    }

    @Test func `images that do not fit the network are refused`() throws {
        let images = try ImageSet(
            shape: Shape([1, 4, 4]), pixels: Data(count: 32), labels: Data([0, 1]), normalization: .unit)
        #expect(throws: NetworkError.data("the network takes images of 1×8×8, not 1×4×4")) {
            try Self.training().run(on: images, validation: nil) { _ in }
        }
        let labels = try ImageSet(
            shape: Shape([1, 8, 8]), pixels: Data(count: 64), labels: Data([3]), normalization: .unit)
        #expect(throws: NetworkError.data("a label is 3, but the network has 3 outputs")) {
            try Self.training().run(on: labels, validation: nil) { _ in }
        }
        for count in [5, 31, 33, 48] {
            #expect(throws: NetworkError.data("\(count) pixels for 2 images of 1×4×4")) {
                try ImageSet(
                    shape: Shape([1, 4, 4]), pixels: Data(count: count), labels: Data([0, 1]),
                    normalization: .unit)
            }
        }
    }
}

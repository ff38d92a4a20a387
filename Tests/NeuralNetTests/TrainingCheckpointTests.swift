import Foundation
import NeuralNet
import Testing

/// A training that was interrupted resumes to the same bits as one that was not.
@Suite struct TrainingCheckpointTests {
    static let optimizers: [Optimizer] = [
        .sgd(momentum: 0, weightDecay: 0.01, nesterov: false),
        .sgd(momentum: 0.9, weightDecay: 0, nesterov: true),
        .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01),
        .adamW(beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.05),
    ]

    @Test(arguments: optimizers, [Precision.float32, .bfloat16])
    func `a training resumed after any epoch gives the same bits`(optimizer: Optimizer, precision: Precision)
        throws
    {
        guard precision.isSupportedHere else { return }
        let training = try Self.training(optimizer, epochs: 4, precision: precision)
        let images = try Bars.images(count: 150, stream: "train")
        let validation = try Bars.images(count: 40, stream: "validation")
        try training.expectSameBitsFromCheckpoints(on: images, validation: validation)
    }

    @Test(arguments: [Precision.float32, .bfloat16])
    func `an averaged training resumes to the same bits, and is validated as it results`(
        precision: Precision
    ) throws {
        guard precision.isSupportedHere else { return }
        let options = UpdateOptions(decayed: .weights, gradientLimit: 0.5, averageDecay: 0.9)
        let training = try Self.training(
            Self.optimizers[1], epochs: 3, precision: precision, options: options,
            normalization: [.batchNormalization2D])
        let images = try Bars.images(count: 150, stream: "train")
        let validation = try Bars.images(count: 40, stream: "validation")
        let whole = try training.expectSameBitsFromCheckpoints(on: images, validation: validation)
        let last = try #require(whole.checkpoints.last)
        #expect(last.state.average == whole.parameters)
        #expect(last.state.parameters != whole.parameters)
        let measured = try Classifier(
            architecture: training.architecture, parameters: whole.parameters, threads: 2
        ).classify(validation).measurement
        #expect(whole.history.epochs.last?.validationLoss == measured.loss)
        #expect(whole.history.epochs.last?.validationAccuracy == measured.accuracy)
        // The average changes nothing in the training itself.
        var plain: TrainingCheckpoint?
        _ = try Self.training(
            Self.optimizers[1], epochs: 3, precision: precision,
            options: UpdateOptions(decayed: .weights, gradientLimit: 0.5),
            normalization: [.batchNormalization2D]
        ).run(on: images, validation: nil, keep: { plain = $0 }, progress: { _ in })
        #expect(plain?.state.parameters == last.state.parameters)
        #expect(plain?.state.average == nil)
        let without = try #require(plain).encoded()
        #expect(throws: NetworkError.parameters("there is no tensor 'conv1.weight/average' of Float32")) {
            try TrainingCheckpoint(
                decoding: without, of: training.architecture, optimizer: training.optimizer, hasAverage: true)
        }
    }

    @Test(arguments: [
        LearningRateSchedule.constant, .step(every: 2, factor: 0.1), .exponential(factor: 0.7),
    ])
    func `a training of more epochs resumes from one of fewer to the same bits`(
        schedule: LearningRateSchedule
    ) throws {
        let images = try Bars.images(count: 100, stream: "train")
        var last: TrainingCheckpoint?
        _ = try Self.training(Self.optimizers[2], epochs: 2, schedule: schedule).run(
            on: images, validation: nil, keep: { last = $0 }, progress: { _ in })
        let long = try Self.training(Self.optimizers[2], epochs: 5, schedule: schedule)
        let whole = try long.run(on: images, validation: nil) { _ in }
        let rest = try long.run(on: images, validation: nil, from: last) { _ in }
        #expect(last?.epochs == 2)
        #expect(rest.parameters == whole.parameters)
        #expect(rest.history == whole.history)
    }

    @Test func `a schedule that depends on the number of epochs resumes with the same number`() throws {
        let images = try Bars.images(count: 100, stream: "train")
        let training = try Self.training(
            Self.optimizers[3], epochs: 3, schedule: .oneCycle(warmup: 0.3))
        var first: TrainingCheckpoint?
        let whole = try training.run(
            on: images, validation: nil, keep: { first = first ?? $0 }, progress: { _ in })
        let rest = try training.run(on: images, validation: nil, from: first) { _ in }
        #expect(rest.parameters == whole.parameters)
        #expect(LearningRateSchedule.oneCycle(warmup: 0.3).dependsOnTotal)
    }

    @Test func `a training that is stopped has a checkpoint of every epoch that it reported`() throws {
        struct Stop: Error {}
        var kept = 0
        #expect(throws: Stop.self) {
            try Self.training(Self.optimizers[2], epochs: 5).run(
                on: Bars.images(count: 100, stream: "train"), validation: nil, keep: { kept = $0.epochs },
                progress: { if $0.finishedEpoch != nil, $0.epoch == 3 { throw Stop() } })
        }
        #expect(kept == 3)
    }

    @Test func `a checkpoint of another training is refused`() throws {
        let training = try Self.training(Self.optimizers[2], epochs: 1)
        var kept: TrainingCheckpoint?
        _ = try training.run(
            on: Bars.images(count: 40, stream: "train"), validation: nil, keep: { kept = $0 },
            progress: { _ in })
        let data = try #require(kept).encoded()
        let architecture = training.architecture
        let smaller = try Architecture(input: Shape([1, 8, 8]), layers: [.flatten, .dense(units: 3)])
        #expect(
            throws: NetworkError.parameters(
                "'dense1.weight' is 12×80, but the network has 3×64")
        ) {
            try TrainingCheckpoint(decoding: data, of: smaller, optimizer: training.optimizer)
        }
        // SGD without momentum has no state, so Adam cannot resume from it.
        _ = try Self.training(Self.optimizers[0], epochs: 1).run(
            on: Bars.images(count: 40, stream: "train"), validation: nil, keep: { kept = $0 },
            progress: { _ in })
        let plain = try #require(kept).encoded()
        #expect(throws: NetworkError.parameters("there is no tensor 'conv1.weight/0' of Float32")) {
            try TrainingCheckpoint(decoding: plain, of: architecture, optimizer: training.optimizer)
        }
        let weights = try SafeTensors(#require(kept).state.parameters.tensors).encoded()
        #expect(throws: SafeTensorsProblem.self) {
            try TrainingCheckpoint(decoding: weights, of: architecture, optimizer: training.optimizer)
        }
        for count in stride(from: 0, to: data.count, by: 997) {
            #expect(throws: (any Error).self) {
                try TrainingCheckpoint(
                    decoding: data.prefix(count), of: architecture, optimizer: training.optimizer)
            }
        }
    }

    private static func training(
        _ optimizer: Optimizer, epochs: Int, precision: Precision = .float32,
        schedule: LearningRateSchedule = .constant, options: UpdateOptions = UpdateOptions(),
        normalization: [Layer] = []
    ) throws -> Training {
        let first: [Layer] = [.convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1)]
        let rest: [Layer] = [
            .relu, .maxPooling2D(size: 2, stride: 2),
            .convolution2D(filters: 5, kernel: 3, stride: 1, padding: 1), .relu, .flatten,
            .dense(units: 12), .relu, .dropout(rate: 0.25), .dense(units: 3),
        ]
        return Training(
            architecture: try Architecture(input: Shape([1, 8, 8]), layers: first + normalization + rest),
            optimizer: optimizer, learningRate: 0.01, schedule: schedule, epochs: epochs, batchSize: 32,
            seed: 4, threads: 2, precision: precision, options: options)
    }
}

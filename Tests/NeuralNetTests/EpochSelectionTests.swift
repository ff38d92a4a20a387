import Foundation
import NeuralNet
import Testing

/// Early stopping and the best epoch: decided by the history alone, and the same after an interruption.
@Suite struct EpochSelectionTests {
    private static func history(losses: [Double?], accuracies: [Double]? = nil) -> TrainingHistory {
        TrainingHistory(
            epochs: losses.enumerated().map { index, loss in
                TrainingHistory.Epoch(
                    loss: 1, accuracy: 0.5, validationLoss: loss, validationAccuracy: accuracies?[index],
                    learningRate: 0.1)
            })
    }

    @Test func `the best epoch is the first of the least loss or of the highest accuracy`() {
        let history = Self.history(losses: [3, 1, 2, 1, 5], accuracies: [0.2, 0.4, 0.9, 0.1, 0.9])
        #expect(EpochSelection().best(of: history) == 1)
        #expect(EpochSelection(quantity: .validationAccuracy).best(of: history) == 2)
        #expect(EpochSelection().best(of: TrainingHistory()) == nil)
        #expect(EpochSelection().best(of: Self.history(losses: [nil, nil])) == nil)
    }

    @Test func `a training stops after as many epochs without improvement as its patience has`() {
        let losses: [Double?] = [3, 2, 2, 2.5, 1, 4, 4, 4]
        func stops(patience: Int?) -> [Bool] {
            (0...losses.count).map { count in
                EpochSelection(patience: patience)
                    .stops(after: Self.history(losses: Array(losses.prefix(count))))
            }
        }
        #expect(stops(patience: nil) == Array(repeating: false, count: 9))
        // The third epoch only equals the second.
        #expect(stops(patience: 1) == [false, false, false, true, true, false, true, true, true])
        #expect(stops(patience: 2) == [false, false, false, false, true, false, false, true, true])
        #expect(stops(patience: 3) == [false, false, false, false, false, false, false, false, true])
    }

    /// A training whose validation loss rises soon: the labels of its few images are noise.
    private static func training(
        epochs: Int, selection: EpochSelection, options: UpdateOptions = UpdateOptions()
    ) throws -> Training {
        Training(
            architecture: try Architecture(
                input: Shape([1, 8, 8]),
                layers: [.flatten, .dense(units: 24), .relu, .dropout(rate: 0.1), .dense(units: 3)]),
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0), learningRate: 0.01,
            schedule: .constant, epochs: epochs, batchSize: 8, seed: 6, threads: 2, options: options,
            selection: selection)
    }

    private static func noise(count: Int, stream: String) throws -> ImageSet {
        let random = RandomStream(seed: 12, stream: stream)
        return try ImageSet(
            shape: Shape([1, 8, 8]),
            pixels: Data((0..<count * 64).map { UInt8(random.integer(below: 256, at: UInt64($0))) }),
            labels: Data((0..<count).map { UInt8($0 % 3) }),
            normalization: Normalization(mean: 0.5, standardDeviation: 0.3))
    }

    @Test(arguments: [UpdateOptions(), UpdateOptions(averageDecay: 0.8)])
    func `a training stops, gives the best epoch, and does the same after any interruption`(
        options: UpdateOptions
    ) throws {
        let images = try Self.noise(count: 40, stream: "train")
        let validation = try Self.noise(count: 30, stream: "validation")
        let selection = EpochSelection(patience: 3, keepsBest: true)
        let training = try Self.training(epochs: 40, selection: selection, options: options)
        var checkpoints: [TrainingCheckpoint] = []
        let whole = try training.run(
            on: images, validation: validation, keep: { checkpoints.append($0) }, progress: { _ in })
        let losses = whole.history.epochs.compactMap(\.validationLoss)
        let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
        #expect(losses.count < 40)
        #expect(losses.count == best + 4)
        #expect(whole.history.keptEpoch == best + 1)
        #expect(whole.history.plannedEpochs == 40)
        #expect(checkpoints.count == losses.count)
        let measured = try Classifier(
            architecture: training.architecture, parameters: whole.parameters, threads: 2
        ).classify(validation).measurement
        #expect(measured.loss == losses[best])
        #expect(try #require(checkpoints.last).state.parameters != whole.parameters)
        for checkpoint in checkpoints {
            let read = try TrainingCheckpoint(
                decoding: checkpoint.encoded(), of: training.architecture, optimizer: training.optimizer,
                hasAverage: options.averageDecay != nil, hasBest: true)
            #expect(read == checkpoint)
            let rest = try training.run(on: images, validation: validation, from: read) { _ in }
            #expect(rest.parameters == whole.parameters, "after epoch \(checkpoint.epochs)")
            #expect(rest.history == whole.history, "after epoch \(checkpoint.epochs)")
        }
        // More epochs change nothing in a training that stopped, and fewer end it before that.
        let longer = try Self.training(epochs: 50, selection: selection, options: options)
        let last = try #require(checkpoints.last)
        let further = try longer.run(on: images, validation: validation, from: last) { _ in }
        let uninterrupted = try longer.run(on: images, validation: validation) { _ in }
        #expect(further.parameters == whole.parameters)
        #expect(further.history == uninterrupted.history)
        #expect(further.history.plannedEpochs == 50)
        let shorter = try Self.training(epochs: losses.count - 1, selection: selection, options: options)
            .run(on: images, validation: validation) { _ in }
        #expect(shorter.history.plannedEpochs == nil)
        #expect(shorter.parameters == whole.parameters)
    }

    @Test func `a rule to stop alone gives the last epoch, and a kept epoch alone runs all`() throws {
        let images = try Self.noise(count: 40, stream: "train")
        let validation = try Self.noise(count: 30, stream: "validation")
        func run(_ selection: EpochSelection, epochs: Int) throws
            -> (parameters: Parameters, history: TrainingHistory)
        {
            try Self.training(epochs: epochs, selection: selection)
                .run(on: images, validation: validation) { _ in }
        }
        let stopped = try run(EpochSelection(patience: 2), epochs: 40)
        let count = stopped.history.epochs.count
        #expect(count < 40 && stopped.history.keptEpoch == nil)
        #expect(try stopped.parameters == run(.all, epochs: count).parameters)
        let kept = try run(EpochSelection(keepsBest: true), epochs: count)
        let best = try #require(kept.history.keptEpoch)
        #expect(kept.history.plannedEpochs == nil && kept.history.epochs.count == count)
        #expect(try kept.parameters == run(.all, epochs: best).parameters)
    }

    @Test func `epochs are not compared without validation images`() throws {
        let images = try Self.noise(count: 8, stream: "train")
        for selection in [EpochSelection(patience: 1), EpochSelection(keepsBest: true)] {
            #expect(throws: NetworkError.data("there are no validation images to compare epochs by")) {
                try Self.training(epochs: 2, selection: selection).run(on: images, validation: nil) { _ in }
            }
        }
    }

    @Test func `a history of before is stored as it was, and one of a kept epoch has it`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let plain = Self.history(losses: [nil])
        let text = String(decoding: try encoder.encode(plain), as: UTF8.self)
        #expect(
            text == #"{"batchLearningRates":[],"batchLosses":[],"epochs":"#
                + #"[{"accuracy":0.5,"learningRate":0.1,"loss":1}]}"#)
        #expect(try JSONDecoder().decode(TrainingHistory.self, from: Data(text.utf8)) == plain)
        var kept = Self.history(losses: [1, 2])
        (kept.keptEpoch, kept.plannedEpochs) = (1, 5)
        #expect(
            try JSONDecoder().decode(TrainingHistory.self, from: encoder.encode(kept)) == kept
                && kept.isConsistent)
        for (epoch, planned) in [(0, 5), (3, 5), (-1, 5), (1, 2), (1, -3)] {
            (kept.keptEpoch, kept.plannedEpochs) = (epoch, planned)
            #expect(!kept.isConsistent, "\(epoch) of \(planned)")
        }
    }

    @Test func `a kept network has the steps of the epochs up to its own`() {
        var history = Self.history(losses: [3, 1, 2])
        #expect(history.steps == 0)
        history.batchLosses = [Float](repeating: 1, count: 12)
        #expect(history.steps == 12)
        history.keptEpoch = 2
        #expect(history.steps == 8)
        #expect(TrainingHistory().steps == 0)
    }
}

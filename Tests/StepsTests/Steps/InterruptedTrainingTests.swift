import Foundation
import TestSupport
import Testing
import Workflow

/// A training with all options at once that is interrupted, and goes on in the next run.
struct InterruptedTrainingTests {
    private static let cell = """
        let pictures = load(from: "set", split: 0.2, size: 8)
        let data = normalize(
            augment(pictures, flip: true, crop: 1, cutout: 2, brightness: 0.2, contrast: 0.2, mixup: 0.2))
        let block = [conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu]
        let model = train(
            data, layers: block + [dropout2d(0.1), residual(block), globalMaxPool2d, dropout(0.2), dense(2)],
            optimizer: sgd(
                learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.0005, decay: .weights),
            schedule: cosine(warmup: 0.25), loss: crossEntropy(labelSmoothing: 0.1), clipNorm: 1,
            average: ema(decay: 0.9), keep: .best, epochs: 4, batchSize: 8, validation: 0.25)
        save(model, to: "m.safetensors")
        """

    /// A folder 'set' of pictures in colour, 32 to train on.
    private static func experiment(threads: Int) throws -> Experiment {
        var experiment = try Experiment()
        experiment.threads = threads
        for number in 0..<40 {
            let isAirplane = number.isMultiple(of: 2)
            try experiment.folder.write(
                .colourPicture(9, 8, ofAirplane: isAirplane, number: number),
                to: "set/\(isAirplane ? "airplane" : "frog")/\(number).png")
        }
        return experiment
    }

    @Test(arguments: [1, 2], [1, 3])
    func `a training with all options goes on after an interruption to the bits of one without`(
        threads: Int, epoch: Int
    ) throws {
        var experiment = try Self.experiment(threads: threads)
        let cancellation = experiment.cancellation
        let stopped = try experiment.runCached(Self.cell) { event in
            if case .stepProgressed(_, let progress) = event, progress.isMilestone,
                progress.activity == "epoch \(epoch) of 4"
            {
                cancellation.request()
            }
        }
        #expect(stopped.failures == [])
        #expect(stopped.status == .interrupted)
        #expect(stopped.value("model") == nil)
        experiment.cancellation = Cancellation()
        let forecast = try experiment.forecast(Self.cell).first { $0.step.step == "train" }
        #expect(forecast?.beginning == "goes on after epoch \(epoch)")
        let rest = try experiment.runCached(Self.cell)
        let whole = try Self.experiment(threads: threads).run(Self.cell)
        #expect(rest.failures == [] && whole.failures == [])
        let files = whole.steps.flatMap(\.files).map(\.hash)
        #expect(files.count == 1)
        #expect(rest.steps.flatMap(\.files).map(\.hash) == files)
        for member in ["loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate"] {
            let numbers = whole.numbers("model.history.\(member)")
            #expect(numbers.count == 4, "\(member)")
            #expect(rest.numbers("model.history.\(member)") == numbers, "\(member)")
        }
        #expect(whole.number("model.history.keptEpoch") != nil)
        #expect(rest.number("model.history.keptEpoch") == whole.number("model.history.keptEpoch"))
    }
}

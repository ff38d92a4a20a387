import Foundation
import NeuralNet
import TestSupport
import Testing

/// Label smoothing and class weights: against PyTorch in a step, and the same loss in the history of a training.
@Suite struct CrossEntropyLossTests {
    @Test(arguments: ["plain", "smoothed", "weighted", "smoothed_weighted"], [1, 2, 3])
    func `loss and gradient are PyTorch's`(name: String, threads: Int) throws {
        let fixture = try Fixture("losses", part: name)
        let cases: [String: LossCase] = try fixture.description()
        let loss = try #require(cases[name]).loss
        let logits = try fixture.tensor("logits")
        let labels = try fixture.integers("labels")
        let architecture = try Architecture(input: Shape([5]), layers: [])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), loss: loss,
            batchSize: labels.count, seed: 0, threads: threads, needsInputGradient: true)
        let step = try session.computeGradients(labels: labels, filling: rowsOf(logits.values, size: 5))
        expectClose(
            [Float(step.lossSum / step.weight)], try fixture.tensor("loss").values, absolute: 1e-6,
            relative: 1e-6, "loss")
        expectClose(
            try #require(session.inputGradient()).values, try fixture.tensor("logitsGradient").values,
            absolute: 1e-7, relative: 1e-5, "gradient")
    }

    @Test func `a classifier measures the loss that it is asked for`() throws {
        let images = try Self.images(labels: [2, 0, 1, 1, 0, 2, 2])
        let architecture = try Architecture(input: Shape([1, 1, 3]), layers: [.flatten])
        let classifier = Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: 2)
        let weights = [0.5, 3, 1.25]
        let classified = try classifier.classify(
            images, loss: CrossEntropyLoss(labelSmoothing: 0.2, classWeights: weights))
        var (sum, weight, plain) = (0.0, 0.0, 0.0)
        for (index, label) in images.labels.enumerated() {
            let own = weights[Int(label)]
            weight += own
            for number in 0..<3 {
                let surprise = -log(Double(classified.probabilities.values[index * 3 + number]))
                let target = (number == Int(label) ? 0.8 * own : 0) + 0.2 / 3 * weights[number]
                sum += target * surprise
                if number == Int(label) { plain += surprise }
            }
        }
        expectClose(
            [classified.measurement.loss], [sum / weight], absolute: 1e-6, relative: 1e-6, "loss")
        let measured = try classifier.classify(images)
        expectClose(
            [measured.measurement.loss], [plain / 7], absolute: 1e-6, relative: 1e-6, "plain loss")
        #expect(measured.measurement.accuracy == classified.measurement.accuracy)
        #expect(measured.logits == classified.logits)
    }

    @Test func `a training minimizes and records the loss, of its own images and of those held out`() throws {
        let images = try Self.images(labels: [0, 1, 2, 2, 1, 2, 0, 2, 2])
        let loss = CrossEntropyLoss(labelSmoothing: 0.1, classWeights: [2, 0.5, 1])
        let architecture = try Architecture(input: Shape([1, 1, 3]), layers: [.flatten])
        let history = try Training(
            architecture: architecture, optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false),
            learningRate: 0.1, schedule: .constant, epochs: 1, batchSize: 4, seed: 2, threads: 1, loss: loss
        ).run(on: images, validation: images) { _ in }.history
        // The network has no parameters, so that both are the loss of the same network.
        let measured = try Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: 1
        ).classify(images, loss: loss).measurement
        let epoch = try #require(history.epochs.first)
        expectClose([epoch.loss], [measured.loss], absolute: 1e-9, relative: 1e-9, "loss")
        #expect(epoch.validationLoss == measured.loss)
        #expect(epoch.accuracy == measured.accuracy)
        #expect(history.batchLosses.count == 3)
    }

    @Test func `balanced weights are scikit-learn's, and those of classes without images 1`() {
        let weights = CrossEntropyLoss.balancedWeights(of: Data([0, 0, 3, 1, 0, 1]), classes: 5)
        expectClose(weights, [6.0 / 9, 1, 1, 2, 1], absolute: 1e-12, relative: 0, "weights")
    }

    /// A training on them is refused in words; its weights are made before that.
    @Test func `labels beyond the classes have no part in balanced weights`() {
        let labels = Data([0, 0, 3, 200, 1, 0, 255, 1])
        let weights = CrossEntropyLoss.balancedWeights(of: labels, classes: 3)
        expectClose(weights, [5.0 / 6, 5.0 / 4, 1], absolute: 1e-12, relative: 0, "weights")
        #expect(CrossEntropyLoss.balancedWeights(of: labels, classes: 0) == [])
    }

    @Test func `another number of weights than of outputs is refused`() throws {
        let training = Training(
            architecture: try Architecture(input: Shape([1, 1, 3]), layers: [.flatten]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: 0.1,
            schedule: .constant, epochs: 1, batchSize: 4, seed: 2, threads: 1,
            loss: CrossEntropyLoss(classWeights: [1, 2]))
        #expect(throws: NetworkError.data("2 class weights for a network of 3 outputs")) {
            try training.run(on: Self.images(labels: [0, 1]), validation: nil) { _ in }
        }
    }

    /// Images of three random pixels, which are a network's logits.
    private static func images(labels: [UInt8]) throws -> ImageSet {
        let random = RandomStream(seed: 5, stream: "pixels")
        return try ImageSet(
            shape: Shape([1, 1, 3]),
            pixels: Data((0..<labels.count * 3).map { UInt8(random.integer(below: 256, at: UInt64($0))) }),
            labels: Data(labels), normalization: Normalization(mean: 0.4, standardDeviation: 0.2))
    }

    private struct LossCase: Decodable {
        let labelSmoothing: Double
        let classWeights: [Double]?

        var loss: CrossEntropyLoss {
            CrossEntropyLoss(labelSmoothing: labelSmoothing, classWeights: classWeights)
        }
    }
}

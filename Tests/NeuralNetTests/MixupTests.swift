import Foundation
import NeuralNet
import TestSupport
import Testing

/// Mixtures of images: who is mixed with whom, what a network is given of them, and the loss of soft labels.
@Suite struct MixupTests {
    private static let shape = Shape([3, 6, 5])
    private static let count = 11
    private static let classes = 3

    private static let pixels = Data(
        RandomStream(seed: 3, stream: "pixels").uniforms(count: count * shape.count).map { UInt8($0 * 256) })

    private static let labels = (0..<count).map { $0 * 2 % classes }

    /// Means that are bytes over 255, so that the mean in a square is exactly 0 after normalization.
    private static let normalization = Normalization(channels: [
        .init(mean: 0.2, standardDeviation: 0.5), .init(mean: 0.4, standardDeviation: 0.25),
        .init(mean: 0.6, standardDeviation: 0.125),
    ])

    private static func images(_ augmentation: Augmentation?) throws -> ImageSet {
        try ImageSet(
            shape: shape, pixels: pixels, labels: Data(labels.map { UInt8($0) }),
            normalization: normalization, augmentation: augmentation)
    }

    private static func training(
        learningRate: Double = 0.1, epochs: Int = 2, batchSize: Int = 4, threads: Int = 1,
        loss: CrossEntropyLoss = .plain
    ) throws -> Training {
        Training(
            architecture: try Architecture(input: shape, layers: [.flatten, .dense(units: classes)]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: learningRate,
            schedule: .constant, epochs: epochs, batchSize: batchSize, seed: 9, threads: threads, loss: loss)
    }

    @Test func `every image has another one of its batch as its partner, each equally likely`() {
        let augmentation = Augmentation(mixup: 0.4, seed: 5)
        let batch = [40, 7, 12, 3, 28]
        var counts: [[Int]: Int] = [:]
        for epoch in 0..<2000 {
            for (index, mixture) in zip(batch, augmentation.mixtures(of: batch, epoch: epoch)) {
                counts[[index, mixture.partner], default: 0] += 1
            }
        }
        #expect(counts.count == 20)
        #expect(counts.keys.allSatisfy { $0[0] != $0[1] && batch.contains($0[1]) })
        // 500 are expected of each, give or take 20.
        #expect(counts.values.allSatisfy { (400...600).contains($0) })
    }

    @Test func `a share is keyed by seed, epoch and image, whatever the batch`() {
        let augmentation = Augmentation(mixup: 0.4, seed: 5)
        let one = augmentation.mixtures(of: [4, 9, 2], epoch: 3).map(\.share)
        let other = augmentation.mixtures(of: [2, 1, 0, 9, 4, 7], epoch: 3).map(\.share)
        #expect([one[0], one[1], one[2]] == [other[4], other[3], other[0]])
        #expect(Set(one).count == 3)
        #expect(augmentation.mixtures(of: [4, 9, 2], epoch: 4).map(\.share) != one)
        #expect(Augmentation(mixup: 0.4, seed: 6).mixtures(of: [4, 9, 2], epoch: 3).map(\.share) != one)
        let shares = augmentation.mixtures(of: Array(0..<4000), epoch: 0).map { Double($0.share) }
        // A standard error of 0.006.
        #expect(abs(shares.reduce(0, +) / 4000 - 0.5) < 0.024)
    }

    @Test func `an image alone in its batch, and all without mixup, stay unmixed`() {
        let alone = Augmentation(mixup: 0.4, seed: 5).mixtures(of: [8], epoch: 0)
        #expect(alone.map(\.share) == [1] && alone.map(\.partner) == [8])
        let plain = Augmentation(flip: true, seed: 5).mixtures(of: [8, 3], epoch: 0)
        #expect(plain.map(\.share) == [1, 1] && plain.map(\.partner) == [8, 3])
    }

    @Test func `bytes are mixed by their shares and rounded`() throws {
        let augmentation = Augmentation(mixup: 1, seed: 5)
        let mixtures = augmentation.mixtures(of: [0, 1], epoch: 0)
        for mixture in mixtures {
            let mixed = mixture.mixed([0, 255, 100, 7], with: [255, 0, 100, 200])
            let expected = [
                255 * (1 - mixture.share), 255 * mixture.share, 100,
                7 * mixture.share + 200 * (1 - mixture.share),
            ]
            expectClose(mixed.map { Float($0) }, expected, absolute: 0.501, relative: 0, "bytes")
        }
    }

    /// The normalized images of an epoch, mixed with their partners, and their soft labels, batch by batch.
    private static func batches(
        of augmentation: Augmentation, epoch: Int, size: Int
    ) -> [[(image: [Double], target: [Double])]] {
        let order = RandomStream(seed: 9, stream: "order/\(epoch)").permutation(of: count)
        func image(_ index: Int) -> [Double] {
            let bytes = augmentation.augmented(
                pixels[index * shape.count..<(index + 1) * shape.count], shape: shape, index: index,
                epoch: epoch, normalization: normalization)
            return bytes.enumerated().map { place, byte in
                let channel = normalization.channels[place / 30]
                return (Double(byte) / 255 - channel.mean) / channel.standardDeviation
            }
        }
        return stride(from: 0, to: count, by: size).map { start in
            let batch = Array(order[start..<min(start + size, count)])
            return zip(batch, augmentation.mixtures(of: batch, epoch: epoch)).map { index, mixture in
                let share = Double(mixture.share)
                let mixed = zip(image(index), image(mixture.partner)).map { share * $0 + (1 - share) * $1 }
                var target = [Double](repeating: 0, count: classes)
                target[labels[index]] += share
                target[labels[mixture.partner]] += 1 - share
                return (mixed, target)
            }
        }
    }

    /// −log softmax of a dense layer.
    private static func surprises(of image: [Double], _ parameters: Parameters) throws -> [Double] {
        let weight = try #require(parameters["dense1.weight"]).values
        let bias = try #require(parameters["dense1.bias"]).values
        let logits = (0..<classes).map { output in
            image.indices.reduce(Double(bias[output])) {
                $0 + Double(weight[output * image.count + $1]) * image[$1]
            }
        }
        let logarithm = log(logits.reduce(0) { $0 + exp($1) })
        return logits.map { logarithm - $0 }
    }

    @Test(
        arguments: [
            Augmentation(mixup: 0.4, seed: 5),
            Augmentation(flip: true, crop: 2, cutout: 3, brightness: 0.4, mixup: 1, seed: 5),
        ],
        [
            CrossEntropyLoss.plain,
            CrossEntropyLoss(labelSmoothing: 0.2, classWeights: [0.5, 3, 1.25]),
        ])
    func `losses and accuracy are those of a slow calculation`(
        augmentation: Augmentation, loss: CrossEntropyLoss
    ) throws {
        let training = try Self.training(learningRate: 0, loss: loss)
        let history = try training.run(on: Self.images(augmentation), validation: nil) { _ in }.history
        let parameters = Parameters(initializing: training.architecture, seed: 9)
        let weights = loss.classWeights ?? [1, 1, 1]
        let smoothing = loss.labelSmoothing
        var losses: [Float] = []
        for epoch in 0..<2 {
            var correct = 0
            for batch in Self.batches(of: augmentation, epoch: epoch, size: 4) {
                var (sum, weight) = (0.0, 0.0)
                for (image, target) in batch {
                    let surprises = try Self.surprises(of: image, parameters)
                    for label in 0..<Self.classes {
                        let wanted = (1 - smoothing) * target[label] + smoothing / 3
                        sum += wanted * weights[label] * surprises[label]
                        weight += target[label] * weights[label]
                    }
                    let guess = surprises.firstIndex(of: surprises.min()!)
                    if guess == target.firstIndex(of: target.max()!) { correct += 1 }
                }
                losses.append(Float(sum / weight))
            }
            #expect(history.epochs[epoch].accuracy == Double(correct) / Double(Self.count))
        }
        expectClose(history.batchLosses, losses, absolute: 1e-5, relative: 1e-5, "losses")
    }

    @Test(arguments: [
        CrossEntropyLoss.plain, CrossEntropyLoss(labelSmoothing: 0.2),
        CrossEntropyLoss(labelSmoothing: 0.1, classWeights: [0.5, 3, 1.25]),
    ])
    func `the gradient of a mixture's loss is that of a slow calculation`(loss: CrossEntropyLoss) throws {
        let logits: [Float] = [0.3, -1.2, 2.5, 1.5, 0.25, -0.5, -3, 1, 0.75, 0.1, 0.2, 0.3]
        let targets = [
            ClassTarget(2, share: 0.7, other: 0), ClassTarget(1), ClassTarget(0, share: 0.25, other: 1),
            ClassTarget(1, share: 0.6, other: 1),
        ]
        let architecture = try Architecture(input: Shape([3]), layers: [])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), loss: loss, batchSize: 4, seed: 0,
            threads: 2, needsInputGradient: true)
        let step = try session.computeGradients(targets: targets, filling: rowsOf(logits, size: 3))
        let weights = loss.classWeights ?? [1, 1, 1]
        var (sum, weight) = (0.0, 0.0)
        var gradient: [Double] = []
        for (row, target) in targets.enumerated() {
            let values = logits[row * 3..<row * 3 + 3].map { Double($0) }
            let logarithm = log(values.reduce(0) { $0 + exp($1) })
            var wanted = [Double](repeating: 0, count: 3)
            wanted[target.label] += Double(target.share)
            wanted[target.other] += 1 - Double(target.share)
            weight += zip(wanted, weights).reduce(0) { $0 + $1.0 * $1.1 }
            let parts = zip(wanted, weights).map {
                ((1 - loss.labelSmoothing) * $0 + loss.labelSmoothing / 3) * $1
            }
            for (part, value) in zip(parts, values) { sum += part * (logarithm - value) }
            let whole = parts.reduce(0, +)
            gradient += zip(parts, values).map { whole * exp($1 - logarithm) - $0 }
        }
        expectClose([step.lossSum / step.weight], [sum / weight], absolute: 1e-6, relative: 1e-6, "loss")
        expectClose(
            try #require(session.inputGradient()).values, gradient.map { Float($0 / weight) },
            absolute: 1e-6, relative: 1e-5, "gradient")
        // The guesses are 2, 0, 1 and 2, and the larger shares 2, 1, 1 and 1.
        #expect(step.correct == 2)
    }

    @Test(arguments: [1, 2, 3])
    func `threads change nothing in the mixtures`(threads: Int) throws {
        let images = try Self.images(Augmentation(flip: true, crop: 1, mixup: 0.6, seed: 5))
        let one = try Self.training(epochs: 3).run(on: images, validation: nil) { _ in }
        let several = try Self.training(epochs: 3, threads: threads).run(on: images, validation: nil) { _ in }
        expectClose(
            several.history.batchLosses, one.history.batchLosses, absolute: 1e-5, relative: 1e-5, "losses")
        for (name, tensor) in several.parameters.tensors {
            expectClose(
                tensor.values, try #require(one.parameters[name]).values, absolute: 1e-5, relative: 0, name)
        }
        let again = try Self.training(epochs: 3, threads: threads).run(on: images, validation: nil) { _ in }
        #expect(again.parameters == several.parameters)
    }

    @Test func `a training of mixtures resumes to the same bits`() throws {
        let training = try Self.training(epochs: 4, threads: 2)
        let images = try Self.images(Augmentation(mixup: 0.4, seed: 5))
        try training.expectSameBitsFromCheckpoints(on: images, validation: nil, isStored: false)
    }

    @Test func `validation images are never mixed`() throws {
        let mixed = try Self.images(Augmentation(mixup: 1, seed: 5))
        let validated = try Self.training().run(on: mixed, validation: mixed) { _ in }.history
        let plain = try Self.training().run(on: mixed, validation: Self.images(nil)) { _ in }.history
        #expect(validated == plain)
    }
}

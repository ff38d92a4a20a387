import ArgumentParser
import NeuralNet

/// Times steps, epochs and evaluation, alternating between all kinds.
struct EpochCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "epoch", abstract: "Times steps, epochs of training and evaluation.")

    @OptionGroup var options: ComputationOptions

    @OptionGroup var repetition: Repetition

    @Option(help: "The number of images in an epoch.")
    var images = 60_000

    /// A kind of training.
    private struct Kind {
        let name: String
        let precision: Precision
        let images: ImageSet
        var epochs: [Double] = []
        var steps: [Double] = []
    }

    func validate() throws {
        guard images > 0 else { throw ValidationError("there must be at least 1 image") }
    }

    func run() throws {
        let network = try DigitNetwork()
        let plain = try DigitNetwork.images(count: images)
        let turned = Augmentation(rotation: 10, shift: 2, scale: 0.1, seed: 0)
        let augmented = try DigitNetwork.images(count: images, augmentation: turned)
        let cropped = try DigitNetwork.images(
            count: images, augmentation: Augmentation(flip: true, crop: 4, seed: 0))
        let tested = try DigitNetwork.images(count: 10_000)
        let precisions: [(String, Precision)] = [("f32", .float32), ("bf16", .bfloat16)]
        var kinds = precisions.flatMap { name, precision in
            [
                Kind(name: name, precision: precision, images: plain),
                Kind(name: name + ", augmented", precision: precision, images: augmented),
                Kind(name: name + ", flipped and cropped", precision: precision, images: cropped),
            ]
        }
        var evaluations: [Double] = []
        var peak = 0.0
        for _ in 0..<repetition.rounds {
            peak = max(peak, Machine.peak(cores: options.threadCount, tries: 2))
            for index in kinds.indices { try measure(&kinds[index], network) }
            evaluations.append(try evaluation(network, tested))
        }
        report(
            kinds, evaluations: Samples(evaluations), peak: peak,
            operations: network.operationsOfTraining())
    }

    /// Trains for an epoch, including the creation of all kernels, and records the end of each step.
    private func measure(_ kind: inout Kind, _ network: DigitNetwork) throws {
        let training = Training(
            architecture: network.architecture, optimizer: DigitNetwork.optimizer, learningRate: 0.001,
            schedule: .constant, epochs: 1, batchSize: options.batchSize, seed: 0,
            threads: options.threadCount,
            precision: kind.precision)
        let clock = ContinuousClock()
        var ends: [ContinuousClock.Instant] = []
        kind.epochs.append(
            try seconds {
                _ = try training.run(on: kind.images, validation: nil) { _ in ends.append(clock.now) }
            })
        kind.steps += zip(ends, ends.dropFirst()).map { ($1 - $0) / .seconds(1) }
    }

    private func evaluation(_ network: DigitNetwork, _ images: ImageSet) throws -> Double {
        let parameters = Parameters(initializing: network.architecture, seed: 0)
        let classifier = Classifier(
            architecture: network.architecture, parameters: parameters, threads: options.threadCount)
        return try seconds { _ = try classifier.classify(images) }
    }

    private func report(_ kinds: [Kind], evaluations: Samples, peak: Double, operations: Double) {
        print(
            "\(images) images, batches of \(options.batchSize), \(options.threadCount) threads, \(repetition.rounds) rounds"
        )
        print("medians, with minimum and maximum; peak in f32 \((peak / 1e9).text(0)) GFLOP/s,")
        print("\((operations / 1e6).text(1)) MFLOP per image\n")
        print(
            "| training | epoch, s | step, ms | images/s | GFLOP/s | of the f32 peak | relative to no augmentation |"
        )
        print("|---|---|---|---|---|---|---|")
        // First without augmentation, for each of two precisions.
        for (index, kind) in kinds.enumerated() {
            let epochs = Samples(kind.epochs)
            let rate = Double(images) / epochs.median
            let place = index % (kinds.count / 2)
            let plain = kinds[index - place]
            let ratio = Samples(zip(kind.epochs, plain.epochs).map { $0 / $1 })
            let cells = [
                kind.name, epochs.text(decimals: 2),
                kind.steps.isEmpty ? "" : Samples(kind.steps).scaled(by: 1000).median.text(2), rate.text(0),
                (rate * operations / 1e9).text(0), (rate * operations).share(of: peak),
                place == 0 ? "" : ratio.text(decimals: 3),
            ]
            print(tableRow(cells))
        }
        print("\nevaluation of 10,000 images: \(evaluations.text(decimals: 3)) s")
    }
}

import Diagnostics
import Figures
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

struct TrainTests {
    private static let load = "let digits = normalize(load(\"builtin\", train: 300, test: 20))\n"

    private static func model(_ arguments: String, seed: Int = 0) throws -> Run {
        var experiment = try Experiment()
        experiment.seed = seed
        return try experiment.run(
            load
                + """
                let model = train(digits, layers: [flatten, dense(12), relu, dropout(0.2), dense(10)]\(arguments))
                plot(model.history)
                save(model, to: "m.safetensors")
                """)
    }

    @Test func `a layer that does not fit is reported at its place`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let first = train(digits, layers: [conv2d(8, kernel: 3), relu, ‹dense(10)›])
            let second = train(digits, layers: [‹conv2d(8, kernel: 29)›, flatten, dense(10)])
            let third = train(digits, layers: [flatten, dense(12), relu, ‹maxPool2d(2)›, dense(10)])
            """)
        #expect(found.map(\.id) == ["train.shape", "train.shape", "train.shape"])
        source.expect(
            found,
            [
                "train.shape: layer 3 does not fit: 'dense' takes a row of features, but gets 8×26×26: "
                    + "put 'flatten' before it",
                "train.shape: layer 1 does not fit: 'conv2d' has windows of 29×29, but gets images of only "
                    + "1×28×28: write 'conv2d(8, kernel: 28)' or 'conv2d(8, kernel: 29, padding: 1)'",
                "train.shape: layer 4 does not fit: 'maxPool2d' takes images of channels×height×width, but "
                    + "gets 12: put it before 'flatten'",
            ])
    }

    @Test func `validation measurements are known to be missing if no images are held out`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let model = train(digits, layers: [flatten, dense(10)])
            expect(‹model.history.validationAccuracy.last› > 0.9)
            show(a: ‹model.history.validationLoss[0]›, b: model.history.validationLoss.count)
            let other = train(digits, layers: [flatten, dense(10)], validation: 0.1)
            expect(other.history.validationAccuracy.last > 0.9)
            expect(model.history.accuracy.last > 0.9)
            """)
        source.expect(
            found,
            [
                "element.empty: 'validationAccuracy' is empty, so it has no last element",
                "element.empty: 'validationLoss' is empty, so it has no element",
            ])
        #expect(found.allSatisfy { $0.notes.first?.message.contains("'validation: 0.1'") == true })
    }

    @Test func `Nesterov without momentum is refused, as in PyTorch`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let model = train(
                digits, layers: [flatten, dense(10)],
                optimizer: ‹sgd(learningRate: 0.1, nesterov: true)›)
            let other = train(
                digits, layers: [flatten, dense(10)],
                optimizer: sgd(learningRate: 0.1, momentum: 0.9, nesterov: true))
            """)
        source.expect(found, ["train.nesterov: Nesterov's look-ahead needs a momentum of more than 0"])
    }

    @Test func `an optimizer that is known only while running is checked then`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 40, test: 20)
            let first = evaluate(train(digits, layers: [flatten, dense(10)]), on: digits)
            let model = train(
                digits, layers: [flatten, dense(10)],
                optimizer: sgd(
                    learningRate: 0.1, momentum: first.accuracy - first.accuracy, nesterov: true))
            """)
        #expect(run.failures == ["Nesterov's look-ahead needs a momentum of more than 0"])
    }

    @Test func `a network must end in as many outputs as there are classes`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let first = train(digits, layers: [flatten, ‹dense(9)›])
            let second = train(digits, layers: [conv2d(10, kernel: 3), ‹relu›])
            let third = train(digits, layers: ‹[]›)
            """)
        source.expect(
            found,
            [
                "train.shape: the network ends in 9, but there are 10 classes | end it with 'dense(10)'",
                "train.shape: the network ends in 10×26×26, but there are 10 classes "
                    + "| end it with 'flatten, dense(10)'",
                "train.shape: the network ends in 1×28×28, but there are 10 classes "
                    + "| end it with 'flatten, dense(10)'",
            ])
    }

    @Test func `arguments out of range are found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let layers = [flatten, dense(10)]
            let model = train(digits, layers: layers, epochs: ‹0›, batchSize: ‹0›, validation: ‹1.0›)
            let slow = adam(learningRate: ‹0›)
            let other = train(digits, layers: [flatten, dense(10), dropout(‹1.0›)], optimizer: slow)
            """)
        source.expect(
            found,
            [
                "train.out-of-range: 'epochs' of 'train' takes 1 to 100\u{202F}000, but this is 0",
                "train.out-of-range: 'batchSize' of 'train' takes 1 to 65\u{202F}536 images, but this is 0",
                "train.out-of-range: 'validation' of 'train' takes 0 or more and less than 1, but this is 1",
                "adam.out-of-range: 'learningRate' of 'adam' takes more than 0, but this is 0",
                "dropout.out-of-range: 'rate' of 'dropout' takes 0 or more and less than 1, but this is 1",
            ])
    }

    @Test func `the history has every epoch and every batch, the last small one included`()
        throws
    {
        let run = try Self.model(", epochs: 3, batchSize: 64, validation: 0.1")
        #expect(run.failures == [])
        #expect(run.number("model.history.epochs") == 3)
        for name in ["loss", "accuracy", "validationLoss", "validationAccuracy", "learningRate"] {
            #expect(run.numbers("model.history.\(name)").count == 3, "\(name)")
        }
        guard let chart = run.figures.first?.content as? LineChart else {
            Issue.record("no chart")
            return
        }
        let batches = chart.panels[0].series[0].points.map(\.y)
        // 270 images in batches of 64 are five, the last one of 14.
        #expect(batches.count == 15)
        for (epoch, loss) in run.numbers("model.history.loss").enumerated() {
            let sum = zip(batches[5 * epoch..<5 * epoch + 5], [64.0, 64, 64, 64, 14]).reduce(0) {
                $0 + $1.0 * $1.1
            }
            expectClose([sum / 270], [loss], absolute: 1e-5, relative: 1e-5, "epoch \(epoch)")
        }
        // Accuracies are counts of images.
        for accuracy in run.numbers("model.history.accuracy") {
            #expect(abs(accuracy * 270 - (accuracy * 270).rounded()) < 1e-9)
        }
        for accuracy in run.numbers("model.history.validationAccuracy") {
            #expect(abs(accuracy * 30 - (accuracy * 30).rounded()) < 1e-9)
        }
    }

    @Test func `without validation there are no validation measurements`() throws {
        let run = try Self.model(", epochs: 2")
        #expect(run.numbers("model.history.loss").count == 2)
        #expect(run.value("model.history.validationLoss") == .array([]))
        #expect(run.value("model.history.validationAccuracy") == .array([]))
    }

    @Test func `training learns`() throws {
        let run = try Self.model(", optimizer: adam(learningRate: 0.01), epochs: 12, batchSize: 20")
        let losses = run.numbers("model.history.loss")
        #expect((losses.first ?? 0) > 1.5)
        #expect((losses.last ?? 9) < 1.1, "\(losses)")
    }

    @Test func `the same seed gives the same bits, another one others`() throws {
        func hash(_ run: Run) -> ContentHash? { run.steps.flatMap(\.files).first?.hash }
        let first = try Self.model(", epochs: 2, batchSize: 64, validation: 0.1", seed: 3)
        let second = try Self.model(", epochs: 2, batchSize: 64, validation: 0.1", seed: 3)
        #expect(hash(first) != nil)
        #expect(hash(first) == hash(second))
        #expect(first.figures == second.figures)
        #expect(try hash(Self.model(", epochs: 2, batchSize: 64, validation: 0.1", seed: 4)) != hash(first))
        #expect(try hash(Self.model(", epochs: 2, batchSize: 63, validation: 0.1", seed: 3)) != hash(first))
    }

    @Test func `another seed makes another network of the same images`() throws {
        let data = try TemporaryFolder()
        try SmallMNIST().write(to: data)
        func hash(seed: Int, _ layers: String) throws -> ContentHash? {
            var experiment = try Experiment()
            experiment.seed = seed
            experiment.dataDirectories = [data.path]
            let run = try experiment.run(
                "save(train(load(\"mnist\"), layers: [\(layers)]), to: \"m.safetensors\")")
            return run.steps.flatMap(\.files).first?.hash
        }
        let first = try hash(seed: 3, "flatten, dense(10)")
        #expect(first != nil)
        #expect(try hash(seed: 3, "flatten, dense(10)") == first)
        #expect(try hash(seed: 4, "flatten, dense(10)") != first)
    }

    @Test func `a network knows its size`() throws {
        let run = try Self.model("")
        #expect(run.number("model.parameters") == 9550)
        #expect(run.number("model.layers") == 5)
        #expect(run.number("model.multiplyAdds") == 9528)
    }

    @Test func `training that diverges is a failure in words`() throws {
        let run = try Self.model(", optimizer: sgd(learningRate: 1e30), epochs: 5, batchSize: 20")
        #expect(
            run.failures == [
                "the loss is no longer a number in epoch 1, step 2, at a learning rate of 1e+30; try a lower one"
            ])
        #expect(run.status == .failed)
    }

    @Test func `training that diverges by its schedule names the learning rate that it had reached`() throws {
        let run = try Self.model(
            ", optimizer: sgd(learningRate: 0.01), schedule: step(every: 1, factor: 1e30), epochs: 9")
        let message = try #require(run.failures.first)
        #expect(message.contains(", at a learning rate of 1e+28; try a lower one"), "\(message)")
    }

    @Test func `class weights that are not those of the classes are refused at their place`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let layers = [flatten, dense(10)]
            let few = train(digits, layers: layers, loss: ‹crossEntropy(classWeights: [1, 2])›)
            let zero = train(
                digits, layers: layers, loss: ‹crossEntropy(classWeights: [1, 1, 1, 1, 0, 1, 1, 1, 1, 1])›)
            let good = train(
                digits, layers: layers, loss: crossEntropy(classWeights: [1, 1, 1, 1, 0.5, 1, 1, 1, 1, 2]))
            let balanced = train(digits, layers: layers, loss: crossEntropy(classWeights: .balanced))
            let smooth = train(digits, layers: layers, loss: crossEntropy(labelSmoothing: ‹1.0›))
            """)
        source.expect(
            found,
            [
                "train.class-weights: there are 2 class weights, but 10 classes",
                "train.class-weights: a class weight is more than 0, but that of '4' is not",
                "crossEntropy.out-of-range: 'labelSmoothing' of 'crossEntropy' takes 0 or more and less than 1, "
                    + "but this is 1",
            ])
    }

    @Test
    func `decay of weights alone and a limit of gradients change the network, and their defaults do not`()
        throws
    {
        func hash(_ arguments: String) throws -> ContentHash? {
            let run = try Self.model(arguments)
            #expect(run.failures == [])
            return run.steps.flatMap(\.files).first?.hash
        }
        let plain = try hash(", optimizer: adamW(weightDecay: 0.1)")
        #expect(plain != nil)
        #expect(try hash(", optimizer: adamW(weightDecay: 0.1, decay: .all)") == plain)
        #expect(try hash(", optimizer: adamW(weightDecay: 0.1), clipNorm: 1000000") == plain)
        let weights = try hash(", optimizer: adamW(weightDecay: 0.1, decay: .weights)")
        let clipped = try hash(", optimizer: adamW(weightDecay: 0.1), clipNorm: 0.01")
        #expect(Set([plain, weights, clipped]).count == 3)
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let model = train(digits, layers: [flatten, dense(10)], clipNorm: ‹0›)
            """)
        source.expect(found, ["train.out-of-range: 'clipNorm' of 'train' takes more than 0, but this is 0"])
    }

    @Test func `the average of the weights is the network that a training gives`() throws {
        func run(_ arguments: String) throws -> Run {
            let run = try Self.model(", epochs: 2, validation: 0.1" + arguments)
            #expect(run.failures == [])
            return run
        }
        func hash(_ run: Run) -> ContentHash? { run.steps.flatMap(\.files).first?.hash }
        let last = try run("")
        let averaged = try run(", average: ema(decay: 0.9)")
        #expect(hash(last) != nil && hash(averaged) != hash(last))
        // An average that keeps nothing is what the last step gave.
        #expect(try hash(run(", average: ema(decay: 0)")) == hash(last))
        #expect(averaged.numbers("model.history.loss") == last.numbers("model.history.loss"))
        #expect(
            averaged.numbers("model.history.validationLoss") != last.numbers("model.history.validationLoss"))
    }

    @Test func `epochs are compared only where images are held out`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let layers = [flatten, dense(10)]
            let first = train(digits, layers: layers, stop: ‹patience(epochs: 3)›)
            let second = train(
                digits, layers: layers, stop: ‹patience(epochs: 3, of: .validationAccuracy)›, keep: .best)
            let third = train(digits, layers: layers, keep: ‹.best›)
            let good = train(
                digits, layers: layers, epochs: 9, validation: 0.1, stop: patience(epochs: 3), keep: .best)
            let plain = train(digits, layers: layers, stop: nil, keep: .last)
            let none = train(digits, layers: layers, validation: 0.1, stop: patience(epochs: ‹0›))
            """)
        source.expect(
            found,
            [
                "train.validation: epochs are compared by their validation loss, but no images are held out",
                "train.validation: epochs are compared by their validation accuracy, but no images are held out",
                "train.validation: epochs are compared by their validation loss, but no images are held out",
                "patience.out-of-range: 'epochs' of 'patience' takes 1 to 100\u{202F}000 epochs, but this is 0",
            ])
        #expect(found.prefix(3).allSatisfy { $0.notes.first?.message.contains("'validation: 0.1'") == true })
    }

    @Test func `a training that stops early says so, and which epoch it gives`() throws {
        let run = try Self.model(
            ", optimizer: adam(learningRate: 0.03), epochs: 60, batchSize: 20, validation: 0.3, "
                + "stop: patience(epochs: 2), keep: .best")
        #expect(run.failures == [])
        let losses = run.numbers("model.history.validationLoss")
        let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
        #expect(losses.count == best + 3 && losses.count < 60)
        #expect(run.number("model.history.epochs") == Double(losses.count))
        #expect(run.number("model.history.keptEpoch") == Double(best + 1))
        #expect(run.value("model.history.stoppedEarly") == .boolean(true))
        #expect(
            run.notices == [
                Notice(
                    "The training stopped early, after epoch \(losses.count) of 60: the validation loss had not "
                        + "improved for 2 epochs. The network is that of epoch \(best + 1), which has the least "
                        + "validation loss.", kind: .information)
            ])
        let chart = try #require(run.figures.first?.content as? LineChart)
        for (panel, values) in zip(chart.panels, [losses, run.numbers("model.history.validationAccuracy")]) {
            let kept = try #require(panel.series.last)
            #expect(kept.name == "kept: epoch \(best + 1)")
            #expect(kept.points == [LineChart.Point(x: Double(best + 1), y: values[best])])
        }
    }

    @Test func `a training of all epochs keeps the last, without words`() throws {
        let run = try Self.model(", epochs: 3, validation: 0.1")
        #expect(run.number("model.history.keptEpoch") == 3)
        #expect(run.value("model.history.stoppedEarly") == .boolean(false))
        #expect(!run.notices.contains { $0.message.contains("epoch") })
    }

    @Test func `smoothing and weights of the loss change the network, and their defaults do not`() throws {
        func hash(_ loss: String) throws -> ContentHash? {
            let run = try Self.model(", epochs: 2, validation: 0.1" + loss)
            #expect(run.failures == [])
            return run.steps.flatMap(\.files).first?.hash
        }
        let plain = try hash("")
        #expect(plain != nil)
        #expect(try hash(", loss: crossEntropy(labelSmoothing: 0)") == plain)
        let smoothed = try hash(", loss: crossEntropy(labelSmoothing: 0.1)")
        // Of the images that are trained on, those of the classes are not equally many.
        let balanced = try hash(", loss: crossEntropy(classWeights: .balanced)")
        let given = try hash(", loss: crossEntropy(classWeights: [1, 2, 1, 1, 1, 1, 1, 1, 1, 1])")
        #expect(Set([plain, smoothed, balanced, given]).count == 4)
    }

    @Test func `one image can be trained on, but not held out`() throws {
        let cell = "let model = train(load(\"builtin\", train: 1, test: 1), layers: [flatten, dense(10)]"
        #expect(try Experiment().run(cell + ")").failures == [])
        let (source, found) = try Experiment().diagnose(cell + ", validation: ‹0.5›)")
        source.expect(found, ["train.validation: of one training image, none can be held out"])
    }
}

import Diagnostics
import Foundation
import TestSupport
import Testing
import Workflow

/// Settings of a training that do nothing, or not what they were meant for.
struct IdleSettingTests {
    private static let digits = "let digits = load(\"builtin\", train: 40, test: 20)\n"

    private static func call(_ arguments: String, of data: String = "digits") -> String {
        digits + "let model = train(\(data), layers: [flatten, dense(10)], \(arguments))"
    }

    @Test(arguments: [
        (
            "epochs: 3, schedule: ‹step(every: 10)›",
            "schedule: the learning rate would first change after 10 epochs, and the training has only 3"
        ),
        (
            "epochs: 10, schedule: ‹step(every: 10)›",
            "schedule: the learning rate would first change after 10 epochs, and the training has no more"
        ),
        (
            "schedule: ‹step(every: 2)›",
            "schedule: the learning rate would first change after 2 epochs, and the training has one"
        ),
        (
            "schedule: ‹step(every: 1)›",
            "schedule: the learning rate would first change after one epoch, and the training has no more"
        ),
        (
            "epochs: 9, schedule: ‹step(every: 1, factor: 1)›",
            "schedule: a factor of 1 leaves the learning rate as it is"
        ),
        (
            "epochs: 9, schedule: ‹exponential(factor: 1)›",
            "schedule: a factor of 1 leaves the learning rate as it is"
        ),
        ("schedule: ‹linear(to: 1)›", "schedule: a line to 1, the whole learning rate, leaves it as it is"),
        (
            "schedule: ‹cosine(floor: 0.001)›",
            "schedule: the floor 0.001 is the learning rate, which stays as it is"
        ),
        (
            "epochs: 40, validation: 0.1, stop: ‹patience(epochs: 50)›",
            "patience: a patience of 50 epochs never ends a training of 40 early"
        ),
        (
            "epochs: 40, validation: 0.1, stop: ‹patience(epochs: 39, of: .validationAccuracy)›",
            "patience: a patience of 39 epochs never ends a training of 40 early"
        ),
        (
            "validation: 0.1, stop: ‹patience(epochs: 1)›, keep: .best",
            "patience: a patience of one epoch never ends a training of one early"
        ),
        (
            "optimizer: ‹adam(decay: .weights)›",
            "decay: 'decay: .weights' does nothing without a weight decay"
        ),
        (
            "optimizer: ‹sgd(learningRate: 0.1, decay: .weights)›",
            "decay: 'decay: .weights' does nothing without a weight decay"
        ),
        (
            "optimizer: ‹adamW(weightDecay: 0, decay: .weights)›",
            "decay: 'decay: .weights' does nothing without a weight decay"
        ),
        (
            "average: ‹ema(decay: 0)›",
            "average: an average that keeps nothing of earlier steps is the weights after the last step"
        ),
    ])
    func `a setting that does nothing is warned of at its place`(arguments: String, words: String) throws {
        let (source, found) = try Experiment().check(Self.call(arguments))
        source.expect(found, ["warning train.\(words)"])
        #expect(found.allSatisfy { $0.notes.count == 1 })
    }

    @Test(arguments: [
        "epochs: 11, schedule: step(every: 10)", "schedule: constant", "schedule: exponential(factor: 0.9)",
        "epochs: 9, schedule: step(every: 1, factor: 0.5)", "schedule: linear(to: 0.5)",
        "schedule: oneCycle(warmup: 0)", "schedule: exponential(factor: digits.mean * 2)",
        "schedule: cosine(floor: 0.001, warmup: 0.5)", "schedule: cosine(floor: 0.0009)",
        "epochs: digits.classes, schedule: step(every: 30)",
        "epochs: 40, validation: 0.1, stop: patience(epochs: 38)",
        // The measurement chooses the epoch that is kept.
        "epochs: 2, validation: 0.1, stop: patience(epochs: 9, of: .validationAccuracy), keep: .best",
        "optimizer: adam(weightDecay: 0.1, decay: .weights)", "optimizer: adamW(decay: .weights)",
        "optimizer: adam(decay: .all)", "average: ema(decay: 0.5)", "average: nil, batchSize: 1",
    ])
    func `a setting that does something is not warned of`(arguments: String) throws {
        #expect(try Experiment().check(Self.call(arguments)).found == [])
    }

    @Test(arguments: [
        (
            "schedule: ‹exponential(factor: 1e30)›",
            "a factor of 1e+30 makes the learning rate grow, from 0.001 to 1e+27 at the end"
        ),
        (
            "optimizer: sgd(learningRate: 0.1), epochs: 2, schedule: ‹exponential(factor: 1.5)›",
            "a factor of 1.5 makes the learning rate grow, from 0.1 to 0.225 at the end"
        ),
        (
            "epochs: 5, schedule: ‹step(every: 2, factor: 10)›",
            "a factor of 10 makes the learning rate grow, from 0.001 to 0.1 at the end"
        ),
        (
            "epochs: digits.classes, schedule: ‹step(every: 2, factor: 10)›",
            "a factor of 10 makes the learning rate grow"
        ),
        (
            "epochs: 5, schedule: ‹linear(to: 3)›",
            "a line to 3, that many times the learning rate, makes it grow, from 0.001 to 0.003 at the end"
        ),
    ])
    func `a schedule by which the learning rate grows is warned of at its place`(
        arguments: String, words: String
    ) throws {
        let (source, found) = try Experiment().check(Self.call(arguments))
        source.expect(found, ["warning train.growth: \(words)"])
        #expect(found.first?.notes.first?.message.hasSuffix(" below 1 lets it fall") == true)
    }

    @Test func `a mixture of images needs more than one in a batch`() throws {
        let mixed = "augment(digits, mixup: 0.2)"
        let (source, found) = try Experiment().check(
            Self.call("batchSize: ‹1›", of: "normalize(\(mixed), mean: 0.5, std: 0.5)"))
        source.expect(
            found,
            [
                "warning train.mixup: an image alone in its batch has none to be mixed with, so 'mixup' of 'augment' does nothing"
            ])
        #expect(try Experiment().check(Self.call("batchSize: 2", of: mixed)).found == [])
        let turned = "augment(digits, rotate: 5)"
        #expect(try Experiment().check(Self.call("batchSize: 1", of: turned)).found == [])
    }

    @Test(arguments: ["relu", "leakyReLU(slope: 0.1)", "gelu", "silu", "sigmoid", "tanh"])
    func `a network that ends in an activation is warned of`(layer: String) throws {
        let layers = Self.digits + "let end = [dense(10), ‹\(layer)›, dropout(0.1)]\n"
        let (source, found) = try Experiment().check(
            layers
                + """
                let first = train(digits, layers: [flatten, dense(10), ‹\(layer)›])
                let second = train(digits, layers: [flatten] + end)
                let third = train(digits, layers: [flatten, dense(12), \(layer), dense(10)])
                let fourth = train(digits, layers: [conv2d(10, kernel: 3), \(layer), globalAveragePool2d])
                let fifth = train(digits, layers: [flatten, dense(10), dropout(0.1)])
                """)
        let name = layer.prefix { $0 != "(" }
        let words =
            "warning train.activation: the network ends in '\(name)', but the loss takes what the last 'dense' "
            + "gives, whatever its sign and size | leave it out"
        source.expect(found, [words, words])
        #expect(
            found.compactMap(\.notes.first?.message)
                == Array(
                    repeating: "'train' and 'evaluate' apply softmax to the output of the last layer",
                    count: 2)
        )
    }

    @Test func `a floor above the learning rate is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin", train: 40, test: 20)
            let layers = [flatten, dense(10)]
            let first = train(digits, layers: layers, schedule: ‹cosine(floor: 0.5)›)
            let second = train(
                digits, layers: layers, optimizer: sgd(learningRate: 0.1),
                schedule: ‹cosine(floor: 0.11, warmup: 0.2)›)
            let third = train(
                digits, layers: layers, optimizer: sgd(learningRate: 0.1), schedule: cosine(floor: 0.01))
            """)
        source.expect(
            found,
            [
                "train.floor: the floor 0.5 is above the learning rate 0.001",
                "train.floor: the floor 0.11 is above the learning rate 0.1",
            ])
        #expect(
            Set(found.flatMap(\.notes).map(\.message)) == [
                "'floor:' is a learning rate itself, not a share of one"
            ])
    }

    @Test func `a floor that only the run knows fails there with the same words`() throws {
        let run = try Experiment().run(Self.call("schedule: cosine(floor: digits.classes)"))
        #expect(
            run.failures == [
                "the floor 10 is above the learning rate 0.001: 'floor:' is a learning rate itself, not a share of one"
            ])
    }
}

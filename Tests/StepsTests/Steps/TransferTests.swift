import Diagnostics
import Foundation
import NeuralNet
import TestSupport
import Testing
import Workflow

/// `train(data, from: model, freeze: n)`: which tensors come over, which stay, and what is refused.
struct TransferTests {
    let experiment: Experiment

    private static let first = "conv2d(4, kernel: 3, padding: 1, bias: false)"
    private static let layers = "[\(first), batchNorm2d, relu, flatten, dense(12), relu, dense(4)]"

    /// Two tables of images of 6 × 6 pixels, in four and in three classes, and further images of other shapes.
    init() throws {
        experiment = try Experiment()
        try experiment.folder.write(Self.table(side: 6, classes: 4), to: "old.csv")
        try experiment.folder.write(Self.table(side: 6, classes: 3), to: "new.csv")
        try experiment.folder.write(Self.table(side: 8, classes: 4), to: "wide.csv")
        for label in ["a", "b"] {
            for number in 0..<2 {
                let rows = (0..<6).map { row in (0..<18).map { UInt8(($0 * 90 + row * 31 + number) % 256) } }
                try experiment.folder.write(
                    .png(6, 6, colourType: 2, bitDepth: 8, rows: rows), to: "paint/\(label)/\(number).png")
            }
        }
    }

    /// 32 images, each with a bright row that says its class, in noise.
    private static func table(side: Int, classes: Int) -> String {
        var random = RandomSource(seed: UInt64(side * 10 + classes))
        return (0..<32).map { number in
            let label = number % classes
            let pixels = (0..<side * side).map { place in
                (place / side == label + 1 ? 150 : 0) + Int.random(in: 0..<100, using: &random)
            }
            return ([label] + pixels).map { "\($0)" }.joined(separator: ",") + "\n"
        }.joined()
    }

    private static func load(_ name: String, normalized: Bool = true) -> String {
        let load = "load(from: \"\(name).csv\", split: 0.25)"
        return "let \(name) = \(normalized ? "normalize(\(load), mean: 0.4, std: 0.3)" : load)\n"
    }

    private static let base =
        load("old") + "let base = train(old, layers: \(layers), epochs: 2, batchSize: 8)\n"

    /// The tensors of a saved network by name, without the counts of batches, which are whole numbers.
    private func tensors(_ file: String) throws -> [String: Tensor] {
        let saved = try SafeTensors(decoding: experiment.folder.data("output/\(file).safetensors"))
        let entries = saved.entries.filter { !$0.name.hasSuffix("num_batches_tracked") }
        return Dictionary(uniqueKeysWithValues: try entries.map { ($0.name, try #require($0.tensor)) })
    }

    @Test func `with other classes the last dense layer is new, and frozen layers stay to the bit`() throws {
        let run = try experiment.run(
            Self.base + Self.load("new")
                + """
                let model = train(new, from: base, freeze: 5, epochs: 3, batchSize: 8, \
                optimizer: adamW(learningRate: 0.01, weightDecay: 0.5), clipNorm: 1, average: ema(decay: 0.5))
                save(base, to: "base.safetensors")
                save(model, to: "model.safetensors")
                let result = evaluate(model, on: new)
                """)
        #expect(run.failures == [])
        let (before, after) = try (tensors("base"), tensors("model"))
        #expect(before.count == 9)
        #expect(Set(before.keys) == Set(after.keys))
        for (name, tensor) in after {
            #expect((before[name] == tensor) == !name.hasPrefix("dense2."), "\(name)")
        }
        #expect(after["dense2.weight"]?.shape == Shape([3, 12]))
        #expect(
            run.notices.map(\.message).contains(
                "7 of 9 tensors come from the trained network, the other 2 are new. "
                    + "The first 5 layers stay as they are."))
    }

    @Test func `with the same classes everything comes over, running statistics included`() throws {
        let run = try experiment.run(
            Self.base
                + """
                let model = train(
                    old, from: base, freeze: 2, batchSize: 8, optimizer: sgd(learningRate: 1e-30))
                save(base, to: "base.safetensors")
                save(model, to: "model.safetensors")
                """)
        #expect(run.failures == [])
        #expect(try tensors("base") == tensors("model"))
        #expect(
            run.notices.map(\.message).contains(
                "All 9 tensors come from the trained network. The first 2 layers stay as they are."))
    }

    @Test func `with layers of one's own, the leading ones that are equal come over`() throws {
        let run = try experiment.run(
            Self.base + Self.load("new")
                + """
                let model = train(
                    new, layers: [\(Self.first), batchNorm2d, relu, flatten, dense(9), relu, dense(3)],
                    from: base, freeze: 2, batchSize: 8, optimizer: sgd(learningRate: 1e-30))
                let fresh = train(
                    new, layers: [\(Self.first), batchNorm2d, relu, flatten, dense(9), relu, dense(3)],
                    batchSize: 8, optimizer: sgd(learningRate: 1e-30))
                save(base, to: "base.safetensors")
                save(model, to: "model.safetensors")
                save(fresh, to: "fresh.safetensors")
                """)
        #expect(run.failures == [])
        let (before, after, fresh) = try (tensors("base"), tensors("model"), tensors("fresh"))
        for (name, tensor) in after {
            let isOld = name.hasPrefix("conv1.") || name.hasPrefix("batchNorm1.")
            #expect(tensor == (isOld ? before[name] : fresh[name]), "\(name)")
        }
        #expect(
            run.notices.map(\.message).contains(
                "5 of 9 tensors come from the trained network, the other 4 are new. "
                    + "The first 2 layers stay as they are."))
    }

    @Test func `a network from a file is gone on from as the one that was saved`() throws {
        let further = "train(new, from: base, freeze: 3, epochs: 2, batchSize: 8)"
        let first = try experiment.run(
            Self.base + Self.load("new")
                + """
                let model = \(further)
                save(base, to: "base.safetensors")
                save(model, to: "model.safetensors")
                """)
        #expect(first.failures == [])
        let expected = try tensors("model")
        try experiment.folder.write(
            experiment.folder.data("output/base.safetensors"), to: "base.safetensors")
        let second = try experiment.run(
            Self.load("new")
                + """
                let base = loadModel("base.safetensors")
                let model = \(further)
                save(model, to: "model.safetensors")
                """)
        #expect(second.failures == [])
        #expect(try tensors("model") == expected)
    }

    @Test func `what does not fit is reported at its place`() throws {
        let (source, found) = experiment.diagnose(
            Self.load("old", normalized: false) + Self.load("wide", normalized: false)
                + """
                let paint = load(from: "paint", split: 0.5)
                let base = train(old, layers: \(Self.layers))
                let nothing = ‹train(old)›
                let larger = train(wide, from: ‹base›)
                let coloured = train(paint, from: ‹base›)
                let beyond = train(old, from: base, freeze: ‹8›)
                let all = train(old, from: base, freeze: ‹7›)
                let random = train(old, layers: [flatten, dense(4)], freeze: ‹1›)
                let changed = train(
                    old, layers: [\(Self.first), batchNorm2d, relu, flatten, dense(9), relu, dense(4)],
                    from: base, freeze: ‹5›)
                let other = train(old, layers: [‹conv2d(5, kernel: 3)›, relu, flatten, dense(4)], from: base)
                let negative = train(old, from: base, freeze: ‹-1›)
                let possible = train(old, from: base, freeze: 6)
                """)
        source.expect(
            found,
            [
                "train.missing-argument: 'train' takes the network's 'layers:', or 'from:' with a trained network",
                "train.shape: the trained network takes images of 1×6×6, but these are 1×8×8",
                "train.shape: the trained network takes images of 1×6×6, but these are 3×6×6",
                "train.freeze: the network has 7 layers, so 8 cannot be frozen",
                "train.freeze: with 7 frozen layers, nothing is left to train",
                "train.freeze: frozen layers would stay as they were drawn at random",
                "train.freeze: layer 5 is new, so it must be trained",
                "train.nothing-shared: nothing of the trained network fits: layer 1 is 'conv2d(5, kernel: 3)', "
                    + "but '\(Self.first)' in the trained network",
                "train.out-of-range: 'freeze' of 'train' takes 0 or more layers, but this is -1",
            ])
        #expect(
            found.flatMap(\.notes).map(\.message) == [
                "'train(data, layers: [flatten, dense(10)])' or 'train(data, from: model)'",
                "load images of the same size, as 'size:' of 'load(from:)' makes them",
                "load them with 'channels: .grey'",
                "a 'residual' counts as one, and so does each 'relu'", "give at most 6",
                "'from:' names the trained network that they come from",
                "the first 4 layers come from the trained network",
                "layers are taken over from the first on, as long as they are equal",
            ])
    }

    @Test func `a network whose end cannot be made anew needs layers`() throws {
        let (source, found) = experiment.diagnose(
            Self.load("old", normalized: false) + Self.load("new", normalized: false)
                + """
                let base = train(old, layers: [conv2d(4, kernel: 3), globalAveragePool2d])
                let model = train(new, from: ‹base›)
                let simple = train(old, layers: [flatten, dense(4)])
                let further = train(new, from: ‹simple›)
                """)
        source.expect(
            found,
            [
                "train.classes: the trained network knows 4 classes, but there are 3, and its last layer is no "
                    + "'dense' that could be made anew",
                "train.nothing-shared: nothing of the trained network fits: layer 2 is 'dense(3)', but 'dense(4)' "
                    + "in the trained network",
            ])
    }

    @Test func `a number of frozen layers that only the run knows fails there with the same words`() throws {
        let run = try experiment.run(
            Self.base + "let model = train(old, from: base, freeze: old.train.height + 2)")
        #expect(
            run.failures == [
                "the network has 7 layers, so 8 cannot be frozen: a 'residual' counts as one, and so does each 'relu'"
            ])
    }

    @Test func `another normalization is used as given, and a notice says what the network knew`() throws {
        let run = try experiment.run(
            Self.base
                + """
                let bare = load(from: "old.csv", split: 0.25)
                let model = train(bare, from: base, batchSize: 8)
                let result = evaluate(model, on: bare)
                """)
        #expect(run.failures == [])
        #expect(
            run.notices.map(\.message).contains(
                "The trained network knows images that are normalized with mean 0.4 and std 0.3, and these are not "
                    + "normalized: 'normalize(data, mean: 0.4, std: 0.3)' gives it the same."))
    }

    /// A training that goes on from a network, with another one beside it.
    private static func cell(epochs: Int, from: String = "base", _ arguments: String) -> String {
        base + load("new")
            + """
            let other = train(old, layers: \(layers), epochs: 1, batchSize: 8)
            let model = train(new, from: \(from), batchSize: 8, epochs: \(epochs)\(arguments))
            save(model, to: "m.safetensors")
            """
    }

    @Test(arguments: [
        ", freeze: 2", ", freeze: 5, optimizer: adamW(weightDecay: 0.1), average: ema(decay: 0.8)",
        ", freeze: 3, validation: 0.2, keep: .best", "",
    ])
    func `more epochs go on, to the bits of a run of all`(arguments: String) throws {
        #expect(try experiment.runCached(Self.cell(epochs: 2, arguments)).failures == [])
        let forecasts = try experiment.forecast(Self.cell(epochs: 4, arguments))
        #expect(forecasts.first { $0.step.name == "model" }?.beginning == "goes on after epoch 2")
        let further = try experiment.runCached(Self.cell(epochs: 4, arguments))
        let bits = try tensors("m")
        let whole = try experiment.run(Self.cell(epochs: 4, arguments))
        #expect(whole.failures == [])
        #expect(try tensors("m") == bits)
        #expect(further.numbers("model.history.loss") == whole.numbers("model.history.loss"))
    }

    @Test func `another network or other frozen layers start anew, and the plan says why`() throws {
        #expect(try experiment.runCached(Self.cell(epochs: 2, ", freeze: 2")).failures == [])
        let changes = [
            (Self.cell(epochs: 4, ", freeze: 3"), "argument 'freeze' 2 → 3"),
            (
                Self.cell(epochs: 4, from: "other", ", freeze: 2"),
                "argument 'from' has different content"
            ),
        ]
        for (cell, reason) in changes {
            let forecast = try #require(
                experiment.forecast(cell).first { $0.step.name == "model" })
            #expect(forecast.beginning == "starts over")
            guard case .toRun(let reasons) = forecast.state else {
                Issue.record("not to run")
                continue
            }
            #expect(reasons.contains(reason), "\(reasons)")
        }
    }
}

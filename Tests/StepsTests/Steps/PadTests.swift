import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

struct PadTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 200, test: 30), mean: 0.1, std: 0.3)
        let model = train(digits, layers: [
            conv2d(4, kernel: 5, stride: 2, padding: 1), relu, maxPool2d(2), flatten, dropout(0.2), dense(10)])

        """

    private func pads(_ run: Run) -> [DrawingPad] {
        run.figures.compactMap { $0.content as? DrawingPad }
    }

    @Test func `the pad has the network in few bits, and the engine's results on some images`() throws {
        let run = try Experiment().run(
            Self.cell + "pad(model, on: digits, checks: 7, title: \"Try it\")\npad(model)")
        #expect(run.failures == [])
        let all = pads(run)
        let pad = try #require(all.first)
        #expect(pad.title == "Try it")
        #expect((pad.width, pad.height) == (28, 28))
        #expect(pad.classes == (0...9).map(String.init))
        #expect((pad.means, pad.standardDeviations) == ([0.1], [0.3]))
        #expect(
            pad.layers == [
                .init(name: "conv2d", numbers: [4, 5, 2, 1]), .init(name: "relu", numbers: []),
                .init(name: "maxPool2d", numbers: [2, 2]), .init(name: "flatten", numbers: []),
                .init(name: "dense", numbers: [10]),
            ])
        #expect(pad.weightBits == 16)
        #expect(pad.weights.count == 2 * (4 * 25 + 10 * 144))
        #expect(pad.scales.count == 14 && pad.biases.count == 14)
        #expect(pad.checks.count == 7)
        #expect(all.last?.checks.count == 20)
        #expect(
            all.last?.checks.allSatisfy { $0.pixels.count == 784 && (0..<10).contains($0.prediction) } == true
        )

        // The integers times their scales are the weights, to half a scale.
        guard case .artifact(let stored)? = run.value("model") else {
            Issue.record("no model")
            return
        }
        let tensors = try SafeTensors(decoding: stored.packed.blob("parameters").data()).entries
            .compactMap(\.tensor)
        var (place, output) = (0, 0)
        for (weight, bias) in zip([tensors[0], tensors[2]], [tensors[1], tensors[3]]) {
            let size = weight.values.count / bias.values.count
            for (index, value) in weight.values.enumerated() {
                let scale = pad.scales[output + index / size]
                let byte = pad.weights.startIndex + 2 * (place + index)
                let integer = Int16(
                    truncatingIfNeeded: Int(pad.weights[byte]) | Int(pad.weights[byte + 1]) << 8)
                // A hundredth for the rounding of quotient and product in Float32.
                #expect(abs(Float(integer) * scale - value) <= scale * 0.51)
            }
            let scales = pad.scales[output..<output + bias.values.count]
            let largest = weight.values.map(\.magnitude).max() ?? 0
            #expect(scales.allSatisfy { $0 <= largest / 32_000 })
            #expect(Array(pad.biases[output..<output + bias.values.count]) == bias.values)
            place += weight.values.count
            output += bias.values.count
        }
    }

    @Test func `the pad has a pooling's padding only where there is any`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 20, test: 10)
            let model = train(digits, layers: [
                maxPool2d(3, stride: 2, padding: 1), averagePool2d(2, padding: 1), averagePool2d(2), flatten, dense(10)])
            pad(model, on: digits, checks: 1)
            """)
        #expect(run.failures == [])
        #expect(
            pads(run).first?.layers.prefix(3) == [
                .init(name: "maxPool2d", numbers: [3, 2, 1]),
                .init(name: "averagePool2d", numbers: [2, 2, 1]),
                .init(name: "averagePool2d", numbers: [2, 2]),
            ])
    }

    @Test func `eight bits cost next to no accuracy`() throws {
        let folder = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("mnist/quantization", !folder.isEmpty, "STEPBOOK_DATA_DIR is not set") else {
            return
        }
        var experiment = try Experiment()
        experiment.dataDirectories = [folder]
        let run = try experiment.run(
            """
            let digits = normalize(load("mnist"))
            let model = train(digits, layers: \(DigitNetwork.layers), optimizer: adamW(learningRate: 0.003),
                schedule: oneCycle(warmup: 0.25), epochs: 1, precision: .bfloat16)
            let before = evaluate(model, on: digits)
            """)
        #expect(run.failures == [])
        guard case .artifact(let stored)? = run.value("model") else {
            Issue.record("no model")
            return
        }
        let (architecture, parameters) = try DigitNetwork.trained(stored)
        let network = try QuantizedNetwork(architecture, parameters)
        let rounded = try SafeTensors(network.parameters().tensors).encoded()
        try experiment.folder.write(rounded, to: "rounded.safetensors")
        let after = try experiment.run(
            """
            let digits = normalize(load("mnist"))
            let model = loadModel("rounded.safetensors", for: digits, layers: \(DigitNetwork.layers))
            let after = evaluate(model, on: digits)
            """)
        #expect(after.failures == [])
        let (first, second) = (
            try #require(run.number("before.accuracy")), try #require(after.number("after.accuracy"))
        )
        print("accuracy \(first), with weights of eight bits \(second)")
        #expect(first > 0.98)
        #expect(second >= first - 0.001)
    }

    @Test func `a large network has weights of eight bits, whose integers are the nearest ones`() throws {
        let run = try Experiment().run(
            """
            let digits = load("builtin", train: 20, test: 5)
            let model = train(digits, layers: [flatten, dense(200), relu, dense(10)])
            pad(model)
            """)
        #expect(run.failures == [])
        let pad = try #require(pads(run).first)
        #expect(pad.weightBits == 8)
        #expect(pad.weights.count == 784 * 200 + 200 * 10)
        guard case .artifact(let stored)? = run.value("model") else {
            Issue.record("no model")
            return
        }
        let weight = try #require(
            SafeTensors(decoding: stored.packed.blob("parameters").data()).entries.first?.tensor)
        for (index, value) in weight.values.enumerated() {
            let integer = Int8(bitPattern: pad.weights[pad.weights.startIndex + index])
            #expect(abs(Float(integer) * pad.scales[index / 784] - value) <= pad.scales[index / 784] * 0.5001)
        }
    }

    @Test func `a network whose input cannot be drawn is found before anything runs`() throws {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<2 {
                try experiment.folder.write(
                    .graymap(70, 2, [UInt8](repeating: UInt8(number), count: 140)),
                    to: "wide/\(label)/\(number).pgm")
                try experiment.folder.write(
                    .graymap(4, 4, (0..<16).map { UInt8($0 + number) }), to: "small/\(label)/\(number).pgm")
            }
        }
        let (source, found) = experiment.diagnose(
            """
            let wide = load(from: "wide", split: 0.5)
            let small = load(from: "small", split: 0.5)
            let model = train(wide, layers: [flatten, dense(2)])
            pad(‹model›)
            pad(train(small, layers: [flatten, dense(2)]), on: ‹wide›)
            pad(‹train(small, layers: [flatten, dense(2)])›)
            """)
        source.expect(
            found,
            [
                "pad.shape: the network takes images of 1×2×70, and a page's are grey or in colour and at most 64×64",
                "pad.shape: the network takes images of 1×4×4, but these are 1×2×70",
                "pad.on: name images of 1×4×4 to compare by: pad(model, on: …)",
            ])
    }

    @Test func `a network with more weights than a page carries is found before it is trained`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = normalize(load("builtin", train: 100, test: 10))
            pad(train(digits, layers: [flatten, dense(5000), relu, dense(10)]))
            pad(‹train(digits, layers: [flatten, dense(5032), relu, dense(10)])›)
            """)
        source.expect(
            found,
            [
                "pad.parameters: the network has 4\u{202F}000\u{202F}450 parameters; a page carries at most 4\u{202F}000\u{202F}000"
            ])
    }

    @Test(arguments: [("", true), (", invert: true", false)])
    func `a network of grey photographs gets a place for pictures, and one of the same as ink a canvas`(
        arguments: String, isOfPictures: Bool
    ) throws {
        let experiment = try Experiment()
        for number in 0..<8 {
            let light = number.isMultiple(of: 2) ? 150 : 60
            let samples = (0..<16).map { UInt8(light + 5 * $0 + number) }
            try experiment.folder.write(
                .graymap(4, 4, samples), to: "set/\(light > 100 ? "day" : "night")/\(number).pgm")
        }
        let run = try experiment.run(
            """
            let set = load(from: "set", split: 0.25\(arguments))
            let model = train(set, layers: [flatten, dense(2)])
            save(model, to: "net.pt")
            pad(model, on: set)
            """)
        #expect(run.failures == [])
        let pad = try #require(pads(run).first)
        #expect(pad.takesPictures == isOfPictures)
        #expect(!pad.takesColours && pad.means.count == 1)
        let saved = try SavedModel(decoding: experiment.folder.data("output/net.pt"), threads: 1)
        #expect(saved.takesPictures == isOfPictures)
    }
}

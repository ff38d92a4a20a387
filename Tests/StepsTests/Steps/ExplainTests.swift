import Diagnostics
import Figures
import Foundation
import NeuralNet
import Steps
import TestSupport
import Testing
import Workflow

/// Heat maps of what a network sees in images.
struct ExplainTests {
    private static let network =
        "layers: [conv2d(4, kernel: 3, padding: 1), batchNorm2d, relu, maxPool2d(2), flatten, dropout(0.2), dense(10)]"

    private static let run = Result {
        try Experiment().run(
            """
            let digits = load("builtin", train: 300, test: 80)
            let model = train(digits, \(network))
            let result = evaluate(model, on: digits)
            explain(model, on: digits)
            explain(model, on: digits.test, by: .saliency, count: 5, title: "saliency")
            explain(model, on: result.hardest, by: .gradCAM, of: "7", count: 6)
            explain(model, on: result.mistakes, of: 3, count: 2)
            plot(digits.test, count: 8)
            plot(result.hardest, count: 6)
            plot(result.mistakes, count: 2)
            """)
    }

    private static func grids(_ run: Run) -> [HeatMapGrid] {
        run.figures.compactMap { $0.content as? HeatMapGrid }
    }

    /// The network's own heat maps of a grid's images, which have one channel.
    private static func attribution(
        of grid: HeatMapGrid, by method: Attribution.Method, for label: Int?, in run: Run
    ) throws -> Attribution {
        guard case .artifact(let stored)? = run.value("model"), let model = stored.artifact as? Model else {
            throw StepFailure("no network: \(run.failures)")
        }
        return try Classifier(
            architecture: model.architecture, parameters: model.parameters(), threads: 2
        ).attribution(
            of: ImageSet(
                shape: model.architecture.input, pixels: grid.images.pixels,
                labels: Data(count: grid.images.items.count), normalization: .unit), by: method, for: label)
    }

    @Test func `the first images come with the engine's heat maps of their predicted classes`() throws {
        let run = try Self.run.get()
        let grids = Self.grids(run)
        try #require(grids.count == 4, "\(run.failures)")
        let drawn = try #require(run.imageGrids.first)
        for (grid, method) in zip(grids, [Attribution.Method.gradCAM, .saliency]) {
            #expect(grid.method.rawValue == method.rawValue)
            let count = grid.images.items.count
            #expect(grid.images.total == 80 && grid.images.channels == 1)
            #expect(grid.images.pixels == drawn.pixels.prefix(count * 784))
            #expect(grid.images.items.map(\.index) == Array(0..<count))
            #expect(grid.images.items.map(\.label) == drawn.items.prefix(count).map(\.label))
            let expected = try Self.attribution(of: grid, by: method, for: nil, in: run)
            #expect(grid.heat == Data(expected.maps.values.map { UInt8(($0 * 255).rounded()) }))
            #expect(grid.labels == expected.predictions.map(String.init))
            for (place, item) in grid.images.items.enumerated() {
                #expect(item.guesses.count == 3 && item.guesses[0].label == grid.labels[place])
                let own = expected.probabilities.values[place * 10..<(place + 1) * 10]
                #expect(item.guesses.map { Float($0.probability) } == own.sorted(by: >).prefix(3).map(\.self))
            }
        }
        #expect(grids[0].images.items.count == 8 && grids[0].title == nil)
        #expect(grids[1].images.items.count == 5 && grids[1].title == "saliency")
        // Neither is the other's, and every map has a maximum or nothing.
        #expect(grids[0].heat.prefix(5 * 784) != grids[1].heat)
        for grid in grids {
            for item in grid.images.items.indices {
                let levels = grid.heat.dropFirst(item * 784).prefix(784)
                #expect(levels.max() == 255 || grid.method == .gradCAM && levels.allSatisfy { $0 == 0 })
            }
        }
    }

    @Test func `images that an evaluation found are explained in its order, also for a chosen class`() throws
    {
        let run = try Self.run.get()
        let grids = Self.grids(run)
        try #require(grids.count == 4, "\(run.failures)")
        let drawn = run.imageGrids.dropFirst()
        for (grid, (drawn, label)) in zip(grids.dropFirst(2), zip(drawn, [7, 3])) {
            #expect(grid.images.items.map(\.index) == drawn.items.map(\.index))
            #expect(grid.images.items.map(\.label) == drawn.items.map(\.label))
            #expect(grid.images.pixels == drawn.pixels && grid.images.total == drawn.total)
            #expect(grid.labels == drawn.items.map { _ in "\(label)" })
            let expected = try Self.attribution(of: grid, by: .gradCAM, for: label, in: run)
            #expect(grid.heat == Data(expected.maps.values.map { UInt8(($0 * 255).rounded()) }))
            // The probabilities are those of the evaluation, up to the rounding of other kernels.
            for (item, other) in zip(grid.images.items, drawn.items) {
                expectClose(
                    item.guesses.map(\.probability), other.guesses.map(\.probability), absolute: 1e-5,
                    relative: 1e-5, "probabilities")
            }
        }
    }

    @Test func `the same cell gives the same figure, from the cache too`() throws {
        let experiment = try Experiment()
        let cell = """
            let digits = load("builtin", train: 60, test: 10)
            let model = train(digits, \(Self.network))
            explain(model, on: digits, by: .saliency, count: 3)
            """
        let first = try experiment.runCached(cell)
        let again = try experiment.runCached(cell)
        #expect(Self.grids(first).count == 1 && first.figures == again.figures, "\(first.failures)")
        #expect(try Experiment().run(cell).figures == first.figures)
    }

    @Test func `where there is nothing to explain, there is a figure of no images, from the cache too`()
        throws
    {
        let experiment = try Experiment()
        let cell = """
            let digits = load("builtin", train: 10, test: 1)
            let model = train(
                digits, layers: [conv2d(4, kernel: 3), relu, flatten, dense(10)],
                optimizer: adam(learningRate: 0.01), epochs: 60, batchSize: 10)
            let result = evaluate(model, on: digits.train)
            explain(model, on: result.mistakes, title: "none")
            explain(model, on: result.mistakes, by: .saliency, of: 3)
            plot(result.mistakes)
            """
        let run = try experiment.runCached(cell)
        #expect(run.failures == [] && run.number("result.accuracy") == 1)
        let grids = Self.grids(run)
        try #require(grids.count == 2)
        #expect(grids.map(\.method) == [.gradCAM, .saliency] && grids.map(\.title) == ["none", nil])
        let plotted = try #require(run.imageGrids.first)
        for grid in grids {
            #expect(grid.images == plotted && grid.images.items.isEmpty && grid.images.total == 0)
            #expect(grid.heat.isEmpty && grid.labels.isEmpty && grid.isPossible)
        }
        #expect(try experiment.runCached(cell).figures == run.figures)
    }

    @Test func `colour pictures are explained in their colours, by the normalization of the network`() throws
    {
        let (experiment, load) = try Experiment.ofColours()
        let run = try experiment.run(
            """
            let set = normalize(\(load), mean: [0.8, 0.4, 0.05], std: [0.1, 0.2, 0.4])
            let model = train(set, layers: [conv2d(2, kernel: 1), sigmoid, globalAveragePool2d, dense(2)])
            let result = evaluate(model, on: set)
            explain(model, on: set, by: .saliency, of: "odd")
            explain(model, on: result.hardest, by: .saliency, of: 1)
            """)
        let grids = Self.grids(run)
        try #require(grids.count == 2, "\(run.failures)")
        #expect(grids[0].images.channels == 3 && grids[0].images.items.count == 2)
        #expect(grids[0].labels == ["odd", "odd"] && grids[1].labels == ["odd", "odd"])
        #expect(Array(grids[0].images.pixels.prefix(3)) == [206, 106, 16])
        guard case .artifact(let stored)? = run.value("model"), let model = stored.artifact as? Model else {
            Issue.record("no network")
            return
        }
        let normalization = Normalization(
            channels: [(0.8, 0.1), (0.4, 0.2), (0.05, 0.4)].map { .init(mean: $0, standardDeviation: $1) })
        let expected = try Classifier(
            architecture: model.architecture, parameters: model.parameters(), threads: 2
        ).attribution(
            of: ImageSet(
                shape: PlanarColour.shape,
                pixels: Data(PlanarColour.samples(6) + PlanarColour.samples(7)), labels: Data([0, 1]),
                normalization: normalization), by: .saliency, for: 1)
        let heat = expected.maps.values.map { UInt8(($0 * 255).rounded()) }
        #expect(Array(grids[0].heat) == heat && heat.contains(255) && Set(heat).count > 2)
        for (place, item) in grids[1].images.items.enumerated() {
            #expect(
                Array(grids[1].heat.dropFirst(place * 8).prefix(8))
                    == Array(heat.dropFirst(item.index * 8).prefix(8)))
        }
    }

    @Test func `what cannot be explained is found before anything runs`() throws {
        let (source, found) = try Experiment().diagnose(
            """
            let digits = load("builtin")
            let plain = train(digits, layers: [flatten, dense(10)])
            explain(‹plain›, on: digits)
            explain(plain, on: digits, by: ‹.gradCAM›)
            explain(plain, on: digits, by: .saliency)
            let model = train(digits, layers: [conv2d(2, kernel: 3), relu, flatten, dense(10)])
            explain(model, on: ‹normalize(digits)›)
            explain(model, on: digits, of: ‹"ten"›)
            explain(model, on: digits, of: ‹10›)
            explain(model, on: digits, of: 9)
            explain(model, on: digits.test, count: ‹0›)
            """)
        let none =
            "explain.by: Grad-CAM takes the feature maps of a convolution, and the network has none of more than one pixel in height and width"
        try #require(found.count == 6, "\(found.map(\.summary))")
        source.expect(
            found,
            [
                none, none, found[2].summary, "explain.of: the network knows no class 'ten'",
                "explain.of: the network has no class of index 10", found[5].summary,
            ])
        #expect(
            found[2].summary.hasPrefix("explain.normalization: the network was trained on images that are"))
        #expect(
            found[0].notes.map(\.message) == [
                "'by: .saliency' needs none; a convolution is a layer: 'conv2d(8, kernel: 3)'"
            ])
        #expect(
            found[3].notes.map(\.message) == [
                "its classes are '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'"
            ])
        #expect(found[4].notes.map(\.message) == ["it has 10 classes, counted from 0"])
    }

    @Test(arguments: [
        ("GradCAM(model)", "write 'explain(model, on: data.test, by: .gradCAM)'"),
        ("show_cam_on_image(model)", "write 'explain(model, on: data.test, by: .gradCAM)'"),
        ("Saliency(model)", "write 'explain(model, on: data.test, by: .saliency)'"),
        (
            "IntegratedGradients(model)",
            "a network is explained by '.gradCAM' or '.saliency': 'explain(model, on: data.test, by: .gradCAM)'"
        ),
        (
            "explain(model, on: data, target_layers: 1)",
            "leave it out: Grad-CAM takes the last feature maps of a convolution"
        ), ("explain(model, on: data, target: 1)", "did you mean 'of'?"),
        ("explain(model, images: data)", "did you mean 'on'?"),
    ])
    func `names of Captum and the like are answered`(_ call: String, _ words: String) throws {
        let found = try Experiment().diagnose(
            """
            let data = load("builtin")
            let model = train(data, layers: [conv2d(2, kernel: 3), flatten, dense(10)])
            \(call)
            """
        ).found
        let all = found.flatMap { [$0.label].compactMap(\.self) + $0.notes.map(\.message) }
        #expect(all.contains { $0.contains(words) }, "\(found)")
    }
}

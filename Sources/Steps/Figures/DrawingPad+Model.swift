import Figures
import FoundationEssentials
import NeuralNet
import Workflow

extension DrawingPad {
    /// The maximum side of drawn images, in pixels.
    private static let largestSide = 64

    /// The maximum number of weights in a page.
    private static let mostWeights = 4_000_000

    /// Why a network's input cannot be drawn; `nil` if it can.
    static func problem(with shape: Shape) -> ArgumentProblem? {
        let sizes = shape.dimensions
        guard sizes.count == 3, sizes[0] == 1, sizes[1] <= largestSide, sizes[2] <= largestSide else {
            return ArgumentProblem(
                id: "shape",
                "the network takes images of \(shape), and what is drawn is grey and at most \(largestSide)×\(largestSide)"
            )
        }
        return nil
    }

    /// Makes a pad for a network.
    ///
    /// - Parameter images: concatenated images of the network's shape, one byte per pixel, on which the page compares
    ///   its results with the engine's.
    /// - Throws: ``StepFailure`` if the network is too large for a page, or its input cannot be drawn.
    init(of model: Model, comparedBy images: Data, threads: Int) throws {
        let architecture = model.record.architecture
        if let problem = Self.problem(with: architecture.input) { throw problem.failure }
        guard architecture.parameterCount <= Self.mostWeights else {
            throw StepFailure(
                "the network has \(NumberText.grouped(architecture.parameterCount)) parameters; a page carries at most \(NumberText.grouped(Self.mostWeights))"
            )
        }
        let folded = try FoldedNetwork(architecture, model.parameters())
        let network = try QuantizedNetwork(folded.architecture, folded.parameters)
        let size = architecture.input.count
        let predictions =
            images.isEmpty
            ? []
            : try Classifier(
                architecture: architecture, parameters: model.parameters(), threads: threads
            ).classify(
                ImageSet(
                    shape: architecture.input, pixels: images, labels: Data(count: images.count / size),
                    normalization: model.record.normalization ?? .unit)
            ).predictions
        let checks = predictions.enumerated().map { index, prediction in
            DrawingPad.Check(
                pixels: images[images.startIndex + index * size..<images.startIndex + (index + 1) * size],
                prediction: prediction)
        }
        self.init(of: network, model.record, checks: checks)
    }

    private init(of network: QuantizedNetwork, _ record: Model.Record, checks: [Check]) {
        let sizes = network.architecture.input.dimensions
        // Drawings have one channel.
        let normalization = (record.normalization ?? .unit)[0]
        self.init(
            width: sizes[2], height: sizes[1], digitSize: record.digitSize, classes: record.classes,
            mean: normalization.mean, standardDeviation: normalization.standardDeviation,
            layers: network.architecture.layers.compactMap(Layer.init),
            weights: network.weights.reduce(into: Data()) { $0.append($1.integers) },
            scales: network.weights.flatMap(\.scales), biases: network.weights.flatMap(\.bias), checks: checks
        )
    }
}

extension DrawingPad.Layer {
    /// The layer in inference; `nil` if it does nothing there.
    fileprivate init?(_ layer: NeuralNet.Layer) {
        guard !type(of: layer.kind).isIdentityInInference else { return nil }
        var numbers = layer.kind.values.compactMap(\.number)
        let standards = type(of: layer.kind).declarations.map(\.standard)
        // The page's script has the same defaults.
        while let last = numbers.last, numbers.count <= standards.count,
            case .value(let standard) = standards[numbers.count - 1], standard.number == last
        {
            numbers.removeLast()
        }
        let ways = layer.kind.values.compactMap(\.layers).map { $0.compactMap(Self.init) }
        self.init(name: layer.name, numbers: numbers, ways: ways.isEmpty ? nil : ways)
    }
}

import Figures
import FoundationEssentials
import NeuralNet
import Workflow

extension DrawingPad {
    /// The maximum side of drawn images, in pixels.
    private static let largestSide = 64

    /// The maximum number of weights in a page.
    private static let mostWeights = 4_000_000

    /// The maximum number of weights that have 16 bits.
    ///
    /// A small network is less sure of its classes, so that rounding to 8 bits changes those of one picture in a
    /// hundred, and has room: 16 bits change none.
    private static let mostFineWeights = 131_072

    /// Why a page cannot carry a network's weights; `nil` if it can.
    static func problem(with architecture: Architecture) -> ArgumentProblem? {
        guard architecture.parameterCount > mostWeights else { return nil }
        return ArgumentProblem(
            id: "parameters",
            "the network has \(NumberText.grouped(architecture.parameterCount)) parameters; a page carries at most \(NumberText.grouped(mostWeights))",
            notes: ["'stepbook serve' takes larger ones, saved with 'save'"])
    }

    /// Why a network's input can be neither drawn nor put in; `nil` if it can.
    static func problem(with shape: Shape) -> ArgumentProblem? {
        let sizes = shape.dimensions
        guard ImageChannels(of: shape) != nil, sizes[1] <= largestSide, sizes[2] <= largestSide else {
            return ArgumentProblem(
                id: "shape",
                "the network takes images of \(shape), and a page's are grey or in colour and at most \(largestSide)×\(largestSide)"
            )
        }
        return nil
    }

    /// Makes a pad for a network.
    ///
    /// - Parameter images: concatenated images of the network's shape, one byte per pixel, on which the page compares
    ///   its results with the engine's.
    /// - Throws: ``StepFailure`` if the network is too large for a page, or its input can be neither drawn nor put in.
    init(of model: Model, comparedBy images: Data, threads: Int) throws {
        let architecture = model.record.architecture
        if let problem = Self.problem(with: architecture.input) { throw problem.failure }
        if let problem = Self.problem(with: architecture) { throw problem.failure }
        let folded = try FoldedNetwork(architecture, model.parameters())
        let isSmall = folded.architecture.parameterCount <= Self.mostFineWeights
        let network = try QuantizedNetwork(
            folded.architecture, folded.parameters, width: isSmall ? .bits16 : .bits8)
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
        let normalization = record.normalization ?? .unit
        let channels = (0..<sizes[0]).map { normalization[$0] }
        self.init(
            width: sizes[2], height: sizes[1], digitSize: record.digitSize, classes: record.classes,
            means: channels.map(\.mean), standardDeviations: channels.map(\.standardDeviation),
            layers: network.architecture.layers.compactMap(Layer.init),
            weights: network.weights.reduce(into: Data()) { $0.append($1.integers) },
            weightBits: network.width.rawValue, scales: network.weights.flatMap(\.scales),
            biases: network.weights.flatMap(\.bias), checks: checks,
            isOfGreyPictures: channels.count == 1 && record.content == .picture)
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

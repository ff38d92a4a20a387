import Figures
import FoundationEssentials
import NeuralNet
import Workflow

/// Puts a drawing pad into the report.
struct Pad: Step {
    let version = 1
    let dependence: StepDependence = [.arithmetic]
    let signature = Signature(
        "pad",
        "Puts a drawing pad into the report: the network, with weights of 8 bits, reads what is drawn, in the page itself.",
        parameters: [
            .positional("model", .artifact("Model"), "the trained network"),
            Parameter(
                "on", .optional(.either([.artifact("Examples"), .artifact("Dataset")])), default: .nothing,
                "images by which the page compares itself with the engine when it is opened, of a data set its test images; nil for digits that stepbook draws"
            ),
            Parameter(
                "checks", .integer, default: .integer(20), limits: .range(1...1000), unit: "images",
                "how many images the page compares itself by, the first ones"),
            Parameter(
                "title", .optional(.string), default: .nothing, affectsResult: false,
                "what stands over the pad"),
        ], result: .nothing)

    /// The largest side of images that are drawn.
    private static let largestSide = 64

    /// The most weights that a page carries.
    private static let mostWeights = 4_000_000

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        if let shape = ImageFacts(call.facts["model"])?.shape, let problem = Self.problem(with: shape) {
            throw PlanningProblem(id: "shape", problem, parameter: "model")
        }
        if let network = ImageFacts(call.facts["model"])?.shape,
            let images = ImageFacts(call.facts["on"])?.shape,
            network != images
        {
            throw PlanningProblem(
                id: "shape", "the network takes images of \(network), but these are \(images)",
                parameter: "on")
        }
        return Facts()
    }

    private static func problem(with shape: Shape) -> String? {
        let sizes = shape.dimensions
        guard sizes.count == 3, sizes[0] == 1, sizes[1] <= largestSide, sizes[2] <= largestSide else {
            return
                "the network takes images of \(shape), and what is drawn is grey and at most \(largestSide)×\(largestSide)"
        }
        return nil
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model: Model = call.artifact("model")
        let architecture = model.record.architecture
        if let problem = Self.problem(with: architecture.input) { throw StepFailure(problem) }
        guard architecture.parameterCount <= Self.mostWeights else {
            throw StepFailure(
                "the network has \(NumberText.grouped(architecture.parameterCount)) parameters; a page carries at most \(NumberText.grouped(Self.mostWeights))"
            )
        }
        let network = QuantizedNetwork(architecture, try model.parameters())
        let images = try Self.images(for: call, architecture.input)
        let predictions = try Classifier(
            architecture: architecture, parameters: model.parameters(), threads: context.threads
        ).classify(
            ImageSet(
                shape: architecture.input, pixels: images,
                labels: Data(count: images.count / architecture.input.count),
                normalization: model.record.normalization ?? .unit)
        ).predictions
        let size = architecture.input.count
        let checks = predictions.enumerated().map { index, prediction in
            DrawingPad.Check(
                pixels: images[images.startIndex + index * size..<images.startIndex + (index + 1) * size],
                prediction: prediction)
        }
        return StepResult(figures: [.drawingPad(DrawingPad(of: network, model.record, checks: checks))])
    }

    /// The images that the page compares itself by.
    private static func images(for call: StepCall, _ shape: Shape) throws -> Data {
        let count = call.integer("checks")
        if call.value("on") != .nothing {
            let examples = call.examples("on", part: \.test)
            guard examples.record.shape == shape else {
                throw StepFailure(
                    "the network takes images of \(shape), but these are \(examples.record.shape)")
            }
            return Data(try examples.images.data().prefix(count * shape.count))
        }
        guard shape == MNIST.shape else {
            throw StepFailure("name images of \(shape) to compare by: pad(model, on: …)")
        }
        return Data(BuiltinDigits(seed: 0, part: .test).images(0..<count).pixels)
    }

    func present(_ result: StepResult, of call: StepCall) -> StepResult {
        var result = result
        result.figures = result.figures.map { $0.titled(call.optionalString("title")) }
        return result
    }
}

extension DrawingPad {
    fileprivate init(of network: QuantizedNetwork, _ record: Model.Record, checks: [Check]) {
        let sizes = network.architecture.input.dimensions
        let normalization = record.normalization ?? .unit
        self.init(
            width: sizes[2], height: sizes[1], classes: record.classes, mean: normalization.mean,
            standardDeviation: normalization.standardDeviation,
            layers: network.architecture.layers.compactMap(Layer.init),
            weights: network.weights.reduce(into: Data()) { $0.append($1.integers) },
            scales: network.weights.flatMap(\.scales), biases: network.weights.flatMap(\.bias), checks: checks
        )
    }
}

extension DrawingPad.Layer {
    /// The layer as it computes when a network is used; `nil` where it does nothing.
    fileprivate init?(_ layer: NeuralNet.Layer) {
        switch layer {
        case .convolution2D(let filters, let kernel, let stride, let padding):
            self = .convolution(filters: filters, kernel: kernel, stride: stride, padding: padding)
        case .maxPooling2D(let size, let stride): self = .maxPooling(size: size, stride: stride)
        case .relu: self = .rectifier
        case .dense(let units): self = .dense(units: units)
        // Numbers lie in one row anyway.
        case .flatten, .dropout: return nil
        }
    }
}

import NeuralNet
import Testing

/// A layer with a residual connection around other layers.
private struct Shortcut: LayerKind {
    static let name = "shortcut"
    static let summary = "The output of layers plus their input."

    /// The number of filters of a convolution that keeps the size.
    var filters = 1
    /// Whether a ReLU follows the convolution.
    var isRectified = false
    /// Whether the input is added twice, so that three operations consume it.
    var isDoubled = false

    init() {}

    init(filters: Int, isRectified: Bool, isDoubled: Bool) {
        (self.filters, self.isRectified, self.isDoubled) = (filters, isRectified, isDoubled)
    }

    func outputShape(for input: Shape) -> Shape { input }

    func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value {
        let layer = Layer.convolution2D(filters: filters, kernel: 3, stride: 1, padding: 1)
        var branch = try graph.append(layer, on: value, place: place)
        if isRectified { branch = try graph.append(.relu, on: branch, place: place) }
        let sum = try graph.append(sumOf: value, branch, place: place)
        return isDoubled ? try graph.append(sumOf: sum, value, place: place) : sum
    }
}

@Suite struct NetworkGraphTests {
    /// Few and many channels, so that both the library's kernels and the engine's own are used.
    @Test(arguments: [2, 16], [false, true])
    func `a sum's gradient goes to everything that is added`(channels: Int, isRectified: Bool) throws {
        for isDoubled in [false, true] {
            let architecture = try Architecture(
                input: Shape([channels, 8, 9]),
                layers: [
                    .convolution2D(filters: channels, kernel: 1, stride: 1, padding: 0),
                    Layer(Shortcut(filters: channels, isRectified: isRectified, isDoubled: isDoubled)),
                    .relu, .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 3),
                ])
            let parameters = Parameters(initializing: architecture, seed: 5)
            #expect(
                parameters.tensors.map(\.name) == [
                    "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "dense1.weight",
                    "dense1.bias",
                ])
            try expectGradients(of: architecture, parameters, threads: 1)
            try expectGradients(of: architecture, parameters, threads: 2)
        }
    }

    @Test func `only values of the same shape are added`() {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([2, 4, 4]),
                layers: [.relu, Layer(Shortcut(filters: 3, isRectified: false, isDoubled: false))])
        }
        #expect(problem?.layer == 1)
        #expect(problem?.message == "only tensors of the same shape can be added, not 2×4×4 and 3×4×4")
    }

    /// Compares gradients with finite differences of the loss.
    private func expectGradients(
        of architecture: Architecture, _ parameters: Parameters, threads: Int
    ) throws {
        let size = architecture.input.count
        let random = RandomStream(seed: 3, stream: "images")
        let images = (0..<3 * size).map { random.normal(at: UInt64($0)) }
        let session = try TrainingSession(
            architecture, parameters: parameters,
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 3, seed: 0,
            threads: threads, needsInputGradient: true)
        _ = try session.computeGradients(labels: [0, 1, 2], filling: rowsOf(images, size: size))
        let gradients = try session.gradients()
        let byImages = try #require(session.inputGradient())

        func loss(_ images: [Float], _ parameters: Parameters) throws -> Double {
            let session = try TrainingSession(
                architecture, parameters: parameters,
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 3, seed: 0,
                threads: threads)
            return try session.computeGradients(labels: [0, 1, 2], filling: rowsOf(images, size: size))
                .lossSum
                / 3
        }
        let step: Float = 1e-3
        func expect(_ gradient: Float, _ change: (Float) throws -> Double, _ what: String) throws {
            let slope = try (change(step) - change(-step)) / Double(2 * step)
            // A ReLU or a pooling may have a kink within a step.
            #expect(abs(slope - Double(gradient)) <= 2e-3 + 0.05 * abs(slope), "\(what), \(threads) threads")
        }
        for (name, tensor) in parameters.tensors {
            let place = tensor.values.count / 3
            try expect(
                try #require(gradients[name]).values[place],
                { change in
                    var named = Dictionary(
                        uniqueKeysWithValues: parameters.tensors.map { ($0.name, $0.tensor) })
                    var values = tensor.values
                    values[place] += change
                    named[name] = Tensor(shape: tensor.shape, values: values)
                    return try loss(images, Parameters(for: architecture, from: named))
                }, name)
        }
        for place in [0, size + 5, 3 * size - 1] {
            try expect(
                byImages.values[place],
                { change in
                    var changed = images
                    changed[place] += change
                    return try loss(changed, parameters)
                }, "image \(place)")
        }
    }
}

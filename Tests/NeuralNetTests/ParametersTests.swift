import NeuralNet
import Testing

@Suite struct ParametersTests {
    private static func architecture() throws -> Architecture {
        try Architecture(
            input: Shape([1, 28, 28]),
            layers: [
                .convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1),
                .convolution2D(filters: 64, kernel: 3, stride: 1, padding: 1), .flatten, .dense(units: 10),
            ])
    }

    /// The bounds of PyTorch's own layers; see `initialization.safetensors`.
    @Test func `initial parameters fill PyTorch's bounds evenly`() throws {
        let parameters = Parameters(initializing: try Self.architecture(), seed: 5)
        for (name, bound) in [("conv1.weight", 1.0 / 3), ("conv2.weight", 0.05892556509887897)] {
            let values = try #require(parameters[name]).values.map(Double.init)
            let largest = values.map(abs).max() ?? .nan
            #expect(largest <= bound * 1.000001)
            #expect(largest > bound * 0.97)
            let mean = values.reduce(0, +) / Double(values.count)
            let deviation = (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
            // Uniform within ±b: mean 0, deviation b/√3; bounds of five standard errors.
            #expect(abs(mean) < 5 * bound / Double(values.count).squareRoot())
            #expect(abs(deviation - bound / 3.0.squareRoot()) < 3 * bound / Double(values.count).squareRoot())
        }
        let bias = try #require(parameters["conv2.bias"]).values
        #expect(bias.contains { $0 != 0 })
        #expect(bias.allSatisfy { abs($0) <= 0.0589256 })
    }

    @Test func `the seed decides the initial parameters`() throws {
        let architecture = try Self.architecture()
        #expect(
            Parameters(initializing: architecture, seed: 1) == Parameters(initializing: architecture, seed: 1)
        )
        #expect(
            Parameters(initializing: architecture, seed: 1) != Parameters(initializing: architecture, seed: 2)
        )
    }

    @Test func `each parameter has initial numbers of its own`() throws {
        let architecture = try Architecture(
            input: Shape([4]), layers: [.dense(units: 4), .relu, .dense(units: 4)])
        let parameters = Parameters(initializing: architecture, seed: 1)
        #expect(Set(parameters.tensors.map(\.tensor)).count == 4)
        #expect(parameters["dense1.weight"]?.values.prefix(4) != parameters["dense1.bias"]?.values[...])
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func `parameters with one element that is not finite are not finite`(number: Float) throws {
        let architecture = try Architecture(input: Shape([2]), layers: [.dense(units: 1)])
        func parameters(_ bias: Float) throws -> Parameters {
            try Parameters(
                for: architecture,
                from: [
                    "dense1.weight": Tensor(shape: Shape([1, 2]), values: [1, 2]),
                    "dense1.bias": Tensor(shape: Shape([1]), values: [bias]),
                ])
        }
        #expect(try parameters(0).areFinite)
        #expect(try !parameters(number).areFinite)
    }

    @Test func `parameters that do not fit are refused by name`() throws {
        let architecture = try Architecture(input: Shape([2]), layers: [.dense(units: 1)])
        let weight = Tensor(shape: Shape([1, 2]), values: [1, 2])
        let bias = Tensor(shape: Shape([1]), values: [0])
        #expect(throws: NetworkError.parameters("there is no tensor 'dense1.bias'")) {
            try Parameters(for: architecture, from: ["dense1.weight": weight])
        }
        #expect(throws: NetworkError.parameters("'dense1.bias' is 1×2, but the network has 1")) {
            try Parameters(for: architecture, from: ["dense1.weight": weight, "dense1.bias": weight])
        }
        #expect(throws: NetworkError.parameters("the network has no tensor 'dense2.bias'")) {
            try Parameters(
                for: architecture,
                from: ["dense1.weight": weight, "dense1.bias": bias, "dense2.bias": bias])
        }
    }
}

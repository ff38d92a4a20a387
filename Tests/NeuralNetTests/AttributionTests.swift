import Foundation
import NeuralNet
import TestSupport
import Testing

/// Heat maps of what speaks for a class, against PyTorch's and where there are none.
@Suite struct AttributionTests {
    static let cases = ["residual", "preactivated"]

    private struct Description: Decodable {
        let `class`: Int
        let residual: NetworkDescription
        let preactivated: NetworkDescription
    }

    private static func bench(
        _ name: String
    ) throws -> (fixture: Fixture, architecture: Architecture, images: ImageSet, chosen: Int) {
        let fixture = try Fixture("attributions", part: name)
        let description: Description = try fixture.description()
        let network = name == "residual" ? description.residual : description.preactivated
        let architecture = try network.architecture()
        let images = try ImageSet(
            shape: architecture.input, pixels: Data(fixture.integers("pixels").map { UInt8($0) }),
            labels: Data(count: network.batchSize), normalization: .unit)
        return (fixture, architecture, images, description.class)
    }

    @Test(arguments: cases, [1, 2, 3])
    func `each number of a heat map is PyTorch's`(name: String, threads: Int) throws {
        let (fixture, architecture, images, chosen) = try Self.bench(name)
        let classifier = Classifier(
            architecture: architecture, parameters: try fixture.parameters("parameter", for: architecture),
            threads: threads)
        let logits = try fixture.tensor("logits")
        let classes = logits.shape.dimensions[1]
        let predictions = (0..<images.count).map { image in
            let own = logits.values[image * classes..<(image + 1) * classes]
            return (own.firstIndex(of: own.max()!) ?? 0) - own.startIndex
        }
        for method in Attribution.Method.allCases {
            for label in [nil, chosen] {
                let found = try classifier.attribution(of: images, by: method, for: label)
                let expected = try fixture.tensor((label == nil ? "" : "chosen.") + method.rawValue)
                #expect(found.maps.shape == expected.shape)
                expectClose(
                    found.maps.values, expected.values, absolute: 1e-5, relative: 1e-5, "\(method)")
                #expect(found.predictions == predictions)
                #expect(found.labels == predictions.map { label ?? $0 })
                #expect(found.probabilities.shape == logits.shape)
                for image in 0..<images.count {
                    let row = image * classes..<(image + 1) * classes
                    let powers = logits.values[row].map { exp(Double($0)) }
                    let sum = powers.reduce(0, +)
                    expectClose(
                        found.probabilities.values[row].map(Double.init), powers.map { $0 / sum },
                        absolute: 1e-5, relative: 1e-5, "probabilities")
                }
            }
        }
    }

    @Test(arguments: Attribution.Method.allCases)
    func `the same number of threads gives the same bits, and batches have no influence`(
        method: Attribution.Method
    ) throws {
        let (fixture, architecture, images, _) = try Self.bench("residual")
        let classifier = Classifier(
            architecture: architecture, parameters: try fixture.parameters("parameter", for: architecture),
            threads: 2)
        let copies = 9
        let many = try ImageSet(
            shape: images.shape, pixels: Data((0..<copies).flatMap { _ in images.pixels }),
            labels: Data(count: copies * images.count), normalization: .unit)
        var done: [Int] = []
        let found = try classifier.attribution(of: many, by: method) { done.append($0) }
        #expect(done == [32, 45])
        #expect(try classifier.attribution(of: many, by: method).maps == found.maps)
        let expected = try fixture.tensor(method.rawValue).values
        expectClose(
            found.maps.values, (0..<copies).flatMap { _ in expected }, absolute: 1e-5, relative: 1e-5,
            "maps")
    }

    /// Layers, with the number of those that give the feature maps.
    private static let networks: [(layers: [Layer], count: Int?)] = [
        ([convolution(4), .relu, .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 3)], 2),
        (
            [
                convolution(4), .batchNormalization2D, .dropout(rate: 0.5), .silu, convolution(4),
                .batchNormalization2D, .relu, .globalAveragePooling2D, .dense(units: 3),
            ], 7
        ),
        // The sum of a residual connection, and not its convolution within.
        (
            [convolution(4), .residual([convolution(4), .relu]), .globalMaxPooling2D, .dense(units: 3)], 2
        ),
        ([convolution(4), .residual([.relu]), .residual([.relu]), .flatten, .dense(units: 3)], 3),
        // Feature maps of one pixel have no place.
        (
            [
                convolution(4), .maxPooling2D(size: 2, stride: 2),
                .convolution2D(filters: 5, kernel: 3, stride: 1, padding: 0), .relu, .flatten,
                .dense(units: 3),
            ], 1
        ),
        ([.flatten, .dense(units: 3)], nil),
        ([.maxPooling2D(size: 2, stride: 2), .residual([.relu]), .flatten, .dense(units: 3)], nil),
    ]

    private static func convolution(_ filters: Int) -> Layer {
        .convolution2D(filters: filters, kernel: 3, stride: 1, padding: 1)
    }

    @Test(arguments: networks)
    func `the feature maps are those of the last convolution, behind its activation`(
        layers: [Layer], count: Int?
    ) throws {
        let architecture = try Architecture(input: Shape([1, 6, 6]), layers: layers)
        #expect(architecture.layersToFeatureMaps == count)
        let classifier = Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 1),
            threads: 1)
        let images = try ImageSet(
            shape: architecture.input, pixels: Data((0..<72).map { UInt8($0 * 97 % 256) }),
            labels: Data(count: 2), normalization: .unit)
        let saliency = try classifier.attribution(of: images, by: .saliency)
        #expect(saliency.maps.shape == Shape([2, 6, 6]))
        #expect((0..<2).allSatisfy { saliency.maps.values[$0 * 36..<($0 + 1) * 36].max() == 1 })
        if count == nil {
            let problem = #expect(throws: NetworkError.self) {
                try classifier.attribution(of: images, by: .gradCAM)
            }
            #expect(
                "\(problem!)"
                    == "no convolution of the network has an output of more than a pixel in each direction")
        } else {
            let map = try classifier.attribution(of: images, by: .gradCAM).maps
            #expect(map.values.allSatisfy { (0...1).contains($0) })
        }
    }

    /// The logit of class 0 is the sum of the pixels, and that of class 1 its opposite.
    @Test func `a class that nothing speaks for has a Grad-CAM of zeros`() throws {
        let architecture = try Architecture(
            input: Shape([1, 2, 3]),
            layers: [
                .convolution2D(filters: 1, kernel: 1, stride: 1, padding: 0), .relu, .flatten,
                .dense(units: 2),
            ])
        let parameters = try Parameters(
            for: architecture,
            from: [
                "conv1.weight": Tensor(shape: Shape([1, 1, 1, 1]), values: [1]),
                "conv1.bias": Tensor(shape: Shape([1]), values: [0]),
                "dense1.weight": Tensor(
                    shape: Shape([2, 6]),
                    values: [Float](repeating: 1, count: 6) + [Float](repeating: -1, count: 6)),
                "dense1.bias": Tensor(shape: Shape([2]), values: [0, 0]),
            ])
        let images = try ImageSet(
            shape: architecture.input, pixels: Data([0, 51, 102, 153, 204, 255]), labels: Data([0]),
            normalization: .unit)
        let classifier = Classifier(architecture: architecture, parameters: parameters, threads: 1)
        let found = try classifier.attribution(of: images, by: .gradCAM)
        #expect(found.predictions == [0])
        expectClose(
            found.maps.values, [0, 0.2, 0.4, 0.6, 0.8, 1], absolute: 1e-6, relative: 0, "class 0")
        let other = try classifier.attribution(of: images, by: .gradCAM, for: 1)
        #expect(other.maps.values == [Float](repeating: 0, count: 6))
        // The gradient itself is the same everywhere but where the ReLU stops it.
        let saliency = try classifier.attribution(of: images, by: .saliency, for: 1)
        #expect(saliency.maps.values == [0, 1, 1, 1, 1, 1])
    }

    @Test func `classes that the network has not, and numbers that are not finite, are refused`() throws {
        let (fixture, architecture, images, _) = try Self.bench("residual")
        let parameters = try fixture.parameters("parameter", for: architecture)
        let classifier = Classifier(architecture: architecture, parameters: parameters, threads: 1)
        let problem = #expect(throws: NetworkError.self) {
            try classifier.attribution(of: images, by: .saliency, for: 6)
        }
        #expect("\(problem!)" == "the class is 6, but the network has 6 outputs")
        // The last layer's, since a ReLU after it could make zero of what is no number.
        var named = Dictionary(uniqueKeysWithValues: parameters.tensors.map { ($0.name, $0.tensor) })
        let last = try #require(parameters.tensors.last { $0.tensor.shape.dimensions.count == 2 })
        named[last.name] = Tensor(
            shape: last.tensor.shape, values: [Float](repeating: .infinity, count: last.tensor.shape.count))
        let large = Classifier(
            architecture: architecture, parameters: try Parameters(for: architecture, from: named),
            threads: 1)
        for method in Attribution.Method.allCases {
            #expect(throws: NetworkError.self) { try large.attribution(of: images, by: method) }
        }
    }
}

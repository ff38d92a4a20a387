import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct NormalizationTests {
    @Test func `mean and standard deviation are those of the bytes over 255`() throws {
        let measured = try #require(
            Normalization.measured(on: Data([0, 255, 51, 102]), shape: Shape([1, 2, 2]))?[0])
        expectClose([measured.mean], [0.4], absolute: 1e-15, relative: 0, "mean")
        // Deviations −0.4, 0.6, −0.2, 0 of the mean: variance (0.16 + 0.36 + 0.04) / 4 = 0.14.
        expectClose(
            [measured.standardDeviation], [Double(0.14).squareRoot()], absolute: 1e-15, relative: 0,
            "deviation")
    }

    @Test func `pixels that are all equal have no normalization`() {
        #expect(Normalization.measured(on: Data([7, 7, 7]), shape: Shape([1, 1, 3])) == nil)
        #expect(Normalization.measured(on: Data(), shape: Shape([1, 1, 3])) == nil)
    }

    @Test func `each channel is measured by itself`() throws {
        // Two images of two channels of two pixels: 0, 2, 4, 6 in the first, 10, 10, 20, 20 in the second.
        let pixels = Data([0, 2, 10, 10, 4, 6, 20, 20])
        let measured = try #require(Normalization.measured(on: pixels, shape: Shape([2, 1, 2])))
        expectClose(
            measured.channels.flatMap { [$0.mean * 255, $0.standardDeviation * 255] },
            [3, Double(5).squareRoot(), 15, 5], absolute: 1e-12, relative: 0, "channels")
        #expect(
            measured[0]
                == Normalization.measured(on: Data([0, 2, 4, 6]), shape: Shape([1, 2, 2]))?.channels.first)
    }

    @Test func `a channel whose pixels are all equal has no normalization`() {
        #expect(Normalization.measured(on: Data([0, 2, 9, 9, 4, 6, 9, 9]), shape: Shape([2, 1, 2])) == nil)
    }

    @Test func `each channel is normalized by its own mean and deviation`() throws {
        let images = try ImageSet(
            shape: Shape([3, 1, 2]), pixels: Data([0, 255, 0, 255, 51, 102]), labels: Data([0]),
            normalization: Normalization(channels: [
                .init(mean: 0, standardDeviation: 1), .init(mean: 0.5, standardDeviation: 0.25),
                .init(mean: 0.2, standardDeviation: 0.1),
            ]))
        // A network without layers: its logits are its inputs.
        let architecture = try Architecture(input: images.shape, layers: [])
        let seen = try Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: 1
        ).classify(images).logits.values
        expectClose(seen, [0, 1, -2, 2, 0, 2], absolute: 1e-6, relative: 0, "pixels")
    }

    @Test func `augmented images are normalized like others`() throws {
        func losses(_ augmentation: Augmentation?) throws -> [Float] {
            let images = try ImageSet(
                shape: Shape([2, 2, 2]), pixels: Data([0, 255, 30, 60, 7, 90, 255, 1]), labels: Data([1]),
                normalization: Normalization(channels: [
                    .init(mean: 0.1, standardDeviation: 0.5), .init(mean: 0.7, standardDeviation: 0.25),
                ]), augmentation: augmentation)
            let training = Training(
                architecture: try Architecture(input: images.shape, layers: [.flatten, .dense(units: 2)]),
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: 0.1,
                schedule: .constant, epochs: 2, batchSize: 1, seed: 4, threads: 1)
            return try training.run(on: images, validation: nil) { _ in }.history.batchLosses
        }
        let unchanged = Augmentation(rotation: 0, shift: 0, scale: 0, seed: 1)
        expectClose(try losses(unchanged), try losses(nil), absolute: 1e-5, relative: 0, "losses")
    }

    @Test func `a single channel's normalization applies to all channels, other counts must match`()
        throws
    {
        let three = Normalization(channels: Array(repeating: .init(mean: 0, standardDeviation: 1), count: 3))
        #expect(Normalization.unit.fits(Shape([3, 4, 4])))
        #expect(three.fits(Shape([3, 4, 4])))
        #expect(!three.fits(Shape([1, 4, 4])))
        #expect(throws: NetworkError.data("a normalization of 3 channels for images of 1×1×2")) {
            try ImageSet(
                shape: Shape([1, 1, 2]), pixels: Data([1, 2]), labels: Data([0]), normalization: three)
        }
    }

    @Test func `one channel is stored as two numbers, several as two arrays`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let grey = Normalization(mean: 0.25, standardDeviation: 0.5)
        let colours = Normalization(channels: [
            .init(mean: 0.25, standardDeviation: 0.5), .init(mean: 0.5, standardDeviation: 0.125),
        ])
        for (normalization, text) in [
            (grey, #"{"mean":0.25,"standardDeviation":0.5}"#),
            (colours, #"{"mean":[0.25,0.5],"standardDeviation":[0.5,0.125]}"#),
        ] {
            let data = try encoder.encode(normalization)
            #expect(String(decoding: data, as: UTF8.self) == text)
            #expect(try JSONDecoder().decode(Normalization.self, from: data) == normalization)
        }
    }

    @Test(
        arguments: [
            #"{"mean":0.5,"standardDeviation":0}"#, #"{"mean":0.5,"standardDeviation":-1}"#,
            #"{"mean":[0.5],"standardDeviation":[1,1]}"#, #"{"mean":[],"standardDeviation":[]}"#,
            #"{"mean":[0.5,0.5],"standardDeviation":[1,0]}"#, #"{"mean":[0.5,0.5],"standardDeviation":1}"#,
            #"{"mean":"0.5","standardDeviation":1}"#, #"{"mean":0.5}"#,
        ])
    func `invalid normalizations are refused`(_ text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Normalization.self, from: Data(text.utf8))
        }
    }
}

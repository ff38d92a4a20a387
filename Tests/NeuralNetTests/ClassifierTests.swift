import Foundation
import NeuralNet
import TestSupport
import Testing

@Suite struct ClassifierTests {
    /// A network without layers: its logits are the normalized pixels.
    private static func classifier(of shape: Shape) throws -> Classifier {
        let architecture = try Architecture(input: shape, layers: [])
        return Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: 1)
    }

    @Test func `pixels are normalized as by ToTensor and Normalize`() throws {
        let images = try ImageSet(
            shape: Shape([1, 1, 4]), pixels: Data([0, 1, 128, 255]), labels: Data([0]),
            normalization: Normalization(mean: 0.1307, standardDeviation: 0.3081))
        let result = try Self.classifier(of: images.shape).classify(images)
        #expect(result.logits.shape == Shape([1, 4]))
        expectClose(
            result.logits.values, [-0.424212918, -0.411484685, 1.205000923, 2.821486530], absolute: 1e-6,
            relative: 0, "pixels")
    }

    @Test func `probabilities and loss are the softmax of the logits and its cross-entropy`() throws {
        let images = try ImageSet(
            shape: Shape([1, 1, 3]), pixels: Data([0, 255, 51, 102, 102, 0]), labels: Data([1, 2]),
            normalization: Normalization(mean: 0, standardDeviation: 0.1))
        let result = try Self.classifier(of: images.shape).classify(images)
        let logits: [[Double]] = [[0, 10, 2], [4, 4, 0]]
        let sums = logits.map { $0.map { exp($0) }.reduce(0, +) }
        let expected = zip(logits, sums).flatMap { row, sum in row.map { exp($0) / sum } }
        expectClose(
            result.probabilities.values, expected.map { Float($0) }, absolute: 1e-7, relative: 1e-5,
            "probabilities")
        // Of two equal logits the first is the prediction.
        #expect(result.predictions == [1, 0])
        #expect(result.measurement.correct == 1)
        #expect(result.measurement.accuracy == 0.5)
        let loss = (log(sums[0]) - 10 + log(sums[1]) - 0) / 2
        expectClose([result.measurement.loss], [loss], absolute: 1e-6, relative: 1e-6, "loss")
    }

    @Test func `progress counts the images that are done`() throws {
        let images = try ImageSet(
            shape: Shape([1, 1, 2]), pixels: Data(count: 1060), labels: Data(count: 530), normalization: .unit
        )
        var done: [Int] = []
        _ = try Self.classifier(of: images.shape).classify(images) { done.append($0) }
        #expect(done == [256, 512, 530])
    }

    @Test func `images and labels may be parts of larger data`() throws {
        let pixels = Data([9, 9, 9, 255, 0, 0, 255, 9])
        let labels = Data([7, 0, 1, 7])
        let images = try ImageSet(
            shape: Shape([1, 1, 2]), pixels: pixels[3..<7], labels: labels[1..<3], normalization: .unit)
        let result = try Self.classifier(of: images.shape).classify(images)
        #expect(result.logits.values == [1, 0, 0, 1])
        #expect(result.measurement.correct == 2)
    }

    /// A kernel that reads memory which nobody wrote computes right in a process that has just begun, and anything later.
    @Test(arguments: [1, 5, 16, 17], [1, 3])
    func `outputs are the same bits whatever the memory held before`(filters: Int, channels: Int) throws {
        let shape = Shape([channels, 8, 8])
        let random = RandomStream(seed: 9, stream: "pixels")
        let images = try ImageSet(
            shape: shape,
            pixels: Data((0..<45 * shape.count).map { UInt8(random.integer(below: 256, at: UInt64($0))) }),
            labels: Data(count: 45), normalization: .unit)
        for kernel in [1, 3, 5] {
            for normalized in [[], [Layer.batchNormalization2D]] {
                let convolution = Layer.convolution2D(
                    filters: filters, kernel: kernel, stride: 1, padding: kernel / 2)
                let architecture = try Architecture(
                    input: shape, layers: [convolution] + normalized + [.relu, .flatten, .dense(units: 3)])
                let classifier = Classifier(
                    architecture: architecture, parameters: Parameters(initializing: architecture, seed: 1),
                    threads: 2)
                let expected = try classifier.classify(images).logits
                for number in [Float.nan, 1e30, -3e5, 0.37] {
                    Self.leaveBehind(number)
                    #expect(try classifier.classify(images).logits == expected, "\(kernel), \(number)")
                }
            }
        }
    }

    /// Fills memory with a number and frees it, in pieces of many sizes.
    private static func leaveBehind(_ number: Float) {
        let pieces = (0..<400).map { piece in
            let bytes = UnsafeMutableRawBufferPointer.allocate(
                byteCount: (64 << (piece % 12)) + 64 * (piece % 7), alignment: 64)
            bytes.initializeMemory(as: Float.self, repeating: number)
            return bytes
        }
        for piece in pieces { piece.deallocate() }
    }

    @Test func `images that cannot be classified are refused`() throws {
        let classifier = try Self.classifier(of: Shape([1, 2, 3]))
        func classify(_ shape: Shape, pixels: Int, labels: [UInt8]) throws {
            _ = try classifier.classify(
                ImageSet(
                    shape: shape, pixels: Data(count: pixels), labels: Data(labels), normalization: .unit))
        }
        // As many pixels, but in another form.
        #expect(throws: NetworkError.data("the network takes images of 1×2×3, not 1×3×2")) {
            try classify(Shape([1, 3, 2]), pixels: 6, labels: [0])
        }
        #expect(throws: NetworkError.data("there are no images to classify")) {
            try classify(Shape([1, 2, 3]), pixels: 0, labels: [])
        }
        #expect(throws: NetworkError.data("a label is 6, but the network has 6 outputs")) {
            try classify(Shape([1, 2, 3]), pixels: 12, labels: [5, 6])
        }
    }

    @Test func `a step counts correctly classified images, the argmax being the first of equal logits`()
        throws
    {
        let architecture = try Architecture(input: Shape([3]), layers: [])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 4, seed: 0, threads: 1)
        let logits: [Float] = [1, 1, 0, 1, 1, 0, 0, 0, 2, 3, 1, 2]
        let step = try session.computeGradients(labels: [0, 1, 2, 2], filling: rowsOf(logits, size: 3))
        #expect(step.correct == 2)
    }
}

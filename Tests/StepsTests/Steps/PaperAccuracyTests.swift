import Foundation
import Images
import Steps
import TestSupport
import Testing
import Workflow

/// How well digits are read that were drawn large on simulated paper, with pens of 5 to 40 pixels.
///
/// `STEPBOOK_PAPER_DIGITS=10000` takes all of MNIST's test images in place of some hundred.
struct PaperAccuracyTests {
    private static let cell = """
        let digits = normalize(load("mnist"))
        let model = train(
            digits,
            layers: [
                conv2d(32, kernel: 3, padding: 1), relu, maxPool2d(2),
                conv2d(64, kernel: 3, padding: 1), relu, maxPool2d(2),
                flatten, dense(128), relu, dropout(0.25), dense(10),
            ], optimizer: adamW(learningRate: 0.003), schedule: oneCycle(warmup: 0.25), epochs: 1)
        let result = evaluate(model, on: digits.test)
        save(model, to: "model.pt")
        """

    @Test(.tags(.slow)) func `digits on paper are read almost as well as the originals`() throws {
        let environment = ProcessInfo.processInfo.environment
        let folder = environment["STEPBOOK_DATA_DIR"] ?? ""
        guard SkipLog.allows("mnist/paper", !folder.isEmpty, "STEPBOOK_DATA_DIR is not set") else { return }
        var experiment = try Experiment()
        experiment.dataDirectories = [folder]
        let run = try experiment.run(Self.cell)
        #expect(run.failures == [])
        #expect(try #require(run.number("result.accuracy")) > 0.98)
        let model = try SavedModel(decoding: experiment.folder.data("output/model.pt"), threads: 2)

        let (images, labels) = try testImages(folder)
        let count = min(labels.count, environment["STEPBOOK_PAPER_DIGITS"].flatMap { Int($0) } ?? 300)
        var random = RandomSource(seed: 42)
        var (original, paper) = (0, 0)
        for place in 0..<count {
            let index = place * (labels.count / count)
            let digit = [UInt8](images[index * 784..<(index + 1) * 784])
            let picture = PaperPicture.anyDigit(digit, &random)
            func isRead(_ width: Int, _ height: Int, _ samples: [UInt8]) throws -> Bool {
                let read = try model.read(
                    .graymap(width, height, samples), name: "", subject: .digit, preparation: nil)
                return read.readings.first?.guesses.first?.label == String(labels[index])
            }
            if try isRead(28, 28, digit) { original += 1 }
            if try isRead(picture.width, picture.height, picture.samples) { paper += 1 }
        }
        print("on paper \(paper), as they are \(original) of \(count) digits read right")
        #expect(original > count * 97 / 100)
        #expect(100 * paper >= 97 * original, "\(paper) of \(original)")
    }

    /// MNIST's test images and their labels.
    private func testImages(_ folder: String) throws -> (images: [UInt8], labels: [UInt8]) {
        func file(_ name: String, header: Int) throws -> [UInt8] {
            let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
            return Array([UInt8](try Gzip.unpack(data, limit: 1 << 24, name: name)).dropFirst(header))
        }
        return (
            try file("t10k-images-idx3-ubyte.gz", header: 16),
            try file("t10k-labels-idx1-ubyte.gz", header: 8)
        )
    }
}

import Foundation
import Images
import Steps
import TestSupport
import Testing
import Workflow

/// The accuracy on digits drawn large on simulated paper, with pens of 5 to 40 pixels, and on pictures of the network's
/// own size.
///
/// `STEPBOOK_PAPER_DIGITS=10000` takes all of MNIST's test images in place of some hundred.
struct PaperAccuracyTests {
    private static let cell = """
        let digits = normalize(load("mnist"))
        let model = train(
            digits,
            layers: \(DigitNetwork.layers),
            optimizer: adamW(learningRate: 0.003), schedule: oneCycle(warmup: 0.25), epochs: 1)
        let result = evaluate(model, on: digits.test)
        save(model, to: "model.pt")
        """

    /// A network trained on MNIST; made once.
    private static let network = Result {
        var experiment = try Experiment()
        experiment.dataDirectories = [dataFolder]
        let run = try experiment.run(cell)
        #expect(run.failures == [])
        #expect(try #require(run.number("result.accuracy")) > 0.98)
        return try SavedModel(decoding: experiment.folder.data("output/model.pt"), threads: 2)
    }

    private static let dataFolder = ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"] ?? ""

    /// Whether there is MNIST; where it is not, that is noted.
    private func hasMNIST(_ name: String) -> Bool {
        SkipLog.allows("mnist/\(name)", !Self.dataFolder.isEmpty, "STEPBOOK_DATA_DIR is not set")
    }

    /// Some of MNIST's test images with their labels, evenly from all.
    private func digits(_ usual: Int) throws -> [(samples: [UInt8], label: UInt8)] {
        let (images, labels) = try testImages()
        let wanted = ProcessInfo.processInfo.environment["STEPBOOK_PAPER_DIGITS"].flatMap { Int($0) }
        let count = min(labels.count, wanted ?? usual)
        return (0..<count).map { place in
            let index = place * (labels.count / count)
            return ([UInt8](images[index * 784..<(index + 1) * 784]), labels[index])
        }
    }

    private func isRead(_ file: Data, as label: UInt8, preparation: String? = nil) throws -> Bool {
        let read = try Self.network.get().read(file, name: "", subject: .digit, preparation: preparation)
        return read.readings.first?.guesses.first?.label == String(label)
    }

    @Test(.tags(.slow)) func `digits on paper are read almost as well as the originals`() throws {
        guard hasMNIST("paper") else { return }
        let digits = try digits(1000)
        var random = RandomSource(seed: 42)
        var (original, paper) = (0, 0)
        for (digit, label) in digits {
            let picture = PaperPicture.anyDigit(digit, &random)
            if try isRead(.graymap(28, 28, digit), as: label) { original += 1 }
            if try isRead(.graymap(picture.width, picture.height, picture.samples), as: label) { paper += 1 }
        }
        print("on paper \(paper), as they are \(original) of \(digits.count) digits read right")
        #expect(original > digits.count * 97 / 100)
        #expect(100 * paper >= 97 * original, "\(paper) of \(original)")
    }

    @Test(.tags(.slow), arguments: SmallPicture.allCases)
    func `a picture of the network's own size is read as well as the same one unshrunk`(
        kind: SmallPicture
    ) throws {
        guard hasMNIST("small \(kind)") else { return }
        let digits = try digits(400)
        var random = RandomSource(seed: 42)
        var (large, small) = (0, 0)
        for (digit, label) in digits {
            let (unshrunk, shrunk) = kind.files(of: digit, &random)
            if try isRead(unshrunk, as: label) { large += 1 }
            if try isRead(shrunk, as: label) { small += 1 }
        }
        print("\(kind): unshrunk \(large), of 28 × 28 pixels \(small) of \(digits.count) digits read right")
        #expect(large > digits.count * 95 / 100)
        #expect(100 * (large - small) <= digits.count, "\(small) of \(large)")
    }

    @Test(.tags(.slow)) func `MNIST's own images lose nothing as PNG`() throws {
        guard hasMNIST("png") else { return }
        let digits = try digits(400)
        var (asTheyAre, asPictures) = (0, 0)
        for (digit, label) in digits {
            let rows = (0..<28).map { Array(digit[28 * $0..<28 * ($0 + 1)]) }
            let file = Data.png(28, 28, colourType: 0, bitDepth: 8, rows: rows)
            if try isRead(file, as: label, preparation: "scale") { asTheyAre += 1 }
            if try isRead(file, as: label) { asPictures += 1 }
        }
        print("as PNG \(asPictures), as they are \(asTheyAre) of \(digits.count) digits read right")
        #expect(asPictures >= asTheyAre)
    }

    /// MNIST's test images and their labels.
    private func testImages() throws -> (images: [UInt8], labels: [UInt8]) {
        func file(_ name: String, header: Int) throws -> [UInt8] {
            let data = try Data(contentsOf: URL(filePath: Self.dataFolder + "/" + name))
            return Array([UInt8](try Gzip.unpack(data, limit: 1 << 24, name: name)).dropFirst(header))
        }
        return (
            try file("t10k-images-idx3-ubyte.gz", header: 16),
            try file("t10k-labels-idx1-ubyte.gz", header: 8)
        )
    }
}

/// A kind of picture as small as the network's own images, that is not like them.
enum SmallPicture: CaseIterable {
    case greyPaper, darkPaper, offCentre, offCentreOnBlack, inACorner, inACornerOnBlack, photograph

    /// A picture as a file, large and in 28 × 28 pixels.
    func files(of digit: [UInt8], _ random: inout RandomSource) -> (unshrunk: Data, shrunk: Data) {
        if self == .photograph {
            let picture = PaperPicture.anyDigit(digit, &random)
            return (
                .graymap(picture.width, picture.height, picture.samples),
                .graymap(28, 28, picture.shrunk(to: 28))
            )
        }
        func chosen(_ range: ClosedRange<Double>) -> PaperPoint {
            PaperPoint(x: .random(in: range, using: &random), y: .random(in: range, using: &random))
        }
        let centre = PaperPoint(x: 0.5, y: 0.5)
        let corner = PaperPoint(
            x: Bool.random(using: &random) ? 0.25 : 0.75, y: Bool.random(using: &random) ? 0.25 : 0.75)
        let drawn =
            switch self {
            case .greyPaper:
                DrawnDigit(digit: digit, size: 20 / 28, middle: centre, paper: 190, ink: 40)
            case .darkPaper:
                DrawnDigit(digit: digit, size: 20 / 28, middle: centre, paper: 80, ink: 220)
            case .offCentre:
                DrawnDigit(digit: digit, size: 16 / 28, middle: chosen(0.3...0.7), paper: 230, ink: 30)
            case .offCentreOnBlack:
                DrawnDigit(digit: digit, size: 16 / 28, middle: chosen(0.3...0.7), paper: 0, ink: 255)
            case .inACorner: DrawnDigit(digit: digit, size: 12 / 28, middle: corner, paper: 200, ink: 30)
            case .inACornerOnBlack, .photograph:
                DrawnDigit(digit: digit, size: 12 / 28, middle: corner, paper: 0, ink: 255)
            }
        return (
            .graymap(280, 280, drawn.samples(side: 280)), .graymap(28, 28, drawn.samples(side: 28))
        )
    }
}

import Diagnostics
import Figures
import Foundation
import TestSupport
import Testing
import Workflow

struct PredictTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 3000, test: 20))
        let model = train(digits, layers: [conv2d(8, kernel: 5), relu, maxPool2d(2), flatten, dense(10)], epochs: 3, optimizer: adam(learningRate: 0.003))

        """

    /// A picture with a ring, far larger than what the network takes.
    private static let zero = picture(width: 240) { x, y in
        let distance = ((x - 120) * (x - 120) * 1.7 + (y - 120) * (y - 120)).squareRoot()
        return (70...88).contains(distance)
    }

    /// A picture with an upright stroke.
    private static let one = picture(width: 240) { x, y in abs(x - 120) < 9 && abs(y - 120) < 80 }

    private static func picture(width: Int, _ isInk: (Double, Double) -> Bool) -> Data {
        let samples = (0..<240 * width).map { place in
            isInk(Double(place % width), Double(place / width)) ? UInt8(30) : 220
        }
        return Data.graymap(width, 240, samples)
    }

    private func experiment(_ files: [String: Data]) throws -> Experiment {
        let experiment = try Experiment()
        for (name, data) in files { try experiment.folder.write(data, to: name) }
        return experiment
    }

    private func sheets(_ run: Run) -> [PredictionSheet] {
        run.figures.compactMap { if case .predictionSheet(let sheet) = $0 { sheet } else { nil } }
    }

    @Test func `a folder's pictures are read in the order of their numbers`() throws {
        let experiment = try experiment([
            "mine/2.pgm": Self.one, "mine/10.pgm": Self.zero, "mine/1.pgm": Self.zero,
            "mine/notes.txt": Data("no picture".utf8), "mine/.hidden.png": Data(),
        ])
        let run = try experiment.run(
            Self.cell + "let mine = predict(model, images: \"mine\", title: \"My own\")")
        #expect(run.failures == [])
        #expect(run.value("mine.pictures") == .integer(3))
        #expect(run.value("mine.count") == .integer(3))
        #expect(run.value("mine.text") == .string("0 1 0"))
        #expect((0.5...1).contains(try #require(run.number("mine.leastProbability"))))
        let sheet = try #require(sheets(run).first)
        #expect(sheet.title == "My own")
        #expect(sheet.pictures.map(\.name) == ["mine/1.pgm", "mine/2.pgm", "mine/10.pgm"])
        #expect(sheet.seen.items.map(\.label) == ["0", "1", "0"])
        for picture in sheet.pictures {
            #expect((picture.width, picture.height) == (240, 240))
            #expect(picture.file?.starts(with: [0xFF, 0xD8]) == true)
            let reading = try #require(picture.readings.first)
            #expect(reading.guesses.count == 3)
            #expect(reading.guesses.map(\.probability) == reading.guesses.map(\.probability).sorted(by: >))
            let box = try #require(reading.box)
            #expect(abs(box.x + box.width / 2 - 0.5) < 0.02 && abs(box.y + box.height / 2 - 0.5) < 0.02)
        }
    }

    @Test func `several digits on one picture are read in order`() throws {
        let both = Self.picture(width: 480) { x, y in
            let distance = ((x - 360) * (x - 360) * 1.7 + (y - 120) * (y - 120)).squareRoot()
            return (70...88).contains(distance) || abs(x - 120) < 9 && abs(y - 120) < 80
        }
        let run = try experiment(["row.pgm": both, "one.pgm": Self.one]).run(
            Self.cell + "let row = predict(model, images: [\"row.pgm\", \"one.pgm\"], find: .digits)")
        #expect(run.failures == [])
        #expect(run.value("row.text") == .string("10 1"))
        #expect(run.value("row.count") == .integer(3))
        let boxes = try #require(sheets(run).first).pictures[0].readings.compactMap(\.box)
        #expect(boxes.count == 2 && boxes[0].x < 0.3 && boxes[1].x > 0.5)
    }

    @Test func `a picture of the network's own size is taken as it is, dark on light or light on dark`()
        throws
    {
        let bar = (0..<784).map { UInt8((12...14).contains($0 % 28) && (5...22).contains($0 / 28) ? 255 : 0) }
        let run = try experiment([
            "ink.pgm": Data.graymap(28, 28, bar), "paper.pgm": Data.graymap(28, 28, bar.map { 255 - $0 }),
        ]).run(Self.cell + "predict(model, images: [\"ink.pgm\", \"paper.pgm\"])")
        let sheet = try #require(sheets(run).first)
        #expect(Array(sheet.seen.pixels) == bar + bar)
        #expect(sheet.pictures.allSatisfy { $0.readings.first?.box == nil })
    }

    @Test func `a picture may be scaled instead`() throws {
        let run = try experiment(["one.pgm": Self.one]).run(
            Self.cell + "predict(model, images: \"one.pgm\", prepare: .scale)")
        let seen = try #require(sheets(run).first).seen
        #expect(seen.channels == 3)
        // Paper stays light, and the stroke dark.
        #expect(seen.pixels[0] == 220)
        #expect(seen.pixels[3 * (14 * 28 + 14)] < 60)
    }

    @Test func `a picture without writing is read as nothing, with a notice`() throws {
        let blank = Self.picture(width: 100) { _, _ in false }
        let run = try experiment(["a/1.pgm": blank, "a/2.pgm": Self.zero]).run(
            Self.cell + "let mine = predict(model, images: \"a\")")
        #expect(run.failures == [])
        #expect(run.value("mine.text") == .string(" 0"))
        #expect(run.value("mine.count") == .integer(1))
        #expect(run.notices.map(\.message) == ["No writing was found on 'a/1.pgm'."])
        #expect(try #require(sheets(run).first).pictures[0].readings.isEmpty)
    }

    @Test func `what is no picture fails the step by name`() throws {
        let run = try experiment(["a/1.png": Data("hello".utf8)]).run(
            Self.cell + "predict(model, images: \"a\")")
        #expect(run.failures == ["'a/1.png' is neither PNG, JPEG nor PGM"])
        let empty = try experiment(["a/readme.txt": Data()]).run(Self.cell + "predict(model, images: \"a\")")
        #expect(
            empty.failures == ["'a' has no pictures: no files that end in .png, .jpg, .jpeg or .pgm"])
    }

    @Test(arguments: [
        ("‹\"nine.png\"›", "predict.no-such-file: there is no 'nine.png' beside the notebook"),
        (
            "[\"mine.pgm\", ‹\"../x.png\"›]",
            "predict.no-such-file: '../x.png' lies outside of the notebook's folder"
        ),
        ("‹[]›", "predict.images: there are no pictures to read"),
        (
            "\"mine.pgm\", find: .digits, prepare: ‹.scale›",
            "predict.prepare: digits that are found are not scaled pictures | leave 'prepare' out"
        ),
        (
            "‹3›",
            "predict.wrong-type: 'images' of 'predict' takes a text or an array, each element a text, but this is a whole number"
        ),
    ]) func `a mistake is found before anything runs`(arguments: String, expected: String) throws {
        let (source, found) = try experiment(["mine.pgm": Self.one]).diagnose(
            Self.cell + "predict(model, images: \(arguments))")
        source.expect(found, [expected])
    }

    @Test func `another picture under the same name is read anew`() throws {
        let experiment = try experiment(["mine.pgm": Self.zero])
        let cell = Self.cell + "let mine = predict(model, images: \"mine.pgm\")"
        let first = try experiment.run(cell)
        try experiment.folder.write(Self.one, to: "mine.pgm")
        let second = try experiment.run(cell)
        #expect(first.value("mine.text") == .string("0"))
        #expect(second.value("mine.text") == .string("1"))
        #expect(first.steps.last?.key != second.steps.last?.key)
    }
}

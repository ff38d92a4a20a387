import Diagnostics
import Figures
import Foundation
import Images
import Steps
import TestSupport
import Testing
import Workflow

struct PredictTests {
    private static let cell = """
        let digits = normalize(load("builtin", train: 3000, test: 20))
        let model = train(digits, layers: [conv2d(8, kernel: 5), relu, maxPool2d(2), flatten, dense(10)], epochs: 3, optimizer: adam(learningRate: 0.003))

        """

    /// A picture with a ring, far larger than the network's input.
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
        run.figures.compactMap { $0.content as? PredictionSheet }
    }

    @Test func `a folder's pictures are read in numerical order`() throws {
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

    @Test
    func `a picture like the training images is used unchanged, dark on light or light on dark`()
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

    @Test
    func `a picture of the network's own size that is not like them is preprocessed, and always on request`()
        throws
    {
        let bar = (0..<784).map { (12...14).contains($0 % 28) && (5...22).contains($0 / 28) }
        let corner = (0..<784).map { (3...4).contains($0 % 28) && (2...13).contains($0 / 28) }
        let experiment = try experiment([
            "grey.pgm": Data.graymap(28, 28, bar.map { $0 ? 40 : 190 }),
            "corner.pgm": Data.graymap(28, 28, corner.map { $0 ? 255 : 0 }),
            "ink.pgm": Data.graymap(28, 28, bar.map { $0 ? 255 : 0 }),
        ])
        let run = try experiment.run(
            Self.cell + "predict(model, images: [\"grey.pgm\", \"corner.pgm\"])\n"
                + "predict(model, images: \"ink.pgm\", prepare: .digit)")
        let found = sheets(run)
        #expect(found.flatMap { $0.pictures.map { $0.readings.first?.box != nil } } == [true, true, true])
        for sheet in found {
            for start in stride(from: 0, to: sheet.seen.pixels.count, by: 784) {
                let seen = Array(sheet.seen.pixels.dropFirst(start).prefix(784))
                #expect(seen[0] == 0 && seen[14 * 28 + 13] > 200, "the stroke is in the middle, on black")
            }
        }
    }

    @Test
    func `a network trained on images framed differently gets pictures of its size unchanged`()
        throws
    {
        // Letters that fill their images to the edge, dark on light.
        let images = (0..<40).map { index in
            Data.graymap(8, 8, (0..<64).map { UInt8(($0 % 8 < 4) == index.isMultiple(of: 2) ? index : 255) })
        }
        let files = images.enumerated().map {
            ("set/\($0.offset.isMultiple(of: 2) ? "a" : "b")/\($0.offset).pgm", $0.element)
        }
        let experiment = try experiment(Dictionary(uniqueKeysWithValues: files))
        let run = try experiment.run(
            """
            let set = load(from: "set", split: 0.2, invert: true)
            let model = train(set, layers: [flatten, dense(2)], epochs: 20, optimizer: adam(learningRate: 0.05), batchSize: 8)
            save(model, to: "net.pt")
            let own = predict(model, images: ["set/a/2.pgm", "set/b/3.pgm"])
            """)
        #expect(run.failures == [])
        #expect(run.value("own.text") == .string("a b"))
        let saved = try SavedModel(decoding: experiment.folder.data("output/net.pt"), threads: 1)
        for (index, label) in [(2, "a"), (3, "b")] {
            let read = try saved.read(images[index], name: "", subject: .digit, preparation: nil)
            #expect(read.readings.first?.guesses.first?.label == label)
            #expect(read.readings.first?.box == nil)
        }
    }

    @Test func `lost colours are reported for a network of pictures, not for one of ink`() throws {
        var files: [String: Data] = [:]
        for number in 0..<4 {
            files["set/\(number % 2)/\(number).pgm"] = .graymap(2, 2, [UInt8(50 * number), 0, 0, 255])
        }
        files["a.png"] = .png(
            2, 2, colourType: 2, bitDepth: 8, rows: [[200, 0, 0, 0, 0, 0], [0, 0, 0, 9, 9, 9]])
        files["b.pgm"] = .graymap(2, 2, [1, 2, 3, 4])
        let cell = """
            let set = load(from: "set", split: 0.5)
            let model = train(set, layers: [flatten, dense(2)], epochs: 1)

            """
        let experiment = try experiment(files)
        func notices(_ rest: String) throws -> [String] {
            let run = try experiment.run(cell + rest)
            #expect(run.failures == [])
            return run.notices.map(\.message)
        }
        #expect(
            try notices("predict(model, images: \"a.png\")") == [
                "Colours became grey: 'a.png' is coloured, and a network sees it in one channel, without its colours."
            ])
        #expect(
            try notices("predict(model, images: [\"a.png\", \"b.pgm\"])") == [
                "Colours became grey: 1 of 2 pictures is coloured, and a network sees it in one channel, without its colours."
            ])
        #expect(try notices("predict(model, images: \"b.pgm\")") == [])
        let ink = Self.cell.replacing("epochs: 3", with: "epochs: 1")
        let run = try experiment.run(ink + "predict(model, images: \"a.png\", prepare: .scale)")
        #expect(run.notices.map(\.message) == [])
    }

    /// A folder of built-in digits as image files, their ink on an empty background.
    ///
    /// - Parameters:
    ///   - side: the pixels across and down.
    ///   - place: where the sample of a digit's own pixel goes; `nil` for outside of the digit.
    private func inkFiles(
        side: Int, _ place: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
    ) -> [String: Data] {
        let digits = BuiltinDigits(seed: 1, part: .training).images(0..<60)
        var files: [String: Data] = [:]
        for index in 0..<60 {
            let pixels = Array(digits.pixels[index * 784..<(index + 1) * 784])
            let samples = (0..<side * side).map { pixel -> UInt8 in
                let (x, y) = place(pixel % side, pixel / side)
                return (0..<28).contains(x) && (0..<28).contains(y) ? pixels[28 * y + x] : 0
            }
            files["set/\(digits.labels[index])/\(index).pgm"] = .graymap(side, side, samples)
        }
        return files
    }

    /// The input of a network trained on a folder of ink for a dark stroke on grey paper: the stroke's longer side, and
    /// whether its pixels are ink.
    private func seenStroke(_ files: [String: Data], side: Int) throws -> (height: Int, isInk: Bool) {
        var files = files
        files["one.pgm"] = Self.one
        let run = try experiment(files).run(
            """
            let set = load(from: "set", split: 0.2)
            let model = train(set, layers: [flatten, dense(10)], epochs: 1)
            predict(model, images: "one.pgm")
            """)
        #expect(run.failures == [])
        let seen = try #require(sheets(run).first).seen
        #expect(seen.width == side && seen.channels == 1)
        guard seen.channels == 1 else { return (0, false) }
        let rows = (0..<side).filter { row in
            seen.pixels.dropFirst(row * side).prefix(side).contains { $0 > 127 }
        }
        return (rows.count, seen.pixels.first == 0)
    }

    @Test func `image files that are ink like MNIST are read as ink, in a frame of their size`() throws {
        let same = try seenStroke(inkFiles(side: 28) { ($0, $1) }, side: 28)
        #expect(same.isInk && (19...21).contains(same.height), "\(same)")
        let twice = try seenStroke(inkFiles(side: 56) { ($0 / 2, $1 / 2) }, side: 56)
        #expect(twice.isInk && (39...41).contains(twice.height), "\(twice)")
        let padded = try seenStroke(inkFiles(side: 32) { ($0 - 2, $1 - 2) }, side: 32)
        #expect(padded.isInk && (18...21).contains(padded.height), "\(padded)")
    }

    @Test func `lost grey levels are reported`() throws {
        var files: [String: Data] = [:]
        for number in 0..<4 {
            files["set/\(number % 2)/\(number).pgm"] = .graymap(2, 2, [UInt8(50 * number), 0, 0, 255])
        }
        // Twelve bits in a file of sixteen.
        files["a.png"] = .png(
            2, 2, colourType: 0, bitDepth: 16, rows: [[0, 0, 15, 255], [7, 0, 6, 200]])
        files["b.pgm"] = .graymap(2, 2, [1, 2, 3, 4])
        let run = try experiment(files).run(
            """
            let set = load(from: "set", split: 0.5)
            let model = train(set, layers: [flatten, dense(2)], epochs: 1)
            predict(model, images: ["a.png", "b.pgm"])
            """)
        #expect(run.failures == [])
        #expect(
            run.notices.map(\.message) == [
                "Levels of grey were lost: 1 of 2 pictures stores up to 16 bits a sample and uses less than an eighth of its range, of which a network sees 32 levels at most; spread the values over the whole range."
            ])
    }

    @Test(
        arguments: [([255, 255, 255], [255, 255, 0]), ([0, 130, 0], [255, 0, 0])] as [([UInt8], [UInt8])])
    func `ink that differs from its paper only in colour is read`(paper: [UInt8], ink: [UInt8]) throws {
        let rows = (0..<240).map { y in
            (0..<240).flatMap { x in abs(x - 120) < 9 && abs(y - 120) < 80 ? ink : paper }
        }
        let run = try experiment(["one.png": Data.png(240, 240, colourType: 2, bitDepth: 8, rows: rows)]).run(
            Self.cell + "let mine = predict(model, images: \"one.png\")")
        #expect(run.value("mine.text") == .string("1"))
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

    @Test func `all pictures that cannot be read are named before anything runs`() throws {
        let (one, first) = try experiment(["a/1.png": Data("hello".utf8)]).diagnose(
            Self.cell + "predict(model, images: ‹\"a\"›)")
        one.expect(first, ["predict.images: 'a/1.png' is neither PNG, JPEG nor PGM"])
        let (two, second) = try experiment([
            "a/1.png": Data("hello".utf8), "a/2.pgm": Self.one, "a/b/3.jpg": Data(), "4.webp": Self.webP,
        ]).diagnose(Self.cell + "predict(model, images: ‹\"a\"›)\npredict(model, images: ‹\"4.webp\"›)")
        two.expect(
            second,
            [
                "predict.images: 2 pictures cannot be read",
                "predict.images: '4.webp' is a WebP picture, which is not read: save it as PNG or JPEG",
            ])
        #expect(
            second.flatMap(\.notes).map(\.message) == [
                "'a/1.png' is neither PNG, JPEG nor PGM", "'a/b/3.jpg' is empty",
            ])
        let (three, third) = try experiment(["a/readme.txt": Data()]).diagnose(
            Self.cell + "predict(model, images: ‹\"a\"›)")
        three.expect(
            third,
            [
                "predict.images: 'a' has no pictures: no PNG, JPEG or PGM files; it holds 1 file without a picture ('readme.txt')"
            ])
    }

    private static let webP = Data("RIFF\u{10}\0\0\0WEBPVP8 ".utf8)

    @Test func `subfolders are searched, and files that are not read are reported`() throws {
        let run = try experiment([
            "mine/2/one.pgm": Self.one, "mine/10/zero.pgm": Self.zero, "mine/one": Self.one,
            "mine/photo.heic": Data([0, 0, 0, 24]) + Data("ftypheic".utf8), "mine/a.webp": Self.webP,
        ]).run(Self.cell + "let mine = predict(model, images: \"mine\")")
        #expect(run.failures == [])
        #expect(
            sheets(run).first?.pictures.map(\.name) == ["mine/2/one.pgm", "mine/10/zero.pgm", "mine/one"])
        #expect(
            run.notices.map(\.message) == [
                "Not read of 'mine': 1 WebP picture ('a.webp'; save it as PNG or JPEG), 1 HEIC picture ('photo.heic'; save it as PNG or JPEG)."
            ])
    }

    @Test func `white ink on a transparent background is read`() throws {
        let rows = (0..<240).map { y in
            (0..<240).flatMap { x -> [UInt8] in
                [255, 255, 255, abs(x - 120) < 9 && abs(y - 120) < 80 ? 255 : 0]
            }
        }
        let run = try experiment(["one.png": Data.png(240, 240, colourType: 6, bitDepth: 8, rows: rows)]).run(
            Self.cell + "let mine = predict(model, images: \"one.png\")")
        #expect(run.value("mine.text") == .string("1"))
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

    @Test func `another picture under the same name is read again`() throws {
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

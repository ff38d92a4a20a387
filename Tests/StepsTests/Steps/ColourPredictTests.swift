import Diagnostics
import Figures
import Foundation
import Images
import Steps
import TestSupport
import Testing
import Workflow

/// `predict` with a network of pictures in colour.
struct ColourPredictTests {
    let bench: ColourBench

    init() throws { bench = try ColourBench() }

    private var folder: TemporaryFolder { bench.experiment.folder }

    private func sheet(_ run: Run) throws -> PredictionSheet {
        #expect(run.failures == [])
        return try #require(run.figures.compactMap { $0.content as? PredictionSheet }.first)
    }

    /// The images of a grid, each as its samples.
    private func images(_ grid: ImageGrid) -> [[UInt8]] {
        let size = grid.width * grid.height * grid.channels
        let pixels = Array(grid.pixels)
        return grid.items.indices.map { Array(pixels[$0 * size..<($0 + 1) * size]) }
    }

    @Test func `pictures that a network was trained on give it the same pixels, and are told apart`() throws {
        let run = try bench.run(
            "plot(set.train)\nplot(set.test)\nlet mine = predict(model, images: \"set\")")
        let seen = try sheet(run).seen
        #expect((seen.width, seen.height, seen.channels) == (4, 4, 3))
        let loaded = run.imageGrids.flatMap(images)
        #expect(loaded.count == 12)
        func sorted(_ images: [[UInt8]]) -> [[UInt8]] { images.sorted { $0.lexicographicallyPrecedes($1) } }
        #expect(sorted(images(seen)) == sorted(loaded))
        let airplanes = [String](repeating: "airplane", count: 6)
        #expect(
            run.value("mine.text")
                == .string((airplanes + airplanes.map { _ in "frog" }).joined(separator: " ")))
        #expect(run.notices.map(\.message) == [])
    }

    @Test func `a picture is normalized channel by channel, and shown with its classes and confidences`()
        throws
    {
        try folder.write(ColourBench.picture(20), to: "a.png")
        let run = try bench.run("predict(model, images: \"a.png\")")
        let sheet = try sheet(run)
        #expect(sheet.pictures.map(\.name) == ["a.png"])
        #expect((sheet.pictures[0].width, sheet.pictures[0].height) == (9, 6))
        let reading = try #require(sheet.pictures[0].readings.first)
        #expect(reading.box == nil)
        #expect(reading.guesses.map(\.label) == ["airplane", "frog"])
        let seen = images(sheet.seen)[0]
        let planes = (0..<3).flatMap { channel in (0..<16).map { seen[3 * $0 + channel] } }
        let model = try #require(try ColourBench.model(of: run))
        let expected = try model.predict(Data(planes), threads: 1)[0]
        for (guess, probability) in zip(reading.guesses, expected) {
            #expect(abs(guess.probability - Double(probability)) <= 1e-6)
        }
    }

    @Test func `a grey picture becomes three equal channels, with a notice`() throws {
        let greys = (0..<16).map { UInt8(10 * $0) }
        try folder.write(.graymap(4, 4, greys), to: "grey.pgm")
        try folder.write(ColourBench.picture(1), to: "frog.png")
        let one = try bench.run("predict(model, images: \"grey.pgm\")")
        #expect(Array(try sheet(one).seen.pixels) == greys.flatMap { [$0, $0, $0] })
        #expect(
            one.notices.map(\.message) == [
                "The network takes colours: 'grey.pgm' is grey, and is seen in three equal channels."
            ])
        let two = try bench.run("predict(model, images: [\"grey.pgm\", \"frog.png\"])")
        #expect(
            two.notices.map(\.message) == [
                "The network takes colours: 1 of 2 pictures is grey, and is seen in three equal channels."
            ])
    }

    @Test func `transparency is composited on white, and a photograph is turned upright`() throws {
        let half = [UInt8]((0..<4).flatMap { _ in [200, 0, 40, 128] as [UInt8] })
        try folder.write(
            .png(4, 4, colourType: 6, bitDepth: 8, rows: [half, half, half, half]), to: "half.png")
        let photograph = try Data(
            contentsOf: BuiltTool.packageFolder.appending(
                path: "Tests/ImagesTests/Fixtures/orientation_6.jpg"))
        for part in ["train", "test"] { try folder.write(photograph, to: "turned/\(part)/a/1.jpg") }
        let run = try bench.run(
            """
            plot(load(from: "turned", size: 4).train)
            predict(model, images: ["half.png", "turned/train/a/1.jpg"])
            """)
        let sheet = try sheet(run)
        #expect(images(sheet.seen)[0] == (0..<16).flatMap { _ in [227, 127, 147] as [UInt8] })
        #expect(images(sheet.seen)[1] == run.imageGrids.first.map(images)?.first)
        // Stored lying on its side, in 24 × 16 pixels.
        #expect((sheet.pictures[1].width, sheet.pictures[1].height) == (24, 16))
    }

    @Test func `a picture in one colour on a transparent ground keeps it`() throws {
        let rows = (0..<4).map { y in
            (0..<4).flatMap { x -> [UInt8] in y == 0 || x == 0 ? [0, 0, 0, 0] : [230, 30, 30, 255] }
        }
        try folder.write(.png(4, 4, colourType: 6, bitDepth: 8, rows: rows), to: "red.png")
        let run = try bench.run("predict(model, images: \"red.png\")")
        let seen = (0..<16).flatMap { $0 < 4 || $0 % 4 == 0 ? [255, 255, 255] : [230, 30, 30] as [UInt8] }
        #expect(images(try sheet(run).seen)[0] == seen)
        #expect(run.notices.map(\.message) == [])
    }

    @Test(arguments: [("find: ‹.digits›", "find"), ("prepare: ‹.digit›", "prepare")])
    func `handwriting is not looked for in colours, which is found before anything runs`(
        argument: String, name: String
    ) throws {
        try folder.write(ColourBench.picture(0), to: "a.png")
        let (source, found) = bench.experiment.diagnose(
            ColourBench.cell + "predict(model, images: \"a.png\", \(argument))")
        source.expect(
            found,
            [
                "predict.\(name): the network takes pictures in colour, which are scaled as they are: no handwriting is looked for in them | leave '\(name)' out"
            ])
    }

    @Test func `a saved network reads pictures in colour, and says that it does`() throws {
        let run = try bench.run("save(model, to: \"net.pt\")")
        #expect(run.failures == [])
        let saved = try SavedModel(decoding: folder.data("output/net.pt"), threads: 1)
        #expect(saved.takesColours)
        #expect(saved.purpose == "tells pictures in colour of 4 × 4 pixels apart: airplane, frog")
        for (number, label) in [(20, "airplane"), (21, "frog")] {
            let read = try saved.read(
                ColourBench.picture(number), name: "", subject: .digit, preparation: nil)
            #expect(read.readings.map { $0.guesses.first?.label } == [label])
            #expect(!read.lostColours && !read.lacksColours)
        }
        let grey = try saved.read(.graymap(2, 2, [1, 2, 3, 4]), name: "", subject: .digit, preparation: nil)
        #expect(grey.lacksColours && !grey.lostColours)
        #expect(saved.problem(subject: .digit, preparation: "scale") == nil)
        #expect(saved.problem(subject: .digit, preparation: "digit") != nil)
        #expect(saved.problem(subject: .digits, preparation: nil) != nil)
    }

    @Test func `the pad has three channels, the images in colour and each channel's normalization`() throws {
        let run = try bench.run("pad(model, on: set.train, checks: 3)")
        #expect(run.failures == [])
        let pad = try #require(run.figures.compactMap { $0.content as? DrawingPad }.first)
        #expect(pad.takesColours)
        #expect(pad.means == run.numbers("set.mean"))
        #expect(pad.standardDeviations == run.numbers("set.standardDeviation"))
        #expect(Set(pad.means).count == 3)
        #expect(pad.weightCount == 4 * 3 * 9 + 2 * 4)
        #expect(pad.checks.map(\.pixels.count) == [48, 48, 48])
        let model = try #require(try ColourBench.model(of: run))
        for check in pad.checks {
            let probabilities = try model.predict(check.pixels, threads: 1)[0]
            #expect(probabilities[check.prediction] == probabilities.max())
        }
        #expect(throws: DiagnosticsError.self, "pad(model) has nothing to compare by") {
            try bench.run("pad(model)")
        }
    }
}
